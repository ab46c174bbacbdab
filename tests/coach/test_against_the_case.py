"""What a reply says is held against what the case has on record: dates, sums, and the wording that takes a sentence's place."""

from datetime import date
from decimal import Decimal

import pytest

from amends.coach import CaseKnown, PromisedRemedy, read
from amends.coach.instead import instead, wording_of
from amends.coach.reply import Reply
from amends.coach.scorer.examples import LANGUAGES

TODAY = date(2026, 11, 26)
PROMISED = CaseKnown(
    customer_name="Ann Fox",
    verdict="pending",
    promised=date(2026, 12, 3),
    today=TODAY,
    days_off=frozenset({date(2026, 11, 29)}),
)


def found(text: str, code: str, case: CaseKnown, lang: str = "en") -> list[str]:
    return [text[each.start : each.end] for each in read(text, lang, case) if each.code == code]


def test_a_day_later_than_promised_or_off_is_seen() -> None:
    late = "You will hear from us again by 10 December 2026."
    assert found(late, "P403", PROMISED) == ["10 December 2026"]
    assert found("You will hear from us again by 29 November.", "P403", PROMISED) == ["29 November"]
    assert found("You will hear from us again by 2 December.", "P403", PROMISED) == []
    assert found("Your parcel left our house on 29 October.", "P403", PROMISED) == []


def test_the_better_day_is_the_one_promised() -> None:
    text = "You will hear from us again by 10 December 2026."
    assert [each.suggestion for each in read(text, "en", PROMISED) if each.code == "P403"] == [
        "by Thursday 3 December 2026"
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We have returned 1,184.50 euros.", True),
        ("Wir: 1 184,50 €", True),
        ("We have returned 1,184 euros.", False),
        ("Soon.", False),
    ],
)
def test_the_sum_of_a_remedy_has_to_be_named(text: str, named: bool) -> None:
    case = CaseKnown(verdict="justified", remedies=(PromisedRemedy("Money back", Decimal("1184.50"), "EUR"),))
    assert ("P404" in {each.code for each in read(text, "en", case)}) is not named


def test_a_vague_time_becomes_the_promised_day() -> None:
    text = "Thank you for writing. You will hear from us soon."
    finding = next(each for each in read(text, "en", PROMISED) if each.code == "P402")
    better = instead(finding, "en", Reply(text, "en").sentences, PROMISED)
    assert better is not None
    assert (
        text[: better.start] + better.text
        == "Thank you for writing. You will hear from us by Thursday 3 December."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["B201", "B203", "B204", "P401", "P402", "T505", "T511"])
def test_a_wording_leaves_open_what_only_the_writer_knows(lang: str, code: str) -> None:
    text = wording_of(code, lang)
    assert text
    assert "[…]" in text
    assert "T510" in {each.code for each in read(text, lang)}


@pytest.mark.parametrize("written", ["4111 1111 1111 1111", "4111-1111-1111-1112"])
def test_a_card_is_named_by_its_last_figures_instead(written: str) -> None:
    text = f"The money is back on your card {written} since Monday."
    finding = next(each for each in read(text, "en") if each.code == "D601")
    better = instead(finding, "en", Reply(text, "en").sentences)
    assert better is not None
    shown = text[: better.start] + better.text + text[better.end :]
    assert shown == f"The money is back on your card •••• {written[-4:]} since Monday."
