"""What callers get. Nothing internal has a field here: no notes, no statements, no findings about employees."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from ninja import Schema


class PromisedBy(Schema):
    at: datetime
    date: str  # the day in the customer's zone
    words: str  # the day as the customer reads it


class FirstAnswer(Schema):
    subject: str
    text: str
    language: str


class ComplaintTaken(Schema):
    """`register_number` follows within a second of receipt; fetch the complaint to read it."""

    reference: str
    follow_link: str
    promised_by: PromisedBy | None
    register_number: str | None
    language: str
    first_answer: FirstAnswer | None


class BatchTaken(Schema):
    results: list[ComplaintTaken]


class FeedbackTaken(Schema):
    id: UUID


class PersonShown(Schema):
    id: int
    name: str
    kind: str
    language: str


class FileShown(Schema):
    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


class TellingShown(Schema):
    """Of a message that no mail carries: `how` is phone, post or in_person, and empty while it is still to be told."""

    how: str
    told_at: datetime | None


class MessageShown(Schema):
    id: UUID
    direction: str
    kind: str
    channel: str
    at: datetime
    author: str
    subject: str
    text: str
    files: list[FileShown]
    telling: TellingShown | None


class RemedyShown(Schema):
    id: UUID
    kind: str
    what: str
    amount: Decimal | None
    point: int | None
    state: str


class PointShown(Schema):
    number: int
    what: str
    wish: str
    verdict: str
    reason: str
    turn_to: str


class PromiseShown(Schema):
    id: UUID
    kind: str
    due: datetime
    to_customer: bool
    state: str


class CaseBrief(Schema):
    reference: str
    register_number: str | None
    title: str
    stage: str
    verdict: str
    outcome: str
    team: str
    owner: str
    channel: str
    language: str
    external_id: str
    customer: PersonShown
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    version: int


class CaseShown(CaseBrief):
    essence: str
    wish: str
    product: str
    order_ref: str
    state: str
    severity: int | None
    route: str
    joined_to: str | None
    transferred_to: str
    transferred_contact: str
    follow_link: str
    points: list[PointShown]
    promises: list[PromiseShown]
    remedies: list[RemedyShown]
    messages: list[MessageShown]


class CasePage(Schema):
    complaints: list[CaseBrief]
    next: str | None  # `after` of the next page; null at the end


class StepTaken(Schema):
    """`made` names what came of it: a point's number, the id of a remedy or a promise."""

    reference: str
    stage: str
    verdict: str
    outcome: str
    version: int
    made: str | None = None


class ContactShown(Schema):
    kind: str
    value: str


class CustomerShown(PersonShown):
    external_id: str
    preferred_channel: str
    contacts: list[ContactShown]
    complaints: list[str] = []


class WebhookShown(Schema):
    id: int
    name: str
    url: str
    events: list[str]
    active: bool
    failing_since: datetime | None


class WebhookMade(WebhookShown):
    """`secret` is shown this once."""

    secret: str
