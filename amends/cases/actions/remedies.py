"""Remedies: proposed within a role's limit, asked of the customer before they are done, carried out and proven (M2, M20–M22)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, write_down
from amends.cases.actions.notices import notify
from amends.cases.actions.promises import keep_promises, make_promise
from amends.cases.models import Case, Point, Promise, Remedy
from amends.cases.permission import roles_of
from amends.cases.queries import OWED_PROMISE
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.clocks import due
from amends.procedure.definition import Procedure
from amends.procedure.moment import now
from amends.procedure.remedies import NeedsApproval, may_grant


@transaction.atomic
def propose_remedy(
    case: Case,
    kind: str,
    what: str,
    *,
    by: Actor,
    amount: Decimal | None = None,
    point: Point | None = None,
    do_by: datetime | None = None,
) -> Remedy:
    """Propose what would put it right. Above the proposer's limit it waits for the role named in `needs_approval_of`."""
    case, plan = begin(case, "propose_remedy", by=by)
    if kind not in plan.remedies:
        raise Invalid(_("Choose a remedy."), field="kind")
    if is_blank(what):
        raise Invalid(_("Say what is done for the customer."), field="what")
    if amount is not None and (not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 10):
        raise Invalid(_("Write the amount as a number, such as 25.00."), field="amount")
    granted = may_grant(plan, roles_of(by, case), kind, amount)
    row = Remedy.objects.create(
        case=case,
        point=point,
        kind=kind,
        amount=amount,
        what=clean(what),
        proposed_by=by.staff,
        proposed_at=now(),
        needs_approval_of=granted.role if isinstance(granted, NeedsApproval) else "",
        do_by=do_by,
    )
    personal = {"what": row.what, "amount": str(amount) if amount is not None else ""}
    write_down(
        "case.remedy_proposed", case, by=by, facts={"kind": kind, "remedy": str(row.pk)}, personal=personal
    )
    finish(case)
    return row


def _open(row: Remedy) -> Remedy:
    fresh = Remedy.objects.select_for_update(of=("self",)).select_related("case", "point").get(pk=row.pk)
    if fresh.cancelled_at:
        raise NotPossible(_("This remedy was taken back."))
    return fresh


@transaction.atomic
def approve_remedy(row: Remedy, *, by: Actor) -> Remedy:
    """Approve a remedy above the proposer's limit; nobody approves their own."""
    case, plan = begin(row.case, "approve_remedy", by=by)
    row = _open(row)
    if not row.needs_approval_of or row.approved_at:
        raise NotPossible(_("This remedy needs no approval any more."))
    if by.staff is not None and row.proposed_by_id == by.staff.pk:
        raise NotAllowed(_("You cannot approve your own proposal."))
    if isinstance(may_grant(plan, roles_of(by, case), row.kind, row.amount), NeedsApproval):
        raise NotAllowed(_("This amount is above what your role may approve."))
    row.approved_by, row.approved_at = by.staff, now()
    Remedy.objects.filter(pk=row.pk).update(approved_by=row.approved_by, approved_at=row.approved_at)
    write_down(
        "case.remedy_approved",
        case,
        by=by,
        facts={"kind": row.kind},
        personal={"amount": str(row.amount or "")},
    )
    finish(case)
    return row


@transaction.atomic
def offer_remedy(row: Remedy, *, by: Actor) -> Remedy:
    """The customer was asked whether the remedy suits them (M21); the door out carries the question."""
    case, _plan = begin(row.case, "propose_remedy", by=by)
    row = _open(row)
    if row.needs_approval_of and not row.approved_at:
        raise NotPossible(_("This remedy has to be approved before it is offered."))
    if row.accepted_at or row.refused_at:
        raise NotPossible(_("The customer has answered this offer already."))
    row.offered_at = now()
    Remedy.objects.filter(pk=row.pk).update(offered_at=row.offered_at)
    write_down("case.remedy_offered", case, by=by, facts={"kind": row.kind}, personal={"what": row.what})
    finish(case)
    return row


@transaction.atomic
def answer_remedy(row: Remedy, accepted: bool, *, by: Actor, words: str = "") -> Remedy:
    """The customer says whether it suits them, or an employee notes what they said. The first answer stands.

    A yes makes a promise of it: by the day that was offered, else by the procedure's clock.
    """
    case, plan = begin(row.case, "answer_remedy", by=by)
    row = _open(row)
    if row.accepted_at or row.refused_at:
        raise NotPossible(_("This offer was answered already. Write to us if you changed your mind."))
    if not row.offered_at:
        raise NotPossible(_("This remedy has not been offered yet."))
    at = now()
    values: dict[str, Any] = {"customer_words": clean(words), "accepted_at" if accepted else "refused_at": at}
    Remedy.objects.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
    kind = "case.remedy_accepted" if accepted else "case.remedy_refused"
    write_down(kind, case, by=by, facts={"kind": row.kind, "remedy": str(row.pk)}, personal={"words": words})
    notify([case.owner or row.proposed_by], case, "remedy_answered", besides=by.staff)
    if accepted and (do_by := done_by(row, case, plan, at)):
        make_promise(case, "remedy", do_by, by=by, what=row.what)
    finish(case)
    return row


def done_by(row: Remedy, case: Case, plan: Procedure, at: datetime) -> datetime | None:
    """The day that was offered while it lies ahead, else what the procedure's clock gives, where it has one."""
    if row.do_by and row.do_by > at:
        return row.do_by
    clock = plan.clock("remedy", case.route)
    return due(clock, at, case.team.calendar) if clock else None


@transaction.atomic
def cancel_remedy(row: Remedy, reason: str, *, by: Actor) -> Remedy:
    """Take a proposal back before it is done, with the reason."""
    case, _plan = begin(row.case, "propose_remedy", by=by)
    row = _open(row)
    if row.done_at:
        raise NotPossible(_("This remedy is done and stays on record."))
    if is_blank(reason):
        raise Invalid(_("Say why it is taken back."), field="reason")
    row.cancelled_at = now()
    Remedy.objects.filter(pk=row.pk).update(cancelled_at=row.cancelled_at)
    Promise.objects.filter(OWED_PROMISE, case=case, kind="remedy", what=row.what).update(dropped_at=now())
    write_down("case.remedy_cancelled", case, by=by, facts={"kind": row.kind}, personal={"reason": reason})
    finish(case)
    return row


@transaction.atomic
def carry_out_remedy(row: Remedy, *, by: Actor, proof: str = "") -> Remedy:
    """Record that it was done, with the document trail (M22); only what the customer accepted is carried out."""
    case, _plan = begin(row.case, "carry_out_remedy", by=by)
    row = _open(row)
    if not row.accepted_at:
        raise NotPossible(_("The customer has not said yet whether this suits them."))
    if row.done_at:
        raise NotPossible(_("This remedy is done already."))
    row.done_at, row.done_by, row.proof = now(), by.staff, clean(proof)
    Remedy.objects.filter(pk=row.pk).update(done_at=row.done_at, done_by=row.done_by, proof=row.proof)
    write_down("case.remedy_done", case, by=by, facts={"kind": row.kind}, personal={"proof": row.proof})
    keep_promises(case, {"remedy"}, by=by, what=row.what)
    finish(case)
    return row
