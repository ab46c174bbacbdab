"""The satisfaction check: planned when the reply leaves, sent when due, and an unhappy answer opens the case again (M29)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import close, heard, reopen, say
from amends.cases.actions._step import begin, finish
from amends.cases.actions.notices import managers_of, notify, responsible_for
from amends.cases.models import Case
from amends.cases.permission import plan_of
from amends.channels import delivery, sentences
from amends.improvement.models import Survey
from amends.journal import record as journal
from amends.language.safe_text import clean
from amends.people.actor import SYSTEM, Actor
from amends.people.refusal import Invalid, NotPossible, Refusal
from amends.procedure.clocks import due_by
from amends.procedure.moment import now

UNHAPPY_UP_TO = 2  # of 5 on the outcome, or of all three together on average


@transaction.atomic
def plan_survey(case: Case) -> Survey:
    """One check for every reply; planned again it returns the open one."""
    found = Survey.objects.filter(case=case, answered_at=None).first()
    if found:
        return found
    due = due_by(plan_of(case), "satisfaction", now(), case.team.calendar, case.route)
    survey = Survey.objects.create(case=case, due=due)
    journal.record("survey.planned", about=case.ref, by=SYSTEM, facts={"due": due.isoformat()})
    return survey


@transaction.atomic
def send_survey(survey: Survey) -> bool:
    """Ask the customer, once; False when it was sent or answered meanwhile or the case is no longer answered."""
    row = (
        Survey.objects.select_for_update(of=("self",))
        .select_related("case__customer", "case__team")
        .get(pk=survey.pk)
    )
    if row.sent_at or row.answered_at or row.case.stage not in ("answered", "closed"):
        return False
    subject, text = sentences.survey(row.case)
    message = say(row.case, "survey", text, by=SYSTEM, subject=subject)
    delivery.queue(message)
    Survey.objects.filter(pk=row.pk).update(sent_at=now(), message=message)
    journal.record("survey.sent", about=row.case.ref, by=SYSTEM)
    return True


def _facet(values: dict[str, Any], name: str) -> int:
    value = values.get(name)
    if not isinstance(value, int) or not 1 <= value <= 5:
        raise Invalid(_("Choose one of the five answers."), field=name)
    return value


@transaction.atomic
def record_satisfaction(
    case: Case,
    *,
    outcome: int,
    treatment: int,
    course: int,
    by: Actor,
    words: str = "",
    reopen_wanted: bool = False,
) -> Survey:
    """The customer's answer in three facets (1 to 5). Unhappy, or wishing so, it opens the case again."""
    case, _plan = begin(case, "record_satisfaction", by=by)
    given = {"outcome": outcome, "treatment": treatment, "course": course}
    values = {name: _facet(given, name) for name in given}
    survey = Survey.objects.select_for_update().filter(case=case, answered_at=None).first()
    if survey is None:
        if Survey.objects.filter(case=case).exists():
            raise NotPossible(_("You have answered this already. Write to us if something changed."))
        survey = Survey.objects.create(case=case, due=now(), sent_at=now())
    unhappy = reopen_wanted or outcome <= UNHAPPY_UP_TO or sum(values.values()) <= UNHAPPY_UP_TO * 3
    changes = {**values, "words": clean(words), "answered_at": now(), "satisfied": not unhappy}
    Survey.objects.filter(pk=survey.pk).update(**changes)
    for name, value in changes.items():
        setattr(survey, name, value)
    heard(survey.message_id)
    journal.record(
        "survey.answered",
        about=case.ref,
        by=by,
        facts=values,
        personal={"words": survey.words} if words else {},
        subjects=[f"customer:{case.customer_id}"] if words else (),
    )
    finish(case)
    if unhappy and case.stage in ("answered", "closed"):
        notify([*responsible_for(case), *managers_of(case)], case, "unhappy", besides=by.staff)
        reopen(case, survey.words or str(_("The customer is not satisfied.")), by=SYSTEM)
    elif case.stage == "answered":
        close_answered(case)
    return survey


def close_answered(case: Case) -> bool:
    """Close an answered case when nothing is owed any more; False while a remedy is still open."""
    try:
        close(case, by=SYSTEM)
    except Refusal:
        return False
    return True
