"""Which language a customer writes in."""

import csv
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.language import identify as module
from amends.language.identify import identify

SIX = ["en", "sk", "th", "lv", "bg", "ro"]
SAMPLES = [
    ("en", "The sofa came with a torn seam and nobody answers the phone."),
    ("sk", "Stôl prišiel poškriabaný a na moje e-maily nikto neodpovedá."),
    ("sk", "Stol prisiel poskriabany a na moje emaily nikto neodpoveda."),
    ("th", "โต๊ะที่ได้รับมีรอยขีดข่วน"),
    ("lv", "Galds tika piegādāts saskrāpēts, un uz vēstulēm neviens neatbild."),
    ("lv", "Galds tika piegadats saskrapets, un uz vestulem neviens neatbild."),
    ("bg", "Масата пристигна надраскана, а никой не отговаря на писмата ми."),
    ("bg", "zdraveite, poluchih masata nadraskana i nikoi ne mi otgovarya"),
    ("ro", "Masa a ajuns zgâriată și nimeni nu răspunde la mesajele mele."),
    ("ro", "Masa a ajuns zgariata si nimeni nu raspunde la mesajele mele."),
]


@pytest.mark.parametrize(("lang", "text"), SAMPLES)
def test_each_language_is_known_with_and_without_its_marks(lang: str, text: str) -> None:
    assert identify(text, SIX) == lang


def test_a_short_text_says_nothing_so_the_language_used_before_stays() -> None:
    assert identify("OK thanks", SIX) is None
    assert identify("OK thanks", SIX, "lv") == "lv"


def test_script_decides_even_a_short_text() -> None:
    assert identify("ขอบคุณ", SIX, "en") == "th"
    assert identify("Мерси", SIX, "en") == "bg"


def test_brand_names_do_not_outweigh_thai() -> None:
    assert identify("เครื่อง Samsung Galaxy S24 Ultra เสีย", SIX) == "th"


def test_only_the_languages_of_the_installation_are_answered() -> None:
    assert identify("Stůl přišel poškrábaný a nikdo neodpovídá na zprávy", ["en", "sk"]) == "sk"
    assert identify("Стол пришёл поцарапанный, никто не отвечает", ["en", "sk"]) is None


def test_a_text_in_none_of_them_keeps_the_language_used_before() -> None:
    assert identify("Sehr geehrte Damen und Herren, die Lieferung kam beschädigt an", SIX, "sk") == "sk"


def test_numbers_and_addresses_are_no_words() -> None:
    assert identify("4471-2290-1183 nora@example.com https://example.com/the/long/address", SIX) is None


def test_threads_with_other_languages_do_not_disturb_each_other() -> None:
    def ask(turn: int) -> str | None:
        among = ["en", "sk"] if turn % 2 else ["en", "ro", "lv"]
        return identify(SAMPLES[1 if turn % 2 else 8][1], among)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(400)))
    assert answers == ["ro", "sk"] * 200


def test_without_the_detector_small_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "eldc", None)
    module.scorer.cache_clear()
    right = sum(identify(text, SIX) == lang for lang, text in SAMPLES)
    module.scorer.cache_clear()
    assert right >= len(SAMPLES) - 2


@given(st.text(), st.sampled_from([None, *SIX]))
def test_any_text_is_answered_from_the_list_or_not_at_all(text: str, earlier: str | None) -> None:
    assert identify(text, SIX, earlier) in {None, *SIX}


def test_real_complaints(shared: Path) -> None:
    with (shared / "data" / "parallel_complaints_handmade.csv").open(encoding="utf-8") as file:
        rows = [(row["lang"], row["text"]) for row in csv.DictReader(file) if row["lang"] in SIX]
    plain = [identify(text, SIX) == lang for lang, text in rows]
    bare = [identify(without_marks(text), SIX) == lang for lang, text in rows if lang in {"sk", "lv", "ro"}]
    assert all(plain)
    assert sum(bare) / len(bare) > 0.98


def without_marks(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
