"""Causes, and what is done so that they are gone: cause, not symptom; owner, date, proof (M30)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish
from amends.cases.models import Case, Point
from amends.cases.permission import roles_of
from amends.improvement.models import Cause, CorrectiveAction
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor, as_deputy
from amends.people.models import Staff
from amends.people.procedures import today
from amends.people.queries import company, standing
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now

LEAD = frozenset({"manager", "quality"})


@transaction.atomic
def record_cause(
    case: Case, what: str, *, by: Actor, point: Point | None = None, category: str = ""
) -> Cause:
    case, _plan = begin(case, "record_cause", by=by)
    if is_blank(what):
        raise Invalid(_("Say what caused it."), field="what")
    assert by.staff is not None
    cause = Cause.objects.create(
        case=case,
        point=point,
        what=clean(what),
        category=category[:120],
        recorded_by=by.staff,
        recorded_at=now(),
    )
    journal.record(
        "cause.recorded",
        about=case.ref,
        by=by,
        facts={"cause": str(cause.pk), "category": category},
        personal={"what": cause.what},
        subjects=[f"customer:{case.customer_id}"],
    )
    finish(case)
    return cause


@transaction.atomic
def plan_corrective_action(
    cause: Cause, what: str, *, owner: Staff, due: date, criterion: str, by: Actor, kind: str = "corrective"
) -> CorrectiveAction:
    """Plan what will change, with what would prove it; the criterion is fixed here, before the action starts."""
    case, _plan = begin(cause.case, "plan_corrective_action", by=by)
    if is_blank(what):
        raise Invalid(_("Say what will change."), field="what")
    if is_blank(criterion):
        raise Invalid(_("Say what will show that it worked."), field="criterion")
    if due < today(company()):
        raise Invalid(_("The date must lie ahead."), field="due")
    assert by.staff is not None
    action = CorrectiveAction.objects.create(
        cause=cause,
        kind=kind,
        what=clean(what),
        criterion=clean(criterion),
        owner=owner,
        due=due,
        planned_by=by.staff,
        planned_at=now(),
    )
    journal.record(
        "corrective_action.planned",
        about=case.ref,
        by=by,
        facts={"due": due.isoformat(), "action": str(action.pk)},
        personal={"what": action.what, "owner": owner.full_name},
        subjects=[f"staff:{owner.pk}"],
    )
    finish(case)
    return action


@transaction.atomic
def finish_corrective_action(action: CorrectiveAction, proof: str, *, by: Actor) -> CorrectiveAction:
    """Record that it was carried out, and what shows it. Whether it worked is checked by somebody else."""
    case, _plan = begin(action.cause.case, "finish_corrective_action", by=by)
    action.refresh_from_db()
    if not (_owns(action, by) or _absent_owner(action, by) or _leads(case, by)):
        raise NotAllowed(_("Whoever it was given to says that it is made."))
    if action.done_at:
        raise NotPossible(_("This action is carried out already."))
    if is_blank(proof):
        raise Invalid(_("Say what shows that it was done."), field="proof")
    action.done_at, action.proof = now(), clean(proof)
    CorrectiveAction.objects.filter(pk=action.pk).update(done_at=action.done_at, proof=action.proof)
    journal.record(
        "corrective_action.done",
        about=case.ref,
        by=as_deputy(by, _absent_owner(action, by)),
        facts={"action": str(action.pk)},
        personal={"proof": action.proof},
        subjects=[f"staff:{action.owner_id}"],
    )
    finish(case)
    return action


def _absent_owner(action: CorrectiveAction, by: Actor) -> Staff | None:
    """Whoever it was given to, while they are away and `by` stands in for them."""
    absent = standing(by.staff).stands_in_for if by.staff else []
    return next((one for one in absent if one.pk == action.owner_id), None)


def _owns(action: CorrectiveAction, by: Actor) -> bool:
    return by.staff is not None and by.staff.pk == action.owner_id


def _leads(case: Case, by: Actor) -> bool:
    return bool(roles_of(by, case) & LEAD)


@transaction.atomic
def check_corrective_action(action: CorrectiveAction, proven: bool, *, by: Actor) -> CorrectiveAction:
    """Somebody other than the owner says whether the criterion was met."""
    case, _plan = begin(action.cause.case, "finish_corrective_action", by=by)
    action.refresh_from_db()
    if not action.done_at:
        raise NotPossible(_("This action has not been carried out yet."))
    if _owns(action, by) or _absent_owner(action, by) or not _leads(case, by):
        raise NotAllowed(_("A manager or quality, other than the owner, checks whether it worked."))
    action.proven, action.checked_by, action.checked_at = proven, by.staff, now()
    CorrectiveAction.objects.filter(pk=action.pk).update(
        proven=proven, checked_by=by.staff, checked_at=action.checked_at
    )
    journal.record(
        "corrective_action.checked",
        about=case.ref,
        by=by,
        facts={"action": str(action.pk), "proven": proven},
    )
    finish(case)
    return action
