"""Deciding points: each gets its verdict with a reason; the case's verdict follows from them (M18)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, reach, write_down
from amends.cases.models import Case, Point
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor
from amends.people.refusal import Invalid
from amends.procedure.decide import verdict_of_case
from amends.procedure.moment import now


def _verdicts(case: Case) -> list[str]:
    return list(Point.objects.filter(case=case, withdrawn=False).values_list("verdict", flat=True))


@transaction.atomic
def decide_point(point: Point, verdict: str, reason: str, *, by: Actor, turn_to: str = "") -> Point:
    """Give a point its verdict. Not ours needs the body that is competent; the last point moves the case on."""
    case, plan = begin(point.case, "decide_point", by=by)
    if verdict not in Point.Verdict.values:
        raise Invalid(_("Choose a verdict."), field="verdict")
    if is_blank(reason):
        raise Invalid(_("Give the reason; the customer has a right to it."), field="reason")
    if verdict == "not_ours" and is_blank(turn_to):
        raise Invalid(_("Say who is competent and how to reach them."), field="turn_to")
    values: dict[str, Any] = {
        "verdict": verdict,
        "reason": clean(reason),
        "turn_to": clean(turn_to),
        "decided_by": by.staff,
        "decided_at": now(),
    }
    Point.objects.filter(pk=point.pk).update(**values)
    for name, value in values.items():
        setattr(point, name, value)
    write_down(
        "case.point_decided",
        case,
        by=by,
        facts={"number": point.number, "verdict": verdict},
        personal={"reason": point.reason},
    )
    verdicts = _verdicts(case)
    changes: dict[str, Any] = {}
    if all(verdicts):
        changes = {"verdict": verdict_of_case(verdicts), **reach(case, plan, "decide_point", by=by)}
    finish(case, changes)
    point.case = case
    return point


@transaction.atomic
def reconsider_point(point: Point, why: str, *, by: Actor) -> Point:
    """Open a decided point again, with the reason; the case goes back to being investigated."""
    case, plan = begin(point.case, "reconsider_point", by=by)
    if is_blank(why):
        raise Invalid(_("Say why the point is opened again."), field="why")
    values: dict[str, Any] = {
        "verdict": "",
        "reason": "",
        "turn_to": "",
        "decided_by": None,
        "decided_at": None,
    }
    Point.objects.filter(pk=point.pk).update(**values)
    for name, value in values.items():
        setattr(point, name, value)
    write_down("case.point_reconsidered", case, by=by, facts={"number": point.number}, personal={"why": why})
    finish(case, {"verdict": "", **reach(case, plan, "reconsider_point", by=by)})
    point.case = case
    return point
