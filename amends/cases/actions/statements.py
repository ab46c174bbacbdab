"""Statements and the right of reply: nobody is found at fault unheard (M15, M17)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, reach, write_down
from amends.cases.actions.notices import notify
from amends.cases.models import Case, Point, Responsibility, Statement
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.clocks import due_by
from amends.procedure.moment import now


def _of(row: Statement) -> tuple[str, list[str]]:
    return (row.of_staff.full_name if row.of_staff else row.of_name), (
        [f"staff:{row.of_staff_id}"] if row.of_staff_id else []
    )


@transaction.atomic
def ask_statement(
    case: Case,
    question: str,
    *,
    by: Actor,
    of_staff: Staff | None = None,
    of_name: str = "",
    point: Point | None = None,
    due: datetime | None = None,
) -> Statement:
    """Ask an employee, or somebody named, what they say about it; due by the procedure's clock unless a date is given."""
    case, plan = begin(case, "ask_statement", by=by)
    if of_staff is None and is_blank(of_name):
        raise Invalid(_("Choose who is asked."), field="of_staff")
    if is_blank(question):
        raise Invalid(_("Write what you want to know."), field="question")
    at = now()
    if due is not None and due <= at:
        raise Invalid(_("The date must lie ahead."), field="due")
    due = due or due_by(plan, "statement", at, case.team.calendar)
    assert by.staff is not None
    row = Statement.objects.create(
        case=case,
        point=point,
        of_staff=of_staff,
        of_name=of_name,
        question=clean(question),
        asked_by=by.staff,
        asked_at=at,
        due=due,
    )
    name, subjects = _of(row)
    facts = {"statement": str(row.pk), "due": due.isoformat()}
    personal = {"of": name, "question": row.question}
    write_down("case.statement_asked", case, by=by, facts=facts, personal=personal, subjects=subjects)
    finish(case, reach(case, plan, "ask_statement", by=by))
    return row


@transaction.atomic
def give_statement(row: Statement, text: str, *, by: Actor) -> Statement:
    """The person asked gives their statement; the one who asked may write down what a person without account said."""
    case, _plan = begin(row.case, "give_statement", by=by)
    row = (
        Statement.objects.select_for_update(of=("self",))
        .select_related("of_staff", "asked_by")
        .get(pk=row.pk)
    )
    if row.of_staff_id and (by.staff is None or by.staff.pk != row.of_staff_id):
        raise NotAllowed(_("Only %(name)s can give this statement."), name=_of(row)[0])
    if row.given_at:
        raise NotPossible(_("This statement was given already and stays as it is. Add a note instead."))
    if is_blank(text):
        raise Invalid(_("Write what you have to say."), field="text")
    row.text, row.given_at = clean(text), now()
    Statement.objects.filter(pk=row.pk).update(text=row.text, given_at=row.given_at)
    name, subjects = _of(row)
    write_down(
        "case.statement_given",
        case,
        by=by,
        facts={"statement": str(row.pk)},
        personal={"of": name},
        subjects=subjects,
    )
    notify([row.asked_by], case, "statement_given", besides=by.staff, by=name)
    finish(case)
    return row


@transaction.atomic
def waive_statement(row: Statement, reason: str, *, by: Actor) -> Statement:
    """Go on without a statement that does not come, with the reason on record."""
    case, _plan = begin(row.case, "ask_statement", by=by)
    if is_blank(reason):
        raise Invalid(_("Say why the statement is not waited for."), field="reason")
    if row.given_at:
        raise NotPossible(_("This statement was given already."))
    row.waived_reason = clean(reason)
    Statement.objects.filter(pk=row.pk).update(waived_reason=row.waived_reason)
    name, subjects = _of(row)
    write_down(
        "case.statement_waived", case, by=by, personal={"of": name, "reason": reason}, subjects=subjects
    )
    finish(case)
    return row


@transaction.atomic
def show_finding(row: Statement, finding: str, *, by: Actor) -> Statement:
    """Show an employee what is about to be found about them; they may reply before it is final."""
    case, plan = begin(row.case, "show_finding", by=by)
    if is_blank(finding):
        raise Invalid(_("Write the finding the person is to see."), field="finding")
    at = now()
    row.finding, row.finding_shown_at = clean(finding), at
    row.reply_due = due_by(plan, "right_of_reply", at, case.team.calendar)
    Statement.objects.filter(pk=row.pk).update(
        finding=row.finding, finding_shown_at=at, reply_due=row.reply_due, reply="", replied_at=None
    )
    name, subjects = _of(row)
    write_down(
        "case.finding_shown",
        case,
        by=by,
        facts={"statement": str(row.pk), "due": row.reply_due.isoformat()},
        personal={"of": name, "finding": row.finding},
        subjects=subjects,
    )
    finish(case)
    return row


@transaction.atomic
def reply_to_finding(row: Statement, reply: str, *, by: Actor) -> Statement:
    """The employee answers the finding; saying there is nothing to add is an answer too."""
    case, _plan = begin(row.case, "reply_to_finding", by=by)
    if row.of_staff_id and (by.staff is None or by.staff.pk != row.of_staff_id):
        raise NotAllowed(_("Only %(name)s can reply to this finding."), name=_of(row)[0])
    if not row.finding_shown_at:
        raise NotPossible(_("There is no finding to reply to yet."))
    row.reply, row.replied_at = clean(reply), now()
    Statement.objects.filter(pk=row.pk).update(reply=row.reply, replied_at=row.replied_at)
    name, subjects = _of(row)
    write_down(
        "case.finding_replied", case, by=by, personal={"of": name, "reply": row.reply}, subjects=subjects
    )
    finish(case)
    return row


@transaction.atomic
def record_responsibility(
    case: Case, finding: str, *, by: Actor, staff: Staff | None = None, unit: str = "", measure: str = ""
) -> Responsibility:
    """Who was responsible and what followed (M32), for the eyes of managers and quality only."""
    case, _plan = begin(case, "record_responsibility", by=by)
    if is_blank(finding):
        raise Invalid(_("Say what was found."), field="finding")
    assert by.staff is not None
    row = Responsibility.objects.create(
        case=case,
        staff=staff,
        unit=unit[:200],
        finding=clean(finding),
        measure=clean(measure),
        recorded_by=by.staff,
        recorded_at=now(),
    )
    subjects = [f"staff:{staff.pk}"] if staff else []
    write_down(
        "case.responsibility_recorded",
        case,
        by=by,
        personal={"finding": row.finding, "measure": row.measure},
        subjects=subjects,
    )
    finish(case)
    return row
