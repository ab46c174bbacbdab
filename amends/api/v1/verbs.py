"""The verbs a program may do: each a thin call of the action, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from amends.api.v1 import given
from amends.cases import actions, queries
from amends.cases.models import Case, Point, Promise, Remedy
from amends.improvement.actions import record_satisfaction
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.queries import active_staff
from amends.people.refusal import Invalid
from amends.responses import actions as telling

Call = Callable[[Case, Any, Actor, Any], object]


@dataclass(frozen=True)
class Step:
    """`about` is the type of the path's second parameter, `call` gets the case, it, the actor and the payload.

    With `about` a Case the parameter is the reference of another complaint that the key sees, and `call` gets that complaint.
    """

    path: str
    summary: str
    payload: type[given.Given]
    call: Call
    about: type | None = None


def _point(case: Case, number: int) -> Point:
    found = next((row for row in queries.points(case) if row.number == number), None)
    if found is None:
        raise Http404
    return found


def _remedy(case: Case, pk: UUID) -> Remedy:
    found = next((row for row in queries.remedies(case) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _promise(case: Case, pk: UUID) -> Promise:
    found = next((row for row in queries.promises(case) if row.pk == pk and row.to_customer), None)
    if found is None:
        raise Http404
    return found


def _employee(address: str) -> Staff:
    found = active_staff().filter(email=address.lower()).first()
    if found is None:
        raise Invalid(_("No employee has this address."), field="to")
    return found


def _propose(case: Case, _about: Any, by: Actor, p: given.RemedyGiven) -> object:
    point = _point(case, p.point) if p.point else None
    return actions.propose_remedy(case, p.kind, p.what, by=by, amount=p.amount, point=point, do_by=p.do_by)


def _add_point(case: Case, _about: Any, by: Actor, p: given.PointGiven) -> object:
    """A point, with the customer's own words that carry it where they are given."""
    where = None
    if words := p.evidence.replace("\r\n", "\n").strip():
        said = (m for m in queries.conversation(case, for_customer=True) if m.direction == "in")
        where = next((message for message in said if words in message.text), None)
        if where is None:
            raise Invalid(_("These words do not stand in the customer's message."), field="evidence")
    return actions.add_point(case, p.what, by=by, wish=p.wish, evidence=words, evidence_in=where)


STEPS = (
    Step(
        "assess",
        "Assess",
        given.AssessGiven,
        lambda case, _about, by, p: actions.assess(case, by=by, **p.dict()),
    ),
    Step(
        "points",
        "Split off a point",
        given.PointGiven,
        _add_point,
    ),
    Step(
        "points/{number}/reword",
        "Say a point better",
        given.RewordGiven,
        lambda case, number, by, p: actions.reword_point(
            _point(case, number), p.what, by=by, shown=p.was, wish=p.wish
        ),
        about=int,
    ),
    Step(
        "points/{number}/verdict",
        "Decide a point",
        given.VerdictGiven,
        lambda case, number, by, p: actions.decide_point(
            _point(case, number), p.verdict, p.reason, by=by, turn_to=p.turn_to
        ),
        about=int,
    ),
    Step(
        "points/{number}/reconsider",
        "Open a decided point again",
        given.ReasonGiven,
        lambda case, number, by, p: actions.reconsider_point(_point(case, number), p.reason, by=by),
        about=int,
    ),
    Step(
        "points/{number}/withdraw",
        "Take back a point that was none",
        given.ReasonGiven,
        lambda case, number, by, p: actions.withdraw_point(_point(case, number), p.reason, by=by),
        about=int,
    ),
    Step(
        "assign",
        "Give it to one employee",
        given.AssignGiven,
        lambda case, _about, by, p: actions.assign(case, _employee(p.to), by=by),
    ),
    Step(
        "hand-over",
        "Hand it over to a colleague",
        given.HandOverGiven,
        lambda case, _about, by, p: actions.hand_over(case, _employee(p.to), p.reason, by=by),
    ),
    Step(
        "escalate",
        "Pass it up",
        given.HandOverGiven,
        lambda case, _about, by, p: actions.escalate(case, _employee(p.to), p.reason, by=by),
    ),
    Step("remedies", "Propose a remedy", given.RemedyGiven, _propose),
    Step(
        "remedies/{remedy}/offer",
        "Ask the customer whether a remedy suits them",
        given.OfferGiven,
        lambda case, pk, by, p: telling.ask_about_remedy(_remedy(case, pk), by=by, text=p.text),
        about=UUID,
    ),
    Step(
        "remedies/{remedy}/answer",
        "What the customer says to a remedy",
        given.AnswerGiven,
        lambda case, pk, by, p: actions.answer_remedy(_remedy(case, pk), p.accepted, by=by, words=p.words),
        about=UUID,
    ),
    Step(
        "remedies/{remedy}/done",
        "A remedy was carried out",
        given.ProofGiven,
        lambda case, pk, by, p: actions.carry_out_remedy(_remedy(case, pk), by=by, proof=p.proof),
        about=UUID,
    ),
    Step(
        "remedies/{remedy}/cancel",
        "Take a remedy back before it is done",
        given.ReasonGiven,
        lambda case, pk, by, p: actions.cancel_remedy(_remedy(case, pk), p.reason, by=by),
        about=UUID,
    ),
    Step(
        "ask",
        "Ask the customer",
        given.TextGiven,
        lambda case, _about, by, p: telling.ask_customer(case, p.text, by=by),
    ),
    Step(
        "news",
        "Tell the customer how it stands",
        given.NewsGiven,
        lambda case, _about, by, p: telling.send_interim_news(case, p.text, by=by, due=p.due),
    ),
    Step(
        "promise",
        "Promise the customer a date",
        given.PromiseGiven,
        lambda case, _about, by, p: telling.tell_promise(case, p.due, p.text, by=by, kind=p.kind),
    ),
    Step(
        "promises/{promise}/move",
        "Move a promised date, and tell the customer why",
        given.MoveGiven,
        lambda case, pk, by, p: telling.tell_new_date(_promise(case, pk), p.due, p.reason, by=by),
        about=UUID,
    ),
    Step(
        "pause",
        "Let it wait, with a date and a reason",
        given.PauseGiven,
        lambda case, _about, by, p: telling.tell_pause(
            case, p.until, p.reason, by=by, text=p.text, needs=p.needs
        ),
    ),
    Step(
        "resume",
        "End a pause",
        given.ResumeGiven,
        lambda case, _about, by, p: telling.tell_resume(case, by=by, text=p.text),
    ),
    Step(
        "note",
        "Note something among colleagues",
        given.TextGiven,
        lambda case, _about, by, p: actions.note(case, p.text, by=by),
    ),
    Step(
        "solve-on-the-spot",
        "It was solved at once",
        given.SolvedGiven,
        lambda case, _about, by, p: actions.solve_on_the_spot(
            case, p.how, by=by, remedy=p.remedy, amount=p.amount
        ),
    ),
    Step(
        "withdraw",
        "The customer takes it back",
        given.ReasonGiven,
        lambda case, _about, by, p: actions.withdraw(case, p.reason, by=by),
    ),
    Step(
        "transfer",
        "Pass it to another body, and tell the customer",
        given.TransferGiven,
        lambda case, _about, by, p: telling.tell_transfer(
            case, p.body, p.contact, p.reason, by=by, text=p.text
        ),
    ),
    Step(
        "close",
        "Close what was answered",
        given.NothingGiven,
        lambda case, _about, by, p: actions.close(case, by=by),
    ),
    Step(
        "reopen",
        "Open it again",
        given.ReasonGiven,
        lambda case, _about, by, p: actions.reopen(case, p.reason, by=by),
    ),
    Step(
        "join/{other}",
        "Join it to the complaint it repeats",
        given.NothingGiven,
        lambda case, other, by, p: actions.join_duplicate(case, other, by=by),
        about=Case,
    ),
    Step(
        "take-apart",
        "Undo a joining",
        given.ReasonGiven,
        lambda case, _about, by, p: actions.take_apart(case, p.reason, by=by),
    ),
    Step(
        "satisfaction",
        "What the customer says of how it went",
        given.SatisfactionGiven,
        lambda case, _about, by, p: record_satisfaction(case, by=by, **p.dict()),
    ),
)
