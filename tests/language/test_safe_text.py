"""Text from outside."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.language.safe_text import clean, cut, is_blank, is_boundary, mixed_script, one_line

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANYTHING)
def test_cleaned_text_can_always_be_stored(text: str) -> None:
    stored = clean(text)
    assert "\0" not in stored
    assert "\r" not in stored
    assert json.loads(json.dumps(stored)).encode("utf-8").decode("utf-8") == stored
    assert clean(stored) == stored


def test_line_ends_become_one_kind() -> None:
    assert clean("a\r\nb\rc\u2028d\te\x00\x1b") == "a\nb\nc\nd\te"
    assert clean("half \ud83d") == "half \ufffd"


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200b\u200d\ufeff", "\u3164", "\u00a0\u2800", "\u202e\u2066", "\ufe0f"]
)
def test_what_nobody_can_see_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "ก", "\u200bx", "0"])
def test_what_can_be_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@given(ANYTHING)
def test_one_line_has_no_line_end_and_no_control(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in line)
    assert one_line(line) == line


def test_a_name_cannot_turn_the_reading_or_add_a_header() -> None:
    assert one_line("Eva\r\nBcc: all@example.com") == "Eva Bcc: all@example.com"
    assert one_line("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert one_line("क\u200dष") == "क\u200dष"


@given(ANYTHING, st.integers(0, 50))
def test_a_cut_never_splits_what_is_read_as_one(text: str, length: int) -> None:
    short = cut(text, length)
    assert text.startswith(short)
    assert len(short) <= length or text == short
    one_heap = not any(is_boundary(text, at) for at in range(1, min(length, len(text)) + 1))
    assert is_boundary(text, len(short)) or one_heap


@pytest.mark.parametrize(
    ("text", "length", "left"),
    [
        ("abc", 2, "ab"),
        ("aกำลัง", 2, "a"),
        ("aน้ำ", 2, "a"),
        ("ae\u0301", 2, "a"),
        ("a👩\u200d👩\u200d👧", 4, "a"),
        ("a🇸🇰🇱🇻", 4, "a🇸🇰"),
        ("a👍🏽", 2, "a"),
        ("a한", 2, "a한"),
        ("x\r\ny", 2, "x"),
    ],
)
def test_cutting(text: str, length: int, left: str) -> None:
    assert cut(text, length) == left


def test_look_alike_letters_in_one_word_are_told() -> None:
    assert mixed_script("Pаypal")
    assert not mixed_script("Paypal Банка ธนาคาร")
    assert not mixed_script("Žák 42")
