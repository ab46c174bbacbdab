"""The steps of the procedure by program: each verb of the table at an address of its own."""

import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Header, Router

from amends.api.auth import KeyedRequest, needs
from amends.api.errors import VersionPassed
from amends.api.v1 import shown
from amends.api.v1.verbs import STEPS, Step
from amends.cases import actions, seen_by_key
from amends.cases.models import Case, Point, Promise, Remedy

router = Router(tags=["steps"])
AUTH = needs("cases:write")

IfMatch = Annotated[
    str | None,
    Header(
        None, alias="If-Match", max_length=200, description="The `ETag` the step is based on; 412 when passed"
    ),
]


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
    if step.about is Case:
        about = seen_by_key.case_for_key(request.auth.team, about)
    return step.call(case, about, request.auth.actor, payload)


def _made(row: object) -> str | None:
    if isinstance(row, Point):
        return str(row.number)
    return str(row.pk) if isinstance(row, Remedy | Promise) else None


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
    parameters |= {name: str if step.about is Case else step.about} if name else {}
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
