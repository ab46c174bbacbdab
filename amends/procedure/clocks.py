"""Time limits counted on a calendar: what is due when, and what a pause changes."""

import calendar as months
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from amends.procedure.calendar import BusinessCalendar
from amends.procedure.definition import Clock, Procedure
from amends.procedure.packs import Pack
from amends.procedure.parts import WARNINGS

# The first answer leaves by itself within seconds on every door, so no row waits for it.
TOLD_AT_RECEIPT = ("next_contact", "final")
KEPT_AT_RECEIPT = ("responsible", *TOLD_AT_RECEIPT)

Wait = tuple[datetime, datetime]


@dataclass(frozen=True)
class DueDate:
    """A date a clock gives. One of each kind is told to the customer: the strictest; all are kept.

    `kind` is the clock's own, or "legal" for a regulator's limit that stays behind the date told.
    """

    kind: str
    due: datetime
    clock: Clock
    to_customer: bool = False


def due(clock: Clock, from_: datetime, calendar: BusinessCalendar) -> datetime:
    """The moment, in UTC, by which it has to be done."""
    if clock.unit == "working_days":
        return calendar.add_working_days(from_, clock.n)
    if clock.unit == "working_hours":
        return calendar.add_working_hours(from_, clock.n)
    if clock.unit in ("minutes", "hours"):
        return (from_ + timedelta(**{clock.unit: clock.n})).astimezone(UTC)
    return _close_before(_same_hour(clock, from_, calendar), from_, calendar)


def _same_hour(clock: Clock, from_: datetime, calendar: BusinessCalendar) -> datetime:
    """The same local hour on the last day of a limit in days, weeks, months or years."""
    if clock.unit in ("calendar_days", "weeks"):
        return calendar.add_calendar_days(from_, clock.n * (7 if clock.unit == "weeks" else 1))
    local = calendar.local(from_)
    count = local.year * 12 + local.month - 1 + clock.n * (12 if clock.unit == "years" else 1)
    year, month = divmod(count, 12)
    day = min(local.day, months.monthrange(year, month + 1)[1])
    return local.replace(year=year, month=month + 1, day=day).astimezone(UTC)


def _close_before(last: datetime, from_: datetime, calendar: BusinessCalendar) -> datetime:
    """Close of business of the last day, or of the last working day before it: nobody answers on a Sunday.

    When no working day lies between, the last day itself until its end.
    """
    day = calendar.local(last).date()
    closes = calendar.close_of_day(calendar.working_day_before_or_on(day))
    return closes if closes > from_ else calendar.end_of_date(day)


def due_by(plan: Procedure, kind: str, at: datetime, calendar: BusinessCalendar, route: str = "") -> datetime:
    """What the company's own clock of a kind gives. KeyError when the procedure has no such clock."""
    clock = plan.clock(kind, route)
    if clock is None:
        raise KeyError(f"the procedure has no clock {kind!r}")
    return due(clock, at, calendar)


def strictest(dates: Iterable[DueDate]) -> DueDate | None:
    """The earliest; of two at the same moment the regulator's, which never moves."""
    return min(dates, key=lambda date: (date.due, date.clock.whose != "regulator"), default=None)


def promises_at_receipt(
    plan: Procedure, packs: Sequence[Pack], received_at: datetime, calendar: BusinessCalendar, route: str = ""
) -> list[DueDate]:
    """Every date that begins to run with the complaint, the told ones first of their kind."""
    found: list[DueDate] = []
    for kind in KEPT_AT_RECEIPT:
        dates = [
            DueDate(kind, due(clock, received_at, calendar), clock)
            for clock in _running(plan, packs, kind, received_at, calendar, route)
        ]
        told = strictest(dates) if kind in TOLD_AT_RECEIPT else None
        if told is not None:
            found.append(DueDate(kind, told.due, told.clock, to_customer=True))
        found += [_behind(date) for date in dates if date is not told]
    return found


def _running(
    plan: Procedure,
    packs: Sequence[Pack],
    kind: str,
    at: datetime,
    calendar: BusinessCalendar,
    route: str,
) -> list[Clock]:
    day = calendar.local(at).date()
    clocks = [*plan.clocks, *(clock for pack in packs for clock in pack.clocks)]
    return [
        clock
        for clock in clocks
        if clock.kind == kind and clock.event == "received" and clock.binds(route) and clock.in_force(day)
    ]


def _behind(date: DueDate) -> DueDate:
    return DueDate("legal" if date.clock.whose == "regulator" else date.kind, date.due, date.clock)


def warning_level(made: datetime, due: datetime, at: datetime, levels: Sequence[int] = WARNINGS) -> int:
    """How far a promise's time is used: the last of 0 and the levels (percent) reached, 100 when it is over."""
    if at >= due:
        return 100
    if at <= made:
        return 0
    used = (at - made) / (due - made) * 100
    return max(level for level in (0, *levels) if used >= level)


def shift_for_pause(
    due: datetime, pauses: Iterable[Wait], clock: Clock | None, calendar: BusinessCalendar
) -> datetime:
    """The date after the waits, each (from, to): moved by the working days waited, if the clock may pause.

    A regulator's clock never pauses, nor does a date that comes from no clock. A wait begun after the date
    does not save it.
    """
    if clock is None or not clock.pausable or clock.whose == "regulator":
        return due
    for since, until in _apart(pauses):
        if since < due:
            waited = calendar.working_days_between(since, until)
            due = calendar.add_working_days(due, waited) if waited else due
    return due


def _apart(pauses: Iterable[Wait]) -> list[Wait]:
    """Waits in order, those that overlap made one, so that no day counts twice."""
    found: list[Wait] = []
    for since, until in sorted(pauses):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found
