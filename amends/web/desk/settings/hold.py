"""Would it hold? How many of the last answers kept the times of a procedure, and which rules ask for an answer sooner."""

from collections.abc import Sequence
from datetime import datetime

from amends.cases.models import Case
from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import due
from amends.procedure.definition import Clock, Procedure
from amends.procedure.packs import Pack

ROUTES = ("simple", "complex")


def in_time(plan: Procedure, cases: Sequence[Case]) -> int:
    """How many of these answered complaints were answered by the clock of their way; waits are not taken off."""
    return sum(_kept(plan, case) for case in cases)


def _kept(plan: Procedure, case: Case) -> bool:
    clock = plan.clock("final", case.route)
    if clock is None or case.answered_at is None:
        return True
    return case.answered_at <= due(clock, case.received_at, case.team.calendar)


def sooner(plan: Procedure, packs: Sequence[Pack], at: datetime, calendar: BusinessCalendar) -> list[Clock]:
    """The rules' clocks that end before the company's own reply to a complaint received at that moment."""
    ours = [clock for route in ROUTES if (clock := plan.clock("final", route))]
    latest = max((due(clock, at, calendar) for clock in ours), default=at)
    day = calendar.local(at).date()
    return [
        clock
        for pack in packs
        for clock in pack.clocks
        if clock.kind == "final"
        and clock.event == "received"
        and clock.in_force(day)
        and due(clock, at, calendar) < latest
    ]
