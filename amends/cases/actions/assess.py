"""Judging a complaint: its state and essence, its points, its route (M7, M12), and joining duplicates (M6)."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, expect, finish, reach, write_down
from amends.cases.actions.judged import keep_judgement
from amends.cases.actions.promises import drop_open_promises
from amends.cases.actions.telling import let_go
from amends.cases.models import Case, Message, Point
from amends.coach.scorer.examples import WANTS
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actor import Actor
from amends.people.refusal import Changed, Invalid, NotPossible
from amends.procedure.moment import now


def _sensible(state: str, severity: int, essence: str, wants: str, known_route: bool) -> None:
    if not known_route:
        raise Invalid(_("Choose a route."), field="route")
    if state not in Case.State.values:
        raise Invalid(_("Choose how the customer is: calm, irritated or aggressive."), field="state")
    if severity not in Case.Severity.values:
        raise Invalid(_("Choose how serious it is."), field="severity")
    if is_blank(essence):
        raise Invalid(_("Say in a sentence what the customer is unhappy with."), field="essence")
    if wants and wants not in WANTS:
        raise Invalid(_("Choose what kind of wish it is, or leave it open."), field="wants")


@transaction.atomic
def assess(
    case: Case,
    *,
    state: str,
    essence: str,
    severity: int,
    route: str,
    by: Actor,
    wish: str = "",
    wants: str = "",
    title: str = "",
    product: str = "",
) -> Case:
    """Record how the complainant is, what they are unhappy with, what they want (`wish` in words, `wants` its kind, for the
    coach to learn from), and the route. May be done again.
    """
    case, plan = begin(case, "assess", by=by)
    _sensible(state, severity, essence, wants, route in plan.routes)
    values: dict[str, Any] = {
        "state": state,
        "essence": clean(essence),
        "wish": clean(wish),
        "severity": severity,
        "route": route,
        "assessed_at": case.assessed_at or now(),
        "owner": case.owner or by.staff,
        "product": one_line(product)[:200] or case.product,
        "title": one_line(title)[:300] or case.title,
        **reach(case, plan, "assess", by=by),
    }
    write_down(
        "case.assessed",
        case,
        by=by,
        facts={"state": state, "severity": severity, "route": route},
        personal={"essence": essence, "wish": wish},
    )
    finish(case, values)
    keep_judgement(case, state, wants, by=by)
    return case


@transaction.atomic
def add_point(
    case: Case,
    what: str,
    *,
    by: Actor,
    wish: str = "",
    evidence: str = "",
    evidence_in: Message | None = None,
) -> Point:
    """Split off one point of the complaint. `evidence` must stand in the message it is taken from."""
    case, plan = begin(case, "split_into_points", by=by)
    if is_blank(what):
        raise Invalid(_("Say what this point is about."), field="what")
    if evidence and evidence_in and evidence not in evidence_in.text:
        raise Invalid(_("These words do not stand in the customer's message."), field="evidence")
    last = Point.objects.filter(case=case).aggregate(n=Max("number"))["n"] or 0
    point = Point.objects.create(
        case=case,
        number=last + 1,
        what=clean(what),
        wish=clean(wish),
        evidence=evidence,
        evidence_in=evidence_in,
    )
    write_down("case.point_added", case, by=by, facts={"number": point.number}, personal={"what": point.what})
    finish(case, reach(case, plan, "split_into_points", by=by))
    return point


@transaction.atomic
def reword_point(
    point: Point, what: str, *, by: Actor, shown: str | None = None, wish: str | None = None
) -> Point:
    """Say a point better. `shown` is the wording the page showed; Changed when somebody reworded it meanwhile."""
    case, _plan = begin(point.case, "split_into_points", by=by)
    fresh = Point.objects.select_for_update().get(pk=point.pk)
    if shown is not None and fresh.what != shown:
        raise Changed(theirs=fresh.what, mine=what)
    if is_blank(what):
        raise Invalid(_("Say what this point is about."), field="what")
    before, fresh.what = fresh.what, clean(what)
    fresh.wish = fresh.wish if wish is None else clean(wish)
    Point.objects.filter(pk=fresh.pk).update(what=fresh.what, wish=fresh.wish)
    write_down(
        "case.point_changed",
        case,
        by=by,
        facts={"number": fresh.number},
        personal={"before": before, "after": fresh.what},
    )
    finish(case)
    return fresh


@transaction.atomic
def withdraw_point(point: Point, reason: str, *, by: Actor) -> None:
    """Take back a point that was none; its number stays used."""
    case, _plan = begin(point.case, "split_into_points", by=by)
    if is_blank(reason):
        raise Invalid(_("Say why this is no point of the complaint."), field="reason")
    Point.objects.filter(pk=point.pk).update(withdrawn=True)
    write_down(
        "case.point_withdrawn", case, by=by, facts={"number": point.number}, personal={"reason": reason}
    )
    finish(case)


def _of_one_customer(case: Case, other: Case) -> None:
    """Invalid where they are of two, since each could then read what the other wrote."""
    cards = {one.customer.merged_into_id or one.customer_id for one in (case, other)}
    if len(cards) > 1:
        raise Invalid(
            _(
                "The complaints are of different customers, and each needs an answer of their own. "
                "If they are one person, join their customer cards first."
            ),
            field="to",
        )


@transaction.atomic
def join_duplicate(case: Case, to: Case, *, by: Actor, shown: int | None = None) -> Case:
    """Join a complaint to the case it repeats. Its conversation is shown there, and its own promises fall away.

    Only complaints of one customer, who sees both as one. Invalid where they are of two.
    `shown` is compared here, once both are locked in their order.
    """
    target = to.joined_to or to
    for pk in sorted(
        [case.pk, target.pk]
    ):  # always locked in the same order, so two joins cannot wait for each other
        Case.objects.select_for_update().get(pk=pk)
    expect(case, shown)
    case, plan = begin(case, "join_duplicate", by=by)
    if case.pk == target.pk:
        raise Invalid(_("A complaint cannot be joined to itself."), field="to")
    _of_one_customer(case, target)
    if not target.is_open:
        raise NotPossible(
            _("The case %(ref)s is ended. Reopen it first, then join this one to it."), ref=target.ref
        )
    drop_open_promises(case)
    let_go(case)
    Case.objects.filter(joined_to=case).update(joined_to=target)
    write_down("case.joined", case, by=by, facts={"other": target.ref})
    write_down("case.joined", target, by=by, facts={"other": case.ref})
    finish(
        case,
        {
            "joined_to": target,
            "outcome": "joined",
            "closed_at": now(),
            **reach(case, plan, "join_duplicate", by=by),
        },
    )
    return case
