"""The steps of the procedure a program may take: each a thin call of the action, in one table."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Header, Router

from amends.api.auth import KeyedRequest, needs
from amends.api.errors import VersionPassed
from amends.api.v1 import given, shown
from amends.cases import actions, queries, seen_by_key
from amends.cases.models import Case, Point, Remedy
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.queries import active_staff
from amends.people.refusal import Invalid
from amends.responses import actions as telling

router = Router(tags=["steps"])
AUTH = needs("cases:write")

IfMatch = Annotated[
    str | None,
    Header(
        None, alias="If-Match", max_length=200, description="The `ETag` the step is based on; 412 when passed"
    ),
]
Call = Callable[[Case, Any, Actor, Any], object]


@dataclass(frozen=True)
class Step:
    """`about` is the type of the path's second parameter, `call` gets the case, it, the actor and the payload."""

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


def _employee(address: str) -> Staff:
    found = active_staff().filter(email=address.lower()).first()
    if found is None:
        raise Invalid(_("No employee has this address."), field="to")
    return found


def _propose(case: Case, _about: Any, by: Actor, p: given.RemedyGiven) -> object:
    point = _point(case, p.point) if p.point else None
    return actions.propose_remedy(case, p.kind, p.what, by=by, amount=p.amount, point=point, do_by=p.do_by)


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
        lambda case, _about, by, p: actions.add_point(case, p.what, by=by, wish=p.wish),
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
        given.TextGiven,
        lambda case, _about, by, p: telling.send_interim_news(case, p.text, by=by),
    ),
    Step(
        "promise",
        "Promise the customer a date",
        given.PromiseGiven,
        lambda case, _about, by, p: telling.tell_promise(case, p.due, p.text, by=by),
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
        "Pass it to another body",
        given.TransferGiven,
        lambda case, _about, by, p: actions.transfer(case, p.body, p.reason, by=by),
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
)


@transaction.atomic
def take(
    step: Step, request: KeyedRequest, reference: str, about: Any, payload: Any, if_match: str | None
) -> object:
    """Find, compare the version under lock, act."""
    case = seen_by_key.case_for_key(request.auth.team, reference)
    if if_match is not None and if_match.strip() != "*":
        version = actions.locked_version(case)
        if str(version) not in re.findall(r'"([^"]*)"', if_match) and if_match.strip() != str(version):
            raise VersionPassed(version=if_match[:40])
    return step.call(case, about, request.auth.actor, payload)


def _made(row: object) -> str | None:
    if isinstance(row, Point):
        return str(row.number)
    return str(row.pk) if isinstance(row, Remedy) else None


def _view(step: Step) -> Callable[..., shown.StepTaken]:
    name = next(iter(re.findall(r"{(\w+)}", step.path)), "")

    def view(request: KeyedRequest, **values: Any) -> shown.StepTaken:
        reference, response = values["reference"], values["response"]
        made = take(step, request, reference, values.get(name), values["payload"], values["if_match"])
        case = seen_by_key.case_for_key(None, reference)
        response["ETag"] = f'"{case.version}"'
        return shown.StepTaken(
            reference=case.ref,
            stage=case.stage,
            verdict=case.verdict,
            outcome=case.outcome,
            version=case.version,
            made=_made(made),
        )

    parameters: dict[str, Any] = {"request": KeyedRequest, "response": HttpResponse, "reference": str}
    parameters |= {name: step.about} if name else {}
    parameters |= {"payload": step.payload, "if_match": IfMatch}
    keyword = inspect.Parameter.KEYWORD_ONLY
    named = [inspect.Parameter(one, keyword, annotation=of) for one, of in parameters.items()]
    first = named[0].replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD)
    last = named[-1].replace(default=None)
    view.__signature__ = inspect.Signature([first, *named[1:-1], last])  # type: ignore[attr-defined]
    view.__name__ = re.sub(r"\W+", "_", step.path).strip("_")
    return view


for _step in STEPS:
    router.post(f"/{{reference}}/{_step.path}", response=shown.StepTaken, auth=AUTH, summary=_step.summary)(
        _view(_step)
    )
