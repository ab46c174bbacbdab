"""Keeping promises and warnings by themselves: looked at every minute, whatever was lost meanwhile (M8, M9)."""

from datetime import timedelta

from django.db import transaction

from amends.cases.actions.notices import managers_of, notify, responsible_for
from amends.cases.actions.promises import break_promise, warn_of_promise
from amends.cases.models import Promise
from amends.cases.permission import plan_of
from amends.cases.queries import promises_falling_due
from amends.people.queries import company
from amends.procedure.clocks import warning_level
from amends.procedure.moment import now

AHEAD = timedelta(days=60)  # a clock longer than this is not yet half used


def watch_promises(limit: int = 2000) -> tuple[int, int]:
    """Break what is over, warn as each case's procedure says (at 50, 75 and 90 %); returns (broken, warned).

    Safe to run twice.
    """
    at, home = now(), company()
    broken = warned = 0
    for row in promises_falling_due(at + AHEAD, limit):
        if row.due < at:
            broken += _break(row)
            continue
        level = warning_level(row.made_at, row.due, at, plan_of(row.case, home).warnings)
        if level > row.warned:
            warned += _warn(row, level)
    return broken, warned


@transaction.atomic
def _break(row: Promise) -> bool:
    if break_promise(row.pk, at=now()) is None:
        return False
    notify(
        [*responsible_for(row.case), *managers_of(row.case)],
        row.case,
        "promise_broken",
        due=row.due.isoformat(),
    )
    return True


@transaction.atomic
def _warn(row: Promise, level: int) -> bool:
    if not warn_of_promise(row.pk, level):
        return False
    notify(responsible_for(row.case), row.case, "promise_warned", level=level, due=row.due.isoformat())
    return True
