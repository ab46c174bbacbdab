"""What every verb does first and last: lock the case, permit the step, move its stage, write it down."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from amends.cases.models import Case, Promise
from amends.cases.permission import facts_of, permit
from amends.cases.queries import OWED_PROMISE
from amends.cases.standing_in import acting
from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.refusal import Outdated
from amends.procedure.decide import stage_after
from amends.procedure.definition import Procedure


def locked_version(case: Case) -> int:
    """The case's version, locked until the transaction ends."""
    return Case.objects.select_for_update().values_list("version", flat=True).get(pk=case.pk)


def expect(case: Case, shown: int | None) -> None:
    """Lock the case; Outdated unless it still is at the version a page showed (None: nothing was shown)."""
    if shown is not None and locked_version(case) != shown:
        raise Outdated()


def begin(
    case: Case, step: str, *, by: Actor, at_hand: frozenset[str] = frozenset()
) -> tuple[Case, Procedure]:
    """Lock the case row and permit the step."""
    fresh = (
        Case.objects.select_for_update(of=("self",))
        .select_related("customer", "team", "owner")
        .get(pk=case.pk)
    )
    return fresh, permit(by, step, fresh, at_hand=at_hand)


def finish(case: Case, changes: dict[str, Any] | None = None) -> None:
    """Write the changed columns with the next version and the earliest open due date."""
    values = {**(changes or {}), "due_at": date_in_force(case)}
    Case.objects.filter(pk=case.pk).update(**values, version=F("version") + 1)
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1


def date_in_force(case: Case) -> Any:
    """The last date that was missed while the customer still waits, as Today and the case itself show; else the next one."""
    owed = list(
        Promise.objects.filter(OWED_PROMISE, case=case, to_customer=True)
        .order_by("due")
        .values_list("due", "broken_at")
    )
    missed = [due for due, broken_at in owed if broken_at]
    return missed[-1] if missed else owed[0][0] if owed else None


def reach(case: Case, plan: Procedure, step: str, *, by: Actor) -> dict[str, Any]:
    """The stage a step leads to once its rows are written, as a change; empty when the stage stays."""
    to = stage_after(plan, facts_of(case, by), step)
    return {"stage": to} if to != case.stage else {}


PERSONAL = {"case.statement_given", "case.finding_replied"}  # what nobody says for somebody else


def write_down(
    kind: str,
    case: Case,
    *,
    by: Actor,
    facts: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    subjects: Iterable[str] = (),
) -> None:
    """One journal entry about the case; the customer is a subject of everything personal in it.

    A deputy is on record as one.
    """
    about = [f"customer:{case.customer_id}", *subjects]
    journal.record(
        kind,
        about=case.ref,
        by=by if kind in PERSONAL else acting(by, case),
        facts=facts or {},
        personal=personal or {},
        subjects=about if personal else (),
    )
