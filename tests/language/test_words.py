"""What a complaint is found by."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.language import lexicon
from amends.language.words import index_terms, query_terms, tsquery, tsvector_literal
from tests.conftest import words
from tests.examples import tries

SIX = ["en", "sk", "th", "lv", "bg", "ro"]


def finds(query: str, text: str, lang: str | None, asked_in: str | None = None) -> bool:
    terms = set(index_terms(text, lang))
    groups = query_terms(query, asked_in)
    return bool(groups) and all(terms.intersection(group) for group in groups)


@pytest.mark.parametrize(
    ("lang", "text", "queries"),
    [
        ("en", "Two chairs arrived broken.", ["chair", "broken chairs", "CHAIRS", "break"]),
        (
            "sk",
            "Prišla mi poškodená chladnička.",
            ["poškodený", "poskodeny", "poskodenu chladnicku", "chladničky"],
        ),
        ("sk", "Prisla mi poskodena chladnicka.", ["poškodená", "poškodenú chladničku", "chladnicky"]),
        ("sk", "Hovoril som s pánom Hrabovským.", ["Hrabovský", "hrabovskemu", "pán Hrabovského"]),
        ("th", "ห้องพักสกปรกมาก มีเส้นผมในอ่างอาบน้ำ", ["สกปรก", "ห้อง สกปรก", "อ่างอาบน้ำ", "ห้องสกปรก"]),
        ("lv", "Grīda ir bojāta.", ["grīdas", "gridu", "bojāts", "bojata grida"]),
        ("lv", "Grida ir bojata.", ["grīdas", "bojāta"]),
        ("bg", "Масата пристигна надраскана.", ["маса", "маси", "МАСАТА"]),
        ("ro", "Mașina de spălat s-a stricat.", ["masina", "mașinii", "masini de spalat"]),
        ("ro", "Masina de spalat s-a stricat.", ["mașina", "maşinii"]),
    ],
)
def test_found_in_any_form_with_and_without_marks(lang: str, text: str, queries: list[str]) -> None:
    for query in queries:
        assert finds(query, text, lang), query
        assert finds(query, text, lang, asked_in=lang), query


@pytest.mark.parametrize(
    "query", ["K7XM-2PQR-9", "k7xm2pqr9", "14.11.2026", "2026/114", "nora@example.com", "180"]
)
def test_references_numbers_and_addresses_are_found_whole(query: str) -> None:
    text = "Case K7XM-2PQR-9: invoice:2026/114 of 14.11.2026-15.11.2026, €180, write to Nora@Example.com."
    assert finds(query, text, "en")


def test_another_number_is_not_found() -> None:
    assert not finds("14.11.2025", "Delivered on 14.11.2026.", "en")
    assert not finds("oranges", "Two chairs arrived broken.", "en")


def test_small_words_do_not_narrow_a_search() -> None:
    assert query_terms("the chair", "en") == query_terms("chair", "en")
    assert query_terms("the", "en")


def test_characters_one_cannot_see_do_not_hide_a_word() -> None:
    assert finds("password", "pass\u200bword", "en")
    assert finds("password", "ｐａｓｓｗｏｒｄ", "en")
    assert finds("café", "cafe\u0301", "en")


def test_chinese_is_found_by_pairs() -> None:
    assert finds("椅子", "送来的椅子坏了", None)
    assert finds("坏", "送来的椅子坏了", None)


@given(st.text(), st.sampled_from([None, *SIX]))
def test_terms_suit_postgresql(text: str, lang: str | None) -> None:
    terms = index_terms(text, lang)
    assert len(terms) == len(set(terms))
    for term in [*terms, *(term for group in query_terms(text, lang) for term in group)]:
        assert term
        assert "\0" not in term
        assert len(term.encode("utf-8")) < 2000


@settings(max_examples=tries(300))
@given(st.lists(st.text(st.characters(max_codepoint=0x24F), min_size=1), min_size=1), st.data())
def test_every_word_of_a_text_finds_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    query = data.draw(st.sampled_from(words))
    groups = query_terms(query, data.draw(st.sampled_from([None, *SIX])))
    terms = set(index_terms(text, "sk"))
    assert all(terms.intersection(group) for group in groups)


def test_a_document_without_end_is_cut() -> None:
    assert len(index_terms(" ".join(map(str, range(100_000))), "en")) <= 4000
    assert max(map(len, index_terms("x" * 100_000, "en"))) <= 64


def test_query_text_is_quoted() -> None:
    assert tsquery([["it's", "a\\b"], ["c"]]) == r"('it''s' | 'a\\b') & ('c')"
    assert tsquery([["chair"]], last_is_prefix=True) == "('chair':*)"
    assert tsquery([]) == ""
    assert tsvector_literal(["it's", "b"]) == "'it''s' 'b'"


def test_files_are_written_once_and_a_closed_folder_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("not a folder")
    lexicon.keep_in(tmp_path / "words")
    try:
        found = lexicon.lexicon("lv")
        assert found and "grida" in found.lookup("gridas")
    finally:
        lexicon.keep_in(words())
