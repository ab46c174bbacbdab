"""How a case ends: solved on the spot, withdrawn, passed to another body, closed; and how it is opened again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, reach, write_down
from amends.cases.actions.promises import drop_open_promises, keep_promises, make_promise
from amends.cases.actions.telling import let_go, wait_again
from amends.cases.models import Case, Remedy
from amends.cases.permission import roles_of
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actor import Actor
from amends.people.refusal import Invalid
from amends.procedure.clocks import due_by
from amends.procedure.moment import now
from amends.procedure.remedies import Granted, may_grant, on_the_spot

OUTCOMES = {
    "answered": _("answered"),
    "solved_on_the_spot": _("solved on the spot"),
    "joined": _("joined to another complaint"),
    "withdrawn": _("taken back by the customer"),
    "transferred": _("passed to another body"),
}


@transaction.atomic
def solve_on_the_spot(case: Case, how: str, *, by: Actor, remedy: str = "", amount: Any = None) -> Case:
    """What can be solved at once is solved at once and recorded (M8); the remedy must lie within what the role may grant."""
    case, plan = begin(case, "solve_on_the_spot", by=by)
    if is_blank(how):
        raise Invalid(_("Say in a sentence how it was solved."), field="how")
    at = now()
    if remedy:
        if remedy not in on_the_spot(plan):
            raise Invalid(_("Choose a remedy that may be granted on the spot."), field="remedy")
        if not isinstance(may_grant(plan, roles_of(by, case), remedy, amount), Granted):
            raise Invalid(_("This remedy is more than your role may grant on the spot."), field="amount")
        Remedy.objects.create(
            case=case,
            kind=remedy,
            amount=amount,
            what=clean(how),
            proposed_by=by.staff,
            proposed_at=at,
            offered_at=at,
            accepted_at=at,
            done_at=at,
            done_by=by.staff,
        )
    write_down("case.solved_on_the_spot", case, by=by, personal={"how": how})
    keep_promises(case, {"next_contact", "interim", "final", "responsible", "legal"}, by=by)
    finish(
        case,
        {
            "route": "on_the_spot",
            "outcome": "solved_on_the_spot",
            "essence": case.essence or clean(how),
            "owner": case.owner or by.staff,
            "answered_at": at,
            **reach(case, plan, "solve_on_the_spot", by=by),
        },
    )
    return case


@transaction.atomic
def withdraw(case: Case, reason: str, *, by: Actor) -> Case:
    """The customer takes the complaint back."""
    case, plan = begin(case, "withdraw", by=by)
    if is_blank(reason):
        raise Invalid(_("Write down what the customer said."), field="reason")
    drop_open_promises(case)
    let_go(case)
    write_down("case.withdrawn", case, by=by, personal={"reason": reason})
    finish(case, {"outcome": "withdrawn", "closed_at": now(), **reach(case, plan, "withdraw", by=by)})
    return case


@transaction.atomic
def transfer(case: Case, body: str, contact: str, reason: str, *, by: Actor) -> Case:
    """Pass the complaint to another body that is competent or independent (M28); `contact` is how the customer reaches it.
    Whoever takes the step tells the customer.
    """
    case, plan = begin(case, "transfer", by=by)
    if is_blank(body):
        raise Invalid(_("Name the body the complaint goes to."), field="body")
    if is_blank(contact):
        raise Invalid(_("Say how the customer reaches them."), field="contact")
    drop_open_promises(case)
    write_down(
        "case.transferred",
        case,
        by=by,
        facts={"body": one_line(body)[:200]},
        personal={"reason": reason, "contact": contact},
    )
    finish(
        case,
        {
            "outcome": "transferred",
            "transferred_to": one_line(body)[:200],
            "transferred_contact": clean(contact).strip(),
            "closed_at": now(),
            **reach(case, plan, "transfer", by=by),
        },
    )
    return case


@transaction.atomic
def close(case: Case, *, by: Actor, at_hand: frozenset[str] = frozenset()) -> Case:
    """End a case that was answered; no closing without an outcome."""
    outcome = case.outcome or ("answered" if case.answered_at else "")
    case, plan = begin(case, "close", by=by, at_hand=at_hand | ({"outcome"} if outcome else set()))
    drop_open_promises(case)
    write_down("case.closed", case, by=by, facts={"outcome": outcome, "verdict": case.verdict})
    finish(case, {"outcome": outcome, "closed_at": now(), **reach(case, plan, "close", by=by)})
    return case


@transaction.atomic
def reopen(case: Case, reason: str, *, by: Actor, due: datetime | None = None) -> Case:
    """Open an ended or answered case again (M29). Its first receipt and answer keep their times; a new date is promised."""
    case, plan = begin(case, "reopen", by=by)
    if is_blank(reason):
        raise Invalid(_("Say why it is opened again."), field="reason")
    write_down("case.reopened", case, by=by, facts={"times": case.reopened + 1}, personal={"reason": reason})
    due = due or due_by(plan, "next_contact", now(), case.team.calendar, case.route)
    make_promise(case, "next_contact", due, by=by)
    wait_again(case)
    finish(
        case,
        {
            "reopened": case.reopened + 1,
            "closed_at": None,
            "outcome": "",
            "joined_to": None,
            "transferred_to": "",
            "transferred_contact": "",
            **reach(case, plan, "reopen", by=by),
        },
    )
    return case


@transaction.atomic
def take_apart(case: Case, reason: str, *, by: Actor) -> Case:
    """Undo a joining by a new step: the case stands by itself again with a date of its own.

    What came in meanwhile was written to the other case, and stays there.
    """
    case, plan = begin(case, "take_apart", by=by)
    if is_blank(reason):
        raise Invalid(_("Say why they are taken apart."), field="reason")
    other = case.joined_to
    if other is not None:
        write_down("case.taken_apart", case, by=by, facts={"other": other.ref}, personal={"reason": reason})
        write_down("case.parted", other, by=by, facts={"other": case.ref}, personal={"reason": reason})
    make_promise(
        case, "next_contact", due_by(plan, "next_contact", now(), case.team.calendar, case.route), by=by
    )
    wait_again(case)
    ended = {"closed_at": None, "outcome": "", "joined_to": None}
    finish(case, {**ended, **reach(case, plan, "take_apart", by=by)})
    return case


@transaction.atomic
def reach_stage(
    case: Case,
    step: str,
    *,
    by: Actor,
    at_hand: frozenset[str] = frozenset(),
    counts: bool = True,
    **values: Any,
) -> Case:
    """Take a step of the procedure that lives in a higher room (draft, sign, send) as far as the case is concerned.

    `counts` false: taken with every few words typed, it makes no new version of the case while the stage stays.
    """
    case, plan = begin(case, step, by=by, at_hand=at_hand)
    changes = {**values, **reach(case, plan, step, by=by)}
    if "stage" in changes:
        write_down("case.stage_reached", case, by=by, facts={"stage": changes["stage"]})
    if changes or counts:
        finish(case, changes)
    return case
