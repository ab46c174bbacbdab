"""What only resembles a fault is none: regret for one's own deed, a question that asks for a fact, a time that is a date."""

import pytest

from amends.coach import read
from amends.coach.reading import AMONG_OTHERS, LIMIT, cleared
from amends.coach.reply import Reply
from amends.coach.scorer import faults

OWN_DEED = {
    "en": [
        "We regret that our plumber flooded your cellar.",
        "I am sorry I put your letter in the wrong tray.",
        "We are sorry to have sent the twins to different classes.",
        "We regret that we let the milk go sour before it reached you.",
        "Sorry for sending the bill to your old flat.",
        "We are sorry you have not received the lid yet.",
        "I'm sorry you got a broken lid.",
    ],
    "sk": [
        "Mrzí nás, že sme pokosili aj Váš záhon.",
        "Ľutujem, že som Vám dal nesprávny kľúč.",
        "Je nám ľúto, že naša recepčná prebudila Vaše dieťa.",
        "Mrzí ma, že som Vašu žiadosť založil k inému spisu.",
        "Mrzí nás, že ste ešte nedostali pokrievku.",
    ],
    "th": [
        "เราเสียใจที่เราลืมเติมน้ำมันให้รถของคุณ",
        "ทางร้านเสียใจที่พนักงานทำแว่นของคุณตก",
        "ดิฉันขอโทษที่ปล่อยให้ข้าวของคุณเย็นชืด",
        "ขอโทษที่คุณยังไม่ได้รับฝากาน้ำ",
    ],
    "lv": [
        "Mums žēl, ka sabojājām Jūsu mēteli.",
        "Man žēl, ka es pārpratu Jūsu pasūtījumu.",
        "Nožēlojam, ka aizvedām Jūsu dīvānu uz nepareizo māju.",
        "Mums žēl, ka vēl neesat saņēmuši vāku.",
    ],
    "bg": [
        "Съжаляваме, че изгубихме Вашата чанта.",
        "Съжалявам, че не Ви отворих вратата навреме.",
        "Съжаляваме, че нашият майстор надраска пода.",
        "Съжаляваме, че още не сте получили капака.",
    ],
    "ro": [
        "Ne pare rău că am rătăcit geanta dumneavoastră.",
        "Regretăm că instalatorul nostru a spart faianța.",
        "Îmi pare rău că nu am trimis factura la timp.",
        "Ne pare rău că încă nu ați primit capacul.",
    ],
}
PLAIN_QUESTIONS = {
    "en": [
        "Could you tell us on which shelf the kettle stood?",
        "Have you received a letter from us about the new meter?",
        "Which stop did the tram leave out?",
        "What colour are you seeing on the display?",
        "Do you remember which stop it was?",
    ],
    "sk": [
        "Môžete nám napísať, na ktorej polici kanvica stála?",
        "Vyhovovalo by Vám to v utorok o piatej?",
        "V ktorej predajni ste ju kupovali?",
    ],
    "th": ["รบกวนแจ้งเลขที่ใบเสร็จของกาน้ำให้เราได้ไหมคะ", "สะดวกให้ช่างเข้าไปวันพุธไหมคะ", "ซื้อกาน้ำจากสาขาไหนคะ"],
    "lv": [
        "Vai varat mums uzrakstīt, kurā plauktā stāvēja tējkanna?",
        "Vai saņēmāt no mums vēstuli par skaitītāju?",
        "Kurā pieturā tramvajs nepieturēja?",
    ],
    "bg": [
        "Бихте ли ни написали на кой рафт беше чайникът?",
        "Удобно ли Ви е във вторник в пет?",
        "В кой магазин го взехте?",
    ],
    "ro": [
        "Ne puteți spune pe ce raft stătea ceainicul?",
        "Ați primit de la noi scrisoarea despre contor?",
        "În ce magazin l-ați luat?",
    ],
}
ACCUSING_QUESTIONS = {
    "en": ["Could you tell us why you never opened the letter?", "Did you even look at the shelf?"],
    "sk": ["Môžete nám vysvetliť, prečo ste tú policu vôbec nečítali?"],
    "lv": ["Vai varat paskaidrot, kāpēc Jūs vispār neizlasījāt vēstuli?"],
    "bg": ["Бихте ли ни обяснили защо изобщо не прочетохте писмото?"],
    "ro": ["Ne puteți spune de ce nu ați citit scrisoarea?"],
    "th": ["ทำไมคุณถึงไม่อ่านจดหมายก่อนคะ"],
}
NAMED_DAYS = {
    "en": ["The kettle will be with you on Thursday 5 March.", "We are looking for the lid today."],
    "sk": ["Kanvicu máte u seba vo štvrtok 5. marca.", "Veko hľadáme ešte dnes."],
    "th": ["กาน้ำจะถึงบ้านคุณวันที่ 5 มีนาคมค่ะ"],
    "lv": ["Tējkanna būs pie Jums ceturtdien, 5. martā.", "Vāku meklējam vēl šodien."],
    "bg": ["Чайникът ще е при Вас в четвъртък, 5 март.", "Търсим капака още днес."],
    "ro": ["Ceainicul ajunge la dumneavoastră joi, 5 martie.", "Căutăm capacul chiar azi."],
}
MIND_OF_THE_CUSTOMER = {
    "en": [
        "I regret that our plumber seemed careless to you.",
        "We are sorry that you feel we let you down.",
        "Sorry if we sent the bill to the wrong flat.",
    ],
    "sk": ["Mrzí nás, že ste mali pocit, že sme Vás nechali čakať.", "Mrzí nás, ak sme Vám pokosili záhon."],
    "th": ["เสียใจที่คุณรู้สึกว่าเราส่งช้า", "ขออภัยหากเราส่งช้า"],
    "lv": ["Mums žēl, ka Jums šķita, ka mēs Jūs neuzklausījām.", "Atvainojamies, ja sabojājām Jūsu mēteli."],
    "bg": [
        "Съжаляваме, че сте останали с впечатление, че Ви пренебрегнахме.",
        "Съжаляваме, ако изгубихме чантата.",
    ],
    "ro": ["Ne pare rău că aveți impresia că v-am ignorat.", "Ne pare rău dacă am rătăcit geanta."],
}


def each(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(lang, text) for lang in texts for text in texts[lang]]


def codes(lang: str, text: str) -> set[str]:
    return {found.code for found in read(text, lang)}


@pytest.mark.parametrize(("lang", "text"), each(OWN_DEED))
def test_regret_about_ones_own_deed_is_an_apology(lang: str, text: str) -> None:
    assert "B201" not in codes(lang, text)


@pytest.mark.parametrize(("lang", "text"), each(MIND_OF_THE_CUSTOMER))
def test_regret_about_what_the_customer_feels_or_supposes_is_none(lang: str, text: str) -> None:
    assert "B201" in codes(lang, text)


@pytest.mark.parametrize(("lang", "text"), each(PLAIN_QUESTIONS))
def test_a_question_that_asks_for_a_fact_is_no_interrogation(lang: str, text: str) -> None:
    assert "T511" not in codes(lang, text)


@pytest.mark.parametrize(("lang", "text"), each(ACCUSING_QUESTIONS))
def test_a_question_that_accuses_is_one_however_politely_it_begins(lang: str, text: str) -> None:
    assert "T511" in codes(lang, text)


@pytest.mark.parametrize(("lang", "text"), each(NAMED_DAYS))
def test_a_named_day_is_no_vague_time(lang: str, text: str) -> None:
    assert "P402" not in codes(lang, text)


@pytest.mark.parametrize(
    ("code", "lang", "text"),
    [
        (code, lang, text)
        for code, texts in (("B201", OWN_DEED), ("T511", PLAIN_QUESTIONS), ("P402", NAMED_DAYS))
        for lang, text in each(texts)
    ],
)
def test_however_likely_its_words_make_the_fault_it_is_cleared_of_it(code: str, lang: str, text: str) -> None:
    assert all(code in cleared(sentence, {code: 1.0}) for sentence in Reply(text, lang).sentences)


@pytest.mark.parametrize(
    ("code", "lang", "text"),
    [
        (code, lang, text)
        for code, texts in (("B201", MIND_OF_THE_CUSTOMER), ("T511", ACCUSING_QUESTIONS))
        for lang, text in each(texts)
    ],
)
def test_a_fault_is_not_cleared(code: str, lang: str, text: str) -> None:
    assert all(code not in cleared(sentence, {code: 1.0}) for sentence in Reply(text, lang).sentences)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "We are sorry that the kettle leaked."),
        ("sk", "Mrzí nás, že kanvica tiekla."),
        ("th", "ขอบคุณที่ส่งรูปกาน้ำมาค่ะ"),
        ("lv", "Pateicamies par tējkannas fotoattēlu."),
        ("bg", "Благодарим за снимката на чайника."),
        ("ro", "Vă mulțumim pentru fotografia ceainicului."),
    ],
)
def test_nothing_is_taken_back_where_no_word_turns_against_what_stands_before(lang: str, text: str) -> None:
    assert all("T501" in cleared(sentence, {"T501": 1.0}) for sentence in Reply(text, lang).sentences)
    assert "T501" not in codes(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "@nora_b I'm so sorry about that."),
        ("en", "@kettles @nora_b My apologies for that!"),
        ("sk", "@nora_b Veľmi nás to mrzí."),
        ("lv", "@nora_b Ļoti atvainojamies!"),
        ("bg", "@nora_b Много съжаляваме."),
        ("ro", "@nora_b Ne pare foarte rău."),
        ("th", "@nora_b ขออภัยด้วยค่ะ"),
    ],
)
def test_a_bare_apology_stands_and_whom_a_public_message_begins_with_is_no_part_of_it(
    lang: str, text: str
) -> None:
    assert all("B201" in cleared(sentence, {"B201": 1.0}) for sentence in Reply(text, lang).sentences)
    assert Reply(text, lang).sentences[0].start == text.rindex("@") + len("@nora_b ")


def test_a_doubtful_sentence_is_told_among_others_only_when_it_is_surer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    between = (LIMIT + AMONG_OTHERS) / 2
    monkeypatch.setattr(faults, "likelihoods", lambda texts, *_, **_kind: [{"B203": between} for _ in texts])
    assert "B203" in codes("en", "We sent you the plate.")
    assert "B203" not in codes("en", "The plate has a chip on its rim. It came on 3 May.")
