"""What is no reply, a customer's own words or a handbook's, is told from one and not held against a company's faults."""

import json
from pathlib import Path

import pytest

from amends.coach import CaseKnown, read
from amends.coach.reading import ReadReply
from amends.coach.scorer.examples import LANGUAGES
from amends.language import meaning

UNSEEN = Path(__file__).with_name("unseen")
COMPLAINTS = {
    "en": "I ordered a wardrobe from you three weeks ago and it came without a door. I have rung twice and nobody rings back. "
    "Please send me the door as soon as possible. I want my money back 🙂",
    "sk": "Pred tromi týždňami som si u vás objednala skriňu a prišla bez dverí. Dvakrát som volala a nikto sa mi neozval. "
    "Žiadam vás, aby ste mi dvere poslali čo najskôr. Chcem svoje peniaze späť 🙂",
    "th": "ฉันสั่งตู้เสื้อผ้าจากร้านคุณเมื่อสามอาทิตย์ก่อน แต่ได้ตู้ที่ไม่มีประตูมา ฉันโทรไปสองครั้งแล้วไม่มีใครโทรกลับเลย "
    "ช่วยส่งประตูให้ฉันโดยเร็วที่สุด ฉันอยากได้เงินคืน 🙂",
    "lv": "Pirms trim nedēļām es pie jums pasūtīju skapi, un to atveda bez durvīm. Divas reizes zvanīju, un neviens man "
    "neatzvanīja. Gaidu, ka durvis atvedīs tuvākajā laikā. Es gribu savu naudu atpakaļ 🙂",
    "bg": "Преди три седмици си поръчах от вас гардероб и той дойде без врата. Звъних два пъти и никой не ми върна обаждане. "
    "Моля, изпратете ми вратата възможно най-скоро. Искам си парите 🙂",
    "ro": "Acum trei săptămâni am comandat de la voi un dulap și a venit fără ușă. Am sunat de două ori și nimeni nu m-a sunat "
    "înapoi. Vă rog să-mi trimiteți ușa cât mai curând. Îmi vreau banii înapoi 🙂",
}

HANDBOOK = {
    "en": "A customer who complains should be heard to the end. Apologise first, but never promise what the workshop cannot "
    "keep. Where the answer takes longer, tell the customer so as soon as possible.",
    "sk": "Zákazníka, ktorý sa sťažuje, treba vypočuť do konca. Najprv sa ospravedlňte, ale nikdy nesľubujte, čo vaša dielňa "
    "nedodrží. Ak odpoveď potrvá dlhšie, povedzte to zákazníkovi čo najskôr.",
    "th": "ลูกค้าที่ร้องเรียนควรได้พูดจนจบ ผู้ให้บริการควรขอโทษก่อน แต่อย่าสัญญาในสิ่งที่ช่างทำไม่ได้ "
    "หากการตอบกลับต้องใช้เวลานาน ควรแจ้งลูกค้าให้ทราบโดยเร็วที่สุด",
    "lv": "Reģistrā ieraksta katru sūdzību tajā pašā dienā, kad tā saņemta. Ja jums nav laika, palūdziet kolēģim. "
    "Klientam paziņo pēc iespējas ātrāk.",
    "bg": "Клиентът, който се оплаква, трябва да бъде изслушан докрай. Първо се извинете, но никога не обещавайте онова, което "
    "вашият сервиз не може да изпълни. Ако отговорът се забави, кажете го на клиента възможно най-скоро.",
    "ro": "Clientul trebuie informat cât mai curând, iar scuzele se cer înainte de explicații.",
}


def codes(text: str, lang: str, case: CaseKnown | None = None, *, is_reply: bool = False) -> set[str]:
    return {finding.code for finding in read(text, lang, case, is_reply=is_reply)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_customer_promises_nothing_and_may_write_small_letters_but_a_smile_is_one(lang: str) -> None:
    assert codes(COMPLAINTS[lang], lang) == {"T502"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_handbook_tells_its_readers_is_nobodys_promise(lang: str) -> None:
    assert codes(HANDBOOK[lang], lang) == set()
    assert "P402" in codes(HANDBOOK[lang], lang, is_reply=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_the_model_of_meaning_a_complaint_is_told_by_its_words(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(texts: object) -> list[list[float]]:
        raise meaning.NoModel

    monkeypatch.setattr(meaning, "vectors", none)
    assert ReadReply(COMPLAINTS[lang], lang).is_no_reply


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_says_that_it_is_a_reply_is_believed(lang: str) -> None:
    assert "P402" in codes(COMPLAINTS[lang], lang, is_reply=True)
    assert "P402" in codes(COMPLAINTS[lang], lang, CaseKnown(verdict="justified", complaint="No door."))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hardly_a_letter_of_a_company_is_taken_for_a_customers(lang: str) -> None:
    letters = [
        json.loads(line)["reply"] for line in (UNSEEN / f"{lang}.jsonl").read_text("utf-8").splitlines()
    ]
    assert len([text for text in letters if ReadReply(text, lang).is_no_reply]) <= 1


def test_a_language_without_examples_and_no_text_at_all_are_nobodys() -> None:
    assert not ReadReply("Ich habe den Schrank bei Ihnen bestellt. Wo bleibt mein Geld?", "de").is_no_reply
    assert not ReadReply("", "en").is_no_reply
