"""Would it hold? How many of the last answers kept the times of a procedure."""

from collections.abc import Sequence

from amends.cases.models import Case
from amends.procedure.clocks import due
from amends.procedure.definition import Procedure


def in_time(plan: Procedure, cases: Sequence[Case]) -> int:
    """How many of these answered complaints were answered by the clock of their way; waits are not taken off."""
    return sum(_kept(plan, case) for case in cases)


def _kept(plan: Procedure, case: Case) -> bool:
    clock = plan.clock("final", case.route)
    if clock is None or case.answered_at is None:
        return True
    return case.answered_at <= due(clock, case.received_at, case.team.calendar)
