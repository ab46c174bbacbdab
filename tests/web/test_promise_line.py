"""The promise line says at a glance how a promise stands."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from amends.web.promise_line import PromiseLine, line_for, spread

RIGA = ZoneInfo("Europe/Riga")
MADE = datetime(2026, 11, 10, 14, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (MADE + timedelta(days=3), "later"),
        (DUE - timedelta(days=1, hours=23), "due"),  # less than a fifth is left
        (DUE + timedelta(seconds=1), "overdue"),
        (DUE, "due"),
    ],
)
def test_state_follows_the_clock(at: datetime, state: str) -> None:
    assert line_for(MADE, DUE, at, RIGA).state == state


def test_the_day_itself_is_the_customers_day() -> None:
    """Made half an hour past midnight in Riga: due all that day, though in UTC it is still the day before."""
    made = datetime(2026, 11, 18, 22, 30, tzinfo=UTC)
    due = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
    assert line_for(made, due, made, RIGA).state == "due"
    assert line_for(made, due, made, ZoneInfo("UTC")).state == "later"


def test_what_was_kept_or_replaced_stays_so() -> None:
    late = DUE + timedelta(days=4)
    assert line_for(MADE, DUE, late, RIGA, kept=True).state == "kept"
    assert line_for(MADE, DUE, late, RIGA, replaced=True).state == "replaced"


def test_a_paused_promise_that_is_overdue_is_overdue() -> None:
    assert line_for(MADE, DUE, DUE + timedelta(days=1), RIGA, paused=True).state == "overdue"
    assert line_for(MADE, DUE, MADE, RIGA, paused=True).state == "paused"


def test_an_overdue_bar_runs_visibly_past_its_tick() -> None:
    line = line_for(MADE, DUE, DUE + timedelta(seconds=1), RIGA)
    assert line.past >= 10
    assert line.bar == line.tick


def test_a_promise_long_overdue_still_shows_its_tick() -> None:
    assert PromiseLine("overdue", 5000).tick == 20


def test_a_promise_made_for_the_same_moment_divides_by_nothing() -> None:
    assert line_for(MADE, MADE, MADE, RIGA).used == 100


@pytest.mark.parametrize("shares", [[], [0], [0, 0, 0], [90, 95], [0, 33, 78], [100, 100, 100]])
def test_ticks_stand_apart_and_clear_of_both_ends(shares: list[int]) -> None:
    places = spread(shares)
    assert all(20 <= place <= 60 and place % 5 == 0 for place in places)
    assert all(b - a >= (20 if len(places) == 3 else 25) for a, b in pairwise(places))
