"""How easy a letter is to read, by the measure of its own language."""

import tomllib
from statistics import median

import pytest

from amends.coach.ease import EASY, FEWEST_WORDS, PLAIN, ease_of
from amends.coach.reply import Reply
from amends.coach.scorer.examples import COACH, LANGUAGES

HEAVY = {
    "en": "With reference to the communication submitted by yourselves concerning the alleged irregularities, "
    "the undersigned department, having undertaken a comprehensive examination of the documentation "
    "available, hereby acknowledges that the circumstances established necessitate an appropriate "
    "reimbursement, subject to verification of the identification particulars.",
    "sk": "Na základe Vášho predchádzajúceho podania týkajúceho sa údajných nezrovnalostí pri vyúčtovaní "
    "poskytovaných služieb Vám oznamujeme, že príslušné oddelenie po vykonaní podrobného preskúmania "
    "predloženej dokumentácie konštatovalo opodstatnenosť uplatňovaných požiadaviek, pričom "
    "zodpovedajúce odškodnenie bude poukázané bezodkladne po overení identifikačných údajov.",
    "th": "ตามที่ท่านได้มีหนังสือร้องเรียนมายังบริษัทเกี่ยวกับความผิดปกติในการเรียกเก็บค่าบริการของเดือนที่ผ่าน"
    "มานั้นทางฝ่ายที่เกี่ยวข้องได้ดำเนินการตรวจสอบเอกสารหลักฐานทั้งหมดที่ท่านได้จัดส่งมาประกอบการพิจารณาโ"
    "ดยละเอียดแล้วพบว่าข้อเรียกร้องของท่านมีเหตุอันสมควรและบริษัทจะดำเนินการชดเชยให้ตามจำนวนที่กำหนดไว้ใน"
    "ระเบียบภายหลังจากที่ได้ตรวจสอบความถูกต้องของข้อมูลประจำตัวของท่านเรียบร้อยแล้ว",
    "lv": "Pamatojoties uz Jūsu iepriekš iesniegto iesniegumu attiecībā uz iespējamām neatbilstībām sniegto "
    "pakalpojumu aprēķinā, paziņojam, ka atbildīgā struktūrvienība pēc iesniegtās dokumentācijas "
    "padziļinātas izvērtēšanas ir konstatējusi pieteikto prasījumu pamatotību, un atbilstošā "
    "kompensācija tiks pārskaitīta nekavējoties pēc identifikācijas datu pārbaudes.",
    "bg": "Във връзка с депозираното от Вас заявление относно предполагаеми несъответствия при фактурирането "
    "на предоставяните услуги Ви уведомяваме, че компетентното подразделение след извършване на "
    "задълбочено разглеждане на представената документация констатира основателност на предявените "
    "претенции, като съответното обезщетение ще бъде преведено незабавно след удостоверяване.",
    "ro": "Referitor la solicitarea dumneavoastră anterioară privind presupusele neconcordanțe constatate la "
    "facturarea serviciilor prestate, vă comunicăm că departamentul responsabil, ulterior efectuării "
    "unei verificări amănunțite a documentației prezentate, a constatat temeinicia pretențiilor "
    "formulate, urmând ca despăgubirea corespunzătoare să fie virată neîntârziat.",
}


def letters(lang: str) -> list[Reply]:
    """Those that are not officialese."""
    table = tomllib.loads((COACH / "letters" / f"{lang}.toml").read_text("utf-8"))
    return [
        Reply("\n".join(line[0] if line else "" for line in one["reply"]), lang) for one in table["letter"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_letters_are_easy_in_every_language(lang: str) -> None:
    found = [ease for reply in letters(lang) if (ease := ease_of(reply))]
    assert len(found) > 40
    assert sum(ease.level == "easy" for ease in found) / len(found) > 0.8
    assert sum(ease.longest is not None for ease in found) / len(found) < 0.1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_measure_is_what_plain_letters_of_the_language_have(lang: str) -> None:
    found = [ease for reply in letters(lang) if (ease := ease_of(reply))]
    assert median(ease.words for ease in found) == pytest.approx(PLAIN[lang].words, rel=0.1)
    shares = [ease.long_share for ease in found if ease.long_share is not None]
    assert bool(shares) == (lang != "th"), "Thai words are not told by their length"
    if shares:
        assert median(shares) == pytest.approx(PLAIN[lang].share, rel=0.2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_heavy_sentence_is_hard_and_named(lang: str) -> None:
    ease = ease_of(Reply(HEAVY[lang], lang))
    assert ease is not None and ease.level == "hard"
    assert ease.longest == (0, len(HEAVY[lang]))
    assert ease.longest_words > 2 * PLAIN[lang].words


def test_one_language_is_not_held_to_the_measure_of_another() -> None:
    """Plain Latvian words are long in English: by the English measure hardly a Latvian letter would be easy."""
    plain = PLAIN["en"]
    strained = 0
    for reply in letters("lv"):
        read = [each for each in reply.sentences if len(each.words) >= FEWEST_WORDS]
        words = [word for each in read for word, _, _ in each.words]
        share = sum(len(word) > plain.letters for word in words) / len(words)
        strained += share / plain.share > EASY
    assert strained / len(letters("lv")) > 0.9


def test_too_little_and_unknown_languages_are_not_judged() -> None:
    assert ease_of(Reply("We refund the fee today.", "en")) is None
    assert ease_of(Reply("Wir überweisen Ihnen das Geld noch heute. " * 10, "de")) is None
    assert ease_of(Reply("", "th")) is None
