"""Rules that need no learning: capitals, pronouns, places left unfilled, secrets; and the small language of phrases."""

import pytest

from amends.coach import read
from amends.coach.phrases import Malformed, matcher
from amends.language.folding import fold


def codes(text: str, lang: str) -> set[str]:
    return {finding.code for finding in read(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("en", "You must NOT drive it.", "T508"),
        ("en", "( 2 ) You must NEVER drive it.", "T508"),
        ("en", "(1) BRING THE RECEIPT NOW!", "T508"),
        ("ro", "Va rugam NUMAI sa nu mai trimiteti.", "T508"),
        ("de", "Das ist WICHTIG für uns.", "T508"),
        ("ro", "Știu exact ce e să aștepți.", "T505"),
        ("lv", "Ir smieklīgi prasīt naudu par to.", "T504"),
        ("en", "Your order .......... is on its way.", "T510"),
        ("en", "IMPORTANT: the desk is closed on Monday.", "T508"),
        ("sk", "DÔLEŽITÉ: v pondelok je zatvorené.", "T508"),
        ("en", "Your order number is ??? and the desk is on its way.", "T510"),
        ("en", "No worries, my friend, the desk is on its way.", "T502"),
        ("en", "We did NOT lose it, we did NOT open it and we do NOT have it.", "T508"),
        (
            "en",
            "We PROMISED nothing. You say we PROMISED it, and nobody PROMISED. What was promised stands in the order.",
            "T508",
        ),
        ("sk", "Peniaze vraciame VÝLUČNE na kartu.", "T508"),
        ("bg", "Куфарът е тук!!", "T508"),
        ("th", "กรุณา STOP ใช้เครื่อง", "T508"),
        ("ro", "Vă garantăm sută la sută că nu mai pățiți asta.", "P401"),
        ("sk", "Posielame vám nový stôl.", "T506"),
        ("lv", "Rīt jums piezvanīsim.", "T506"),
        ("bg", "Изпращаме ви новата маса.", "T506"),
        ("en", "Dear {name},", "T510"),
        ("en", "We will call on [DATE].", "T510"),
        ("ro", "Stimată doamnă [nume],", "T510"),
        ("th", "เรียน {{ชื่อลูกค้า}}", "T510"),
        ("en", "Your card 4111 1111 1111 1111 is unlocked.", "D601"),
        ("en", "Your card 4111 1111 1111 1112, one figure of which is mistyped, is unlocked.", "D601"),
        ("ro", "Se caută tot ce s-a plătit cu cardul 4921-8830-1174-6502.", "D601"),
        ("th", "บัตรหมายเลข 4555 0123 4567 8901 ใช้ได้แล้ว", "D601"),
        ("en", "The password is hunter22.", "D601"),
        ("ro", "Intrați cu utilizatorul r.mitrea și parola Spinning2024!, pe care o știți.", "D601"),
        ("sk", "Pod rodným číslom 610412/7788 evidujeme príspevky.", "D601"),
        ("sk", "Izbu si rezervoval pán Dušan Vrška, nar. 15. 8. 1979.", "D601"),
        ("th", "คนขับวันนั้นคือนายสมยศ ใจดี เบอร์ส่วนตัว 08 9555 0142", "D601"),
    ],
)
def test_what_is_wrong_is_seen(lang: str, text: str, code: str) -> None:
    assert code in codes(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "code"),
    [
        ("en", "KLM flies to JFK; the IBAN is right.", "T508"),
        ("en", "The money went to WELLS FARGO on Monday.", "T508"),
        ("en", "UPSTART has the money. Upstart told us so, and UPSTART sends it back.", "T508"),
        ("en", "The matter is governed by U.S. CODE 15.", "T508"),
        ("en", "The matter is governed by U.S CODE 15.", "T508"),
        ("en", "PREVIOUS ADDRESS: Dock Street 4", "T508"),
        ("en", "The letter came from HARPER, GREEN & BOND CO. on Monday.", "T508"),
        ("en", "The debt was sold to NORTH RIVER HOLDINGS LLC in May.", "T508"),
        ("sk", "Faktúru vystavila firma RÝCHLY ODVOZ s. r. o. v máji.", "T508"),
        ("en", "See ( 2 ) DUTIES OF SELLERS WHO TAKE GOODS BACK in the contract.", "T508"),
        ("sk", "Platí § 15 ZODPOVEDNOSŤ ZA VADY zákona.", "T508"),
        ("en", "She told them that she was my friend and rang again.", "T502"),
        ("ro", "Aparatul are garanție pe viață.", "P401"),
        ("ro", "Nu știu ce e cu boxa, o verificăm.", "T505"),
        ("ro", "Am citit păreri negative, cât și pozitive.", "C307"),
        ("lv", "Tas bija smieklīgi tikai pirmās divas dienas.", "T504"),
        ("en", "It cracked within a year............ The phone is gone.", "T510"),
        ("en", "Is that all??? We rang you twice.", "T510"),
        ("lv", "Jūsu QUASHQAI ir gatavs.", "T508"),
        ("sk", "Vaše QUASHQAI je hotové.", "T508"),
        ("bg", "Вашият QUASHQAI е готов.", "T508"),
        ("ro", "Mașina QUASHQAI este gata.", "T508"),
        ("en", "We sent {>= $1,000,000} by mistake.", "T510"),
        ("en", "The account ( FINANCE ) is closed.", "T508"),
        ("en", "The total was {$1,410.00}.", "T510"),
        ("en", "How can that be????", "T510"),
        ("en", "Ring Radius Global Solutions at least 2 DAYS before.", "D601"),
        ("lv", "Paldies, ka pastāstījāt par šo zvēru dārzu.", "P401"),
        ("ro", "Boxa are garanție doi ani, iar toată lumea se plânge de același buton.", "B203"),
        ("th", "หลังใช้มาสักระยะ แอร์เริ่มมีกลิ่น เราจึงล้างให้วันนี้", "P402"),
        ("en", "We have sent you a message. ^DO", "T508"),
        ("en", "During COVID the counter closed at noon.", "T508"),
        ("th", "จองห้องกับ SAMIVARA ไว้แล้วค่ะ", "T508"),
        ("th", "รถรุ่น RAPTOR ของคุณซ่อมเสร็จแล้วครับ", "T508"),
        ("ro", "Valorile sunt 131...135 / 81...83 în fiecare zi.", "T502"),
        ("ro", "Bateria s-a încărcat până la 100% în două ore.", "P401"),
        ("en", "Your claim 2204-1187-5530-9146 is closed.", "D601"),
        ("en", "Your card ending in 4444 is unlocked.", "D601"),
        ("en", "Your card is unlocked; parcel 9111 1111 1111 1112 is on its way.", "D601"),
        ("en", "You get a new password within 24 hours, on 12 May at the latest.", "D601"),
        ("en", "We were founded here and born of need; the rule is from 3 May 2020.", "D601"),
        ("en", "Type the code and press [Search].", "T510"),
        ("sk", "Vážení manželia Novákovci, posielame vám nový stôl.", "T506"),
        ("ro", "Vă trimitem masa nouă.", "T506"),
    ],
)
def test_what_is_right_is_left_alone(lang: str, text: str, code: str) -> None:
    assert code not in codes(text, lang)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("apolog* (if|that) .. inconvenience", "We apologise if this was a great inconvenience.", True),
        ("[so] sorry", "Sorry!", True),
        ("sorry (to you), (if|that)", "Sorry to you, if so.", True),
        ("sorry .. [so] late", "Sorry it came so late", True),
        ("sorry .. [so] late", "Late", False),
        ("^ but", "But no", True),
        ("^ but", "All but one", False),
        ("by <date>", "We write by 3 May 2026", True),
        ("by <date>", "We write by post", False),
        ("soon", "Sooner", False),
    ],
)
def test_phrases_mean_what_they_say(phrase: str, text: str, found: bool) -> None:
    pattern = matcher([phrase], "en")
    assert pattern is not None
    assert bool(pattern.search(fold(text))) is found


@pytest.mark.parametrize("phrase", ["(open", "closed)", "[a", "a <b>"])
def test_a_phrase_that_is_not_one_says_so(phrase: str) -> None:
    with pytest.raises(Malformed, match=r"bracket|understood"):
        matcher([phrase], "en")


def test_a_row_of_marks_is_one_finding() -> None:
    text = "Thank you \N{PARTY POPPER}\N{PARTY POPPER}\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16} for XXXX XX/XX/XXXX."
    found = [(each.code, text[each.start : each.end]) for each in read(text, "en")]
    hearts = "\N{PARTY POPPER}\N{PARTY POPPER}\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}"
    assert ("T502", hearts) in found and ("T510", "XXXX XX/XX/XXXX") in found
    assert len([code for code, _ in found if code in ("T502", "T510")]) == 2


def test_words_that_follow_each_other_in_capitals_are_one_shout() -> None:
    text = "You must NOT OPEN THE VALVE yourself. It is NOT safe."
    found = [text[each.start : each.end] for each in read(text, "en") if each.code == "T508"]
    assert found == ["NOT OPEN THE VALVE", "NOT"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "I'VE TOLD YOU THAT THE SHOP TAKES NOTHING BACK"),
        ("en", "WE TOLD YOU THAT THE SHOP TAKES NOTHING BACK AND THE SHOP IS RIGHT"),
        ("sk", "UŽ SME VÁM POVEDALI, ŽE OBCHOD TOVAR NEBERIE A TOVAR JE V PORIADKU"),
        ("bg", "ВЕЧЕ ВИ КАЗАХМЕ, ЧЕ МАГАЗИНЪТ НЕ ПРИЕМА СТОКАТА И СТОКАТА Е ЗДРАВА"),
    ],
)
def test_a_sentence_in_capitals_is_one_shout(lang: str, said: str) -> None:
    text = f"@{said[:2].lower()} {said}! {said.capitalize()}."
    found = [each for each in read(text, lang, is_reply=True) if each.code == "T508"]
    assert [text[each.start : each.end] for each in found] == [said]


def test_what_hides_figures_makes_no_shout_of_its_line() -> None:
    text = "Last paid XX/XX/XXXX, balance XXXX, opened XX/XX/XXXX, XXXX XXXX, status DELETED XX/XX/XXXX, XXXX XXXX."
    found = [text[each.start : each.end] for each in read(text, "en", is_reply=True) if each.code == "T508"]
    assert found == ["DELETED"]
