"""Clocks: what is due when, which is told, and what a pause may move."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import (
    due,
    due_by,
    promises_at_receipt,
    shift_for_pause,
    strictest,
    warning_level,
)
from amends.procedure.definition import Clock, standard
from amends.procedure.packs import available, in_force, load_pack
from amends.procedure.parts import UNITS
from tests.examples import tries

PLAN = standard()
RIGA = BusinessCalendar("Europe/Riga", country="LV")
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=RIGA.tz)
EVERY = [(key, clock) for key in available() for clock in load_pack(key).clocks]
MOMENTS = some.datetimes(datetime(2025, 1, 1), datetime(2029, 12, 31), timezones=some.just(UTC))


def local(at: datetime) -> str:
    return RIGA.local(at).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("n", "unit", "expected"),
    [
        (15, "minutes", "2026-11-24 10:15"),
        (24, "hours", "2026-11-25 10:00"),
        (8, "working_hours", "2026-11-25 10:00"),
        (0, "working_days", "2026-11-24 17:00"),
        (5, "working_days", "2026-12-01 17:00"),
        (15, "calendar_days", "2026-12-09 17:00"),
        (30, "calendar_days", "2026-12-23 17:00"),  # Christmas Eve is a holiday: the working day before
        (8, "weeks", "2027-01-19 17:00"),
        (1, "months", "2026-12-23 17:00"),
        (3, "years", "2029-11-23 17:00"),  # 24 November 2029 is a Saturday
    ],
)
def test_each_unit(n: int, unit: str, expected: str) -> None:
    assert local(due(Clock("final", "received", n, unit), TUESDAY, RIGA)) == expected


def test_a_month_ends_with_the_month() -> None:
    start = datetime(2027, 1, 31, 10, tzinfo=RIGA.tz)
    assert local(due(Clock("final", "received", 1, "months"), start, RIGA)) == "2027-02-26 17:00"


def test_a_day_over_the_weekend_lasts_to_its_end() -> None:
    friday_night = datetime(2026, 11, 27, 20, tzinfo=RIGA.tz)
    assert (
        local(due(Clock("final", "received", 1, "calendar_days"), friday_night, RIGA)) == "2026-11-28 23:59"
    )


@given(
    MOMENTS, some.timedeltas(timedelta(0), timedelta(days=20)), some.integers(0, 60), some.sampled_from(UNITS)
)
@settings(max_examples=tries(400), deadline=None)
def test_what_comes_later_is_never_due_earlier(start: datetime, wait: timedelta, n: int, unit: str) -> None:
    clock = Clock("final", "received", n % 5 if unit == "years" else n, unit)
    first, second = due(clock, start, RIGA), due(clock, start + wait, RIGA)
    assert start <= first
    assert first <= second


def test_at_receipt_the_next_news_and_the_reply_are_told() -> None:
    dates = promises_at_receipt(PLAN, [], TUESDAY, RIGA)
    assert [(d.kind, local(d.due), d.to_customer) for d in dates] == [
        ("responsible", "2026-11-25 17:00", False),
        ("next_contact", "2026-11-27 17:00", True),
        ("final", "2026-12-08 17:00", True),
    ]
    simple = promises_at_receipt(PLAN, [], TUESDAY, RIGA, "simple")
    assert local(simple[-1].due) == "2026-12-01 17:00"


def test_the_strictest_is_told_and_all_are_kept() -> None:
    packs = [load_pack("latvia"), load_pack("fca_disp/payments"), load_pack("cfpb")]
    dates = promises_at_receipt(PLAN, packs, TUESDAY, RIGA)
    finals = [d for d in dates if d.clock.kind == "final"]
    assert len(finals) == 4
    told = [d for d in finals if d.to_customer]
    assert len(told) == 1 and told[0] == strictest(told)
    assert told[0].due == min(d.due for d in finals)
    assert {d.kind for d in finals if not d.to_customer} == {"legal"}


def test_a_regulators_earlier_date_is_told_and_the_companys_kept() -> None:
    soon = Clock("final", "received", 2, "working_days", whose="regulator", pack="strict")
    pack = replace(load_pack("latvia"), clocks=(soon,))
    dates = [d for d in promises_at_receipt(PLAN, [pack], TUESDAY, RIGA) if d.clock.kind == "final"]
    assert [(d.clock.name, d.kind, d.to_customer) for d in dates] == [
        ("strict:final", "final", True),
        ("plan:final:complex", "final", False),
    ]


def test_the_rule_in_force_on_the_day_counts() -> None:
    slovakia = load_pack("slovakia")
    assert len(in_force(slovakia, date(2024, 6, 30)).clocks) == 1
    for day in (datetime(2024, 6, 28, 9, tzinfo=UTC), datetime(2024, 7, 1, 9, tzinfo=UTC)):
        legal = [d for d in promises_at_receipt(PLAN, [slovakia], day, RIGA) if d.kind == "legal"]
        assert len(legal) == 1
        assert legal[0].clock.in_force(day.date())


@pytest.mark.parametrize(("key", "clock"), EVERY, ids=[f"{key}:{clock.kind}" for key, clock in EVERY])
def test_every_clock_of_every_pack(key: str, clock: Clock) -> None:
    assert clock.whose == "regulator" and not clock.pausable
    assert clock.source and clock.pack == key
    assert len(clock.name) <= 80
    at = due(clock, TUESDAY, RIGA)
    assert at >= TUESDAY
    assert RIGA.is_working_day(RIGA.local(at).date())
    assert shift_for_pause(at, [(TUESDAY, TUESDAY + timedelta(days=8))], clock, RIGA) == at


@pytest.mark.parametrize(
    ("kind", "route", "expected"),
    [
        ("responsible", "", 1),
        ("next_contact", "", 3),
        ("final", "simple", 5),
        ("final", "complex", 10),
        ("interim", "", 5),
        ("statement", "", 2),
        ("right_of_reply", "", 2),
        ("satisfaction", "", 3),
    ],
)
def test_the_companys_own_clocks(kind: str, route: str, expected: int) -> None:
    assert due_by(PLAN, kind, TUESDAY, RIGA, route) == RIGA.add_working_days(TUESDAY, expected)


def test_a_promise_finds_its_clock_again() -> None:
    for clock in PLAN.clocks:
        assert PLAN.clock_named(clock.name) is clock
    assert PLAN.clock_named("latvia:final") is None


def test_warnings_at_half_three_quarters_and_nine_tenths() -> None:
    ends = TUESDAY + timedelta(hours=100)
    levels = [
        warning_level(TUESDAY, ends, TUESDAY + timedelta(hours=h))
        for h in (0, 49, 50, 75, 89, 90, 99, 100, 500)
    ]
    assert levels == [0, 0, 50, 75, 75, 90, 90, 100, 100]
    assert warning_level(TUESDAY, TUESDAY, TUESDAY) == 100


def test_a_wait_of_six_working_days_moves_the_companys_date_by_six() -> None:
    clock = PLAN.clock("final", "complex")
    assert clock is not None
    ends = due(clock, TUESDAY, RIGA)
    wait = (TUESDAY, RIGA.add_working_days(TUESDAY, 6))
    moved = shift_for_pause(ends, [wait], clock, RIGA)
    assert RIGA.working_days_between(ends, moved) == 6
    assert shift_for_pause(ends, [wait, wait], clock, RIGA) == moved  # the same days count once


def test_a_wait_moves_nothing_else() -> None:
    ends = RIGA.add_working_days(TUESDAY, 3)
    wait = (TUESDAY, RIGA.add_working_days(TUESDAY, 2))
    assert shift_for_pause(ends, [wait], None, RIGA) == ends
    assert shift_for_pause(ends, [wait], PLAN.clock("responsible"), RIGA) == ends
    late = (ends + timedelta(hours=1), ends + timedelta(days=9))
    assert shift_for_pause(ends, [late], PLAN.clock("final"), RIGA) == ends
