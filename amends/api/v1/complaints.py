"""Complaints: taking them in, and reading how they stand."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Header, Router, Status
from ninja.params.functions import Query
from pydantic import AwareDatetime

from amends.api.auth import Caller, KeyedRequest, needs
from amends.api.v1 import given, showing, shown
from amends.cases import seen_by_key
from amends.channels.incoming import Incoming, Represented
from amends.channels.intake import receive, receive_many
from amends.people.models import Team
from amends.people.queries import active_teams, company
from amends.people.refusal import Invalid
from amends.procedure.moment import now

router = Router(tags=["complaints"])
OLDEST = timedelta(hours=24)  # of an earlier receipt the promised date could be over before it is told
AHEAD = timedelta(minutes=5)

IdempotencyKey = Annotated[
    str | None,
    Header(None, alias="Idempotency-Key", max_length=200, description="The same key brings the same answer"),
]


@router.post(
    "",
    response={201: shown.ComplaintTaken},
    auth=needs("complaints:write"),
    summary="Take in a complaint",
)
def take_in(
    request: KeyedRequest, payload: given.ComplaintGiven, idempotency_key: IdempotencyKey = None
) -> Status[shown.ComplaintTaken]:
    """It is registered, promised a date and answered at once in its language."""
    one = incoming(payload, request.auth, idempotency_key or "", {})
    return Status(201, showing.taken(receive(one, by=request.auth.actor)))


@router.post(
    "/batch",
    response={201: shown.BatchTaken},
    auth=needs("complaints:write"),
    summary="Take in up to 500 complaints at once",
)
def take_in_many(request: KeyedRequest, payload: given.BatchGiven) -> Status[shown.BatchTaken]:
    """All of them or, when one cannot be taken in, none: the error names it. The results stand in the order given."""
    teams: dict[str, Team] = {}
    ones = [incoming(one, request.auth, one.idempotency_key or "", teams) for one in payload.complaints]
    receipts = receive_many(ones, by=request.auth.actor)
    return Status(201, shown.BatchTaken(results=[showing.taken(receipt) for receipt in receipts]))


def incoming(
    payload: given.ComplaintGiven, caller: Caller, idempotency_key: str, teams: dict[str, Team]
) -> Incoming:
    """The complaint as the door in takes it; the key of one program never meets that of another."""
    customer, behalf = payload.customer, payload.on_behalf_of
    return Incoming(
        channel="api",
        text=payload.text,
        subject=payload.subject,
        external_key=f"{caller.key.pk}:{idempotency_key}" if idempotency_key else "",
        fingerprint=fingerprint(payload) if idempotency_key else "",
        sender_name=customer.name,
        sender_email=customer.email or "",
        sender_phone=customer.phone or "",
        sender_kind=customer.kind,
        team=team_named(payload.team, caller, teams),
        language=payload.language or "",
        represented=Represented(
            behalf.name, behalf.email or "", behalf.phone or "", behalf.relation, behalf.authority
        )
        if behalf
        else None,
        wish=payload.wish,
        order_ref=payload.order_ref,
        product=payload.product,
        external_id=payload.external_id,
        answer_by="email" if customer.email else "phone" if customer.phone else "post",
        at=received_at(payload.received_at),
    )


def fingerprint(payload: given.Given) -> str:
    content = json.dumps(payload.dict(), sort_keys=True, default=str)
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def received_at(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at > now() + AHEAD:
        raise Invalid(_("This moment lies ahead."), field="received_at")
    if at < now() - OLDEST:
        raise Invalid(
            _("This was received more than a day ago. `amends import` takes over older complaints."),
            field="received_at",
        )
    return at


def team_named(name: str | None, caller: Caller, known: dict[str, Team]) -> Team | None:
    """The team asked for; a key of one team never reaches another. None means the default team."""
    if name is None or (caller.team is not None and caller.team.name == name):
        return caller.team
    if name not in known:
        found = active_teams().filter(name=name).first() if caller.team is None else None
        if found is None:
            raise Invalid(_("There is no team of this name that the key may use."), field="team")
        known[name] = found
    return known[name]


@router.get("", response=shown.CasePage, auth=needs("complaints:read"), summary="List complaints")
def list_complaints(
    request: KeyedRequest,
    page_size: int = Query(50, description="1 to 200; anything else is brought into that range"),
    after: str = Query("", max_length=100, description="`next` of the page before"),
    stage: str = Query("", max_length=40),
    team: str | None = Query(None, max_length=120),
    since: AwareDatetime | None = Query(None),
    external_id: str = Query("", max_length=200),
) -> shown.CasePage:
    """The newest first."""
    limit = min(max(page_size, 1), seen_by_key.PAGE_AT_MOST)
    cases = seen_by_key.newest_cases(
        team_named(team, request.auth, {}),
        stage=stage.replace("\x00", ""),
        since=since,
        external_id=external_id.replace("\x00", ""),
        after=place(after),
        limit=limit,
    )
    last = cases[limit - 1] if len(cases) > limit else None
    next_page = f"{last.received_at.timestamp():.6f}_{last.pk.hex}" if last else None
    return shown.CasePage(complaints=showing.briefs(cases[:limit]), next=next_page)


def place(after: str) -> tuple[datetime, UUID] | None:
    """Where a page begins, as `next` of the page before wrote it."""
    if not after:
        return None
    try:
        seconds, pk = after.split("_", 1)
        return datetime.fromtimestamp(float(seconds), now().tzinfo), UUID(hex=pk)
    except (ValueError, OverflowError, OSError):
        raise Invalid(_("Use `next` of the page before as it is."), field="after") from None


@router.get(
    "/{reference}",
    response=shown.CaseShown,
    auth=needs("complaints:read"),
    summary="How a complaint stands",
)
def get_complaint(request: KeyedRequest, reference: str, response: HttpResponse) -> shown.CaseShown:
    """What the customer may see of it, and the promises; never what colleagues note. `ETag` is its version."""
    case = seen_by_key.case_for_key(request.auth.team, reference)
    response["ETag"] = f'"{case.version}"'
    return showing.whole(case)


feedback = Router(tags=["feedback"])


@feedback.post(
    "",
    response={201: shown.FeedbackTaken},
    auth=needs("complaints:write"),
    summary="Take in a remark without a name",
)
def take_in_remark(request: KeyedRequest, payload: given.FeedbackGiven) -> Status[shown.FeedbackTaken]:
    """It is kept and read, but not taken through the formal procedure and not answered."""
    if not company().feedback_wanted:
        raise Invalid(_("This company takes no remarks without a name."))
    one = Incoming(
        channel="api",
        text=payload.text,
        language=payload.language or "",
        team=team_named(payload.team, request.auth, {}),
        anonymous=True,
    )
    receipt = receive(one, by=request.auth.actor)
    assert receipt.feedback is not None
    return Status(201, shown.FeedbackTaken(id=receipt.feedback.pk))
