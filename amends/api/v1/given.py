"""What callers send. A field that is not here is refused by name, so that a slip is not lost in silence."""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Literal

from django.utils.translation import gettext
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from amends.language.safe_text import clean, is_blank

LONGEST_TEXT = 1_000_000
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+")


def _said(text: str) -> str:
    if is_blank(clean(text)):
        raise ValueError(gettext("This must not be empty."))
    return text


def _mail_address(text: str) -> str:
    text = text.strip()
    if not _ADDRESS.fullmatch(text) or unicodedata.normalize("NFKC", text) != text:
        raise ValueError(gettext("This is not a mail address."))
    return text


Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_said)]
Name = Annotated[str, StringConstraints(max_length=300), AfterValidator(_said)]
MailAddress = Annotated[str, StringConstraints(max_length=254), AfterValidator(_mail_address)]
Line = Annotated[str, StringConstraints(max_length=300)]
Words = Annotated[str, StringConstraints(max_length=20_000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=20)]
Moment = Annotated[AwareDatetime, Field(description="RFC 3339 with its offset from UTC")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, allow_inf_nan=False)]


class Given(Schema):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class CustomerGiven(Given):
    """Whoever complains; never anonymous in the formal procedure."""

    name: Name
    email: MailAddress | None = None
    phone: Annotated[str, StringConstraints(max_length=60)] | None = None
    kind: Literal["person", "organisation"] = "person"


class BehalfGiven(Given):
    """The customer somebody else writes for; `customer` is then whoever acts for them."""

    name: Name
    email: MailAddress | None = None
    phone: Annotated[str, StringConstraints(max_length=60)] | None = None
    relation: Annotated[str, StringConstraints(max_length=120)] = ""
    authority: Annotated[str, StringConstraints(max_length=200)] = ""


class ComplaintGiven(Given):
    text: Text
    customer: CustomerGiven
    subject: Annotated[str, StringConstraints(max_length=1000)] = ""
    language: Language | None = Field(None, description="A hint; the text decides")
    team: Line | None = Field(None, description="The team's name; without it the default team")
    wish: Words = ""
    order_ref: Annotated[str, StringConstraints(max_length=120)] = ""
    product: Annotated[str, StringConstraints(max_length=200)] = ""
    external_id: Annotated[str, StringConstraints(max_length=200)] = ""
    on_behalf_of: BehalfGiven | None = None
    received_at: Moment | None = Field(None, description="When it reached you, at most 24 hours ago")


class BatchItem(ComplaintGiven):
    idempotency_key: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


class BatchGiven(Given):
    complaints: Annotated[list[BatchItem], Field(min_length=1, max_length=500)]


class FeedbackGiven(Given):
    """A remark without a name: kept and read, but it opens no case."""

    text: Text
    language: Language | None = None
    team: Line | None = None


class MessageGiven(Given):
    """Further words of the customer."""

    text: Text
    subject: Annotated[str, StringConstraints(max_length=1000)] = ""


class AssessGiven(Given):
    state: Line
    essence: Words
    severity: Annotated[int, Field(ge=1, le=3)]
    route: Line
    wish: Words = ""
    title: Line = ""
    product: Annotated[str, StringConstraints(max_length=200)] = ""


class PointGiven(Given):
    what: Words
    wish: Words = ""
    evidence: Words = Field(
        "", description="The customer's own words that carry it, as they stand in a message"
    )


class RewordGiven(Given):
    what: Words
    wish: Words | None = None
    was: Words | None = Field(None, description="The wording you saw; 412 when somebody changed it meanwhile")


class VerdictGiven(Given):
    verdict: Line
    reason: Words
    turn_to: Words = ""


class AssignGiven(Given):
    to: MailAddress = Field(description="The employee's mail address")


class HandOverGiven(AssignGiven):
    reason: Words


class RemedyGiven(Given):
    kind: Line
    what: Words
    amount: Amount | None = None
    point: Annotated[int, Field(ge=1, le=32767)] | None = None
    do_by: Moment | None = None


class OfferGiven(Given):
    text: Words = Field("", description="Your own words before the offer")


class AnswerGiven(Given):
    accepted: bool
    words: Words = ""


class ProofGiven(Given):
    proof: Words = ""


class ReasonGiven(Given):
    reason: Words


class TextGiven(Given):
    text: Words


class NewsGiven(TextGiven):
    due: Moment | None = Field(
        None, description="By when they hear again; without it by the procedure's clock"
    )


class SolvedGiven(Given):
    how: Words
    remedy: Line = ""
    amount: Amount | None = None


class TransferGiven(Given):
    body: Annotated[str, StringConstraints(max_length=200)]
    contact: Words = Field(
        description="How the customer reaches the body: an address, a telephone number or a page; they are told"
    )
    reason: Words = Field("", description="Why it goes there, for colleagues")
    text: Words = Field("", description="A word to the customer with it, in their language")


class PauseGiven(Given):
    until: Moment
    reason: Words
    text: Words = Field(
        "", description="Why it waits, as the customer reads it; may be empty where nothing is sent"
    )
    needs: Words = Field(
        "", description="What is needed from the customer; empty when it waits for somebody else"
    )


class ResumeGiven(Given):
    text: Words = Field("", description="A word to the customer with the news that it goes on")


class PromiseGiven(Given):
    due: Moment
    text: Words = Field(description="What the customer is told")
    kind: Literal["next_contact", "final", "remedy"] = "next_contact"


class MoveGiven(Given):
    due: Moment
    reason: Words = Field(description="Why it is moved, as the customer reads it")


Mark = Annotated[int, Field(ge=1, le=5)]


class SatisfactionGiven(Given):
    """Three marks, 5 the best. Unhappy, or wishing so, it opens the complaint again."""

    outcome: Mark
    treatment: Mark
    course: Mark
    words: Words = ""
    reopen_wanted: bool = False


class NothingGiven(Given):
    pass


class WebhookGiven(Given):
    url: Annotated[str, StringConstraints(max_length=500)]
    name: Annotated[str, StringConstraints(max_length=120)] = ""
    events: Annotated[list[str], Field(max_length=20)] = Field([], description="Empty: every event")
