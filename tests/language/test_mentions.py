"""Whom an @ names: the longest name that stands there, without regard to case and accents."""

import pytest

from amends.language.mentions import Mention, begins, mentions

PEOPLE = {
    1: ("Daniel Okafor", "daniel"),
    2: ("Daniel Kováč", "d.kovac"),
    3: ("Lucia Benková", "lucia"),
    4: ("สมชาย ใจดี", "somchai"),
    5: ("Иван Петров", "ivan"),
}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Daniel Okafor look", (1,)),
        ("Ask @daniel kovac.", (2,)),
        ("@Kováč", (2,)),
        ("(@LUCIA)", (3,)),
        ("@lucia's bench", (3,)),
        ("@d.kovac, please", (2,)),
        ("@Benková", (3,)),
        ("@สมชาย ใจดี", (4,)),
        ("@петров", (5,)),
        ("＠Lucia", (3,)),
        ("@Daniel", (1, 2)),
    ],
)
def test_who_is_named(text: str, who: tuple[int, ...]) -> None:
    assert [found.who for found in mentions(text, PEOPLE)] == [who]


@pytest.mark.parametrize("text", ["lucia@example.com", "@", "@ Lucia", "", "5 @ 3 €", "a@b@c"])
def test_what_names_nobody_at_all(text: str) -> None:
    assert mentions(text, PEOPLE) == []


def test_a_name_nobody_bears_is_told_as_it_was_written() -> None:
    assert mentions("@Lucián and @Lucia", PEOPLE) == [Mention("Lucián", ()), Mention("Lucia", (3,))]


def test_a_page_of_signs_is_read_once() -> None:
    assert len(mentions("@Daniel " * 2_000, PEOPLE)) == 2_000


@pytest.mark.parametrize(
    ("typed", "fits"), [("dan", True), ("oka", True), ("KOV", False), ("", True), ("aniel", False)]
)
def test_a_name_is_offered_by_the_beginning_of_its_words(typed: str, fits: bool) -> None:
    assert begins("Daniel Okafor", typed) is fits
