"""Every hostile entry that comes through the door "deadline"."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import due
from amends.procedure.definition import Clock


def leap_day() -> None:
    """time-003: eight weeks over 29 February 2028."""
    london = BusinessCalendar("Europe/London", country="GB", subdivision="ENG")
    start = datetime(2028, 1, 5, 10, tzinfo=london.tz)
    found = due(Clock("final", "received", 8, "weeks"), start, london)
    assert london.local(found).date() == date(2028, 3, 1)


def regional_holiday() -> None:
    """time-005: Epiphany is a holiday in Bavaria and not in Berlin."""
    start = datetime(2026, 12, 18, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    clock = Clock("final", "received", 15, "working_days")
    days = {
        region: calendar.local(due(clock, start, calendar)).date()
        for region in ("BY", "BE")
        for calendar in [BusinessCalendar("Europe/Berlin", country="DE", subdivision=region)]
    }
    assert days == {"BY": date(2027, 1, 13), "BE": date(2027, 1, 12)}


def clock_change() -> None:
    """time-007: the same local hour five days later."""
    york = BusinessCalendar("America/New_York", country="US", subdivision="NY")
    start = datetime(2026, 3, 6, 10, 30, tzinfo=york.tz)
    later = york.local(york.add_calendar_days(start, 5))
    assert (later.day, later.hour, later.minute) == (11, 10, 30)
    closes = york.local(due(Clock("final", "received", 3, "working_days"), start, york))
    assert (closes.day, closes.hour) == (11, 17)


def holiday_added_later() -> None:
    """time-013: the rule is fixed: a promise keeps its date, only what is promised from then on sees the holiday."""
    plain = BusinessCalendar("Europe/Riga", country="LV")
    start = datetime(2026, 11, 24, 10, tzinfo=plain.tz)
    clock = Clock("next_contact", "received", 3, "working_days")
    told = due(clock, start, plain)
    changed = BusinessCalendar("Europe/Riga", country="LV", extra_closed=frozenset({date(2026, 11, 26)}))
    assert changed.local(due(clock, start, changed)).date() == date(2026, 11, 30)
    assert due(clock, start, plain) == told  # the old calendar object is not touched


ANSWERS: dict[str, Callable[[], None]] = {
    "time-003": leap_day,
    "time-005": regional_holiday,
    "time-007": clock_change,
    "time-013": holiday_added_later,
}


def test_every_answer_holds() -> None:
    for answer in ANSWERS.values():
        answer()


def test_every_entry_has_an_answer(shared: Path) -> None:
    lines = (shared / "data" / "hostile.jsonl").read_text("utf-8").splitlines()
    entries = {entry["id"] for line in lines if "deadline" in (entry := json.loads(line))["door"]}
    assert entries == set(ANSWERS)
