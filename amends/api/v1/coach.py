"""The coach for other programs: a reply read before it is sent, a complaint read when it comes in. Nothing is kept."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import StringConstraints

from amends.api.auth import KeyedRequest, needs
from amends.api.v1.given import Given, Language, Line, Text, Words
from amends.coach import CaseKnown, TooLong, read
from amends.coach.incoming import assess
from amends.coach.known import Verdict
from amends.people.refusal import Invalid
from amends.responses.coach_ready import be_ready

router = Router(tags=["coach"])


class CaseGiven(Given):
    """What the reply is held against; with it the rules of what must be there run too."""

    customer_name: Line = ""
    verdict: Verdict | None = None
    resolved: bool = False
    complaint: Words = ""


class ReplyGiven(Given):
    text: Text
    language: Language
    case: CaseGiven | None = None


class ComplaintGiven(Given):
    text: Text
    language: Language


class FindingShown(Schema):
    """`start` and `end` count characters of the text."""

    code: str
    severity: str
    start: int
    end: int
    message: str
    suggestion: str
    words: list[str]


class SignalShown(Schema):
    kind: str
    start: int
    end: int
    text: str


class AssessmentShown(Schema):
    state: str
    wants: str
    states: dict[str, float]
    wishes: dict[str, float]
    signals: list[SignalShown]
    facts: dict[Annotated[str, StringConstraints(max_length=20)], str]


@router.post("/reply", response=list[FindingShown], auth=needs("coach:read"), summary="Read a reply")
def read_reply(request: KeyedRequest, reply: ReplyGiven) -> list[FindingShown]:
    """What hurts, what is missing, and what would be better."""
    be_ready(reply.language, "reply")
    case = CaseKnown(**reply.case.dict()) if reply.case else None
    try:
        found = read(reply.text, reply.language, case, is_reply=True)
    except TooLong as error:
        raise Invalid(_("This is longer than any letter."), field="text") from error
    return [
        FindingShown(
            code=each.code,
            severity=each.severity,
            start=each.start,
            end=each.end,
            message=str(_(each.message)),
            suggestion=each.suggestion,
            words=list(each.words),
        )
        for each in found
    ]


@router.post("/complaint", response=AssessmentShown, auth=needs("coach:read"), summary="Read a complaint")
def read_complaint(request: KeyedRequest, complaint: ComplaintGiven) -> AssessmentShown:
    """The state of the writer, what they want, and the facts they name; an offer, for people to confirm."""
    be_ready(complaint.language, "state", "wants")
    found = assess(complaint.text, complaint.language)
    return AssessmentShown(
        state=found.state,
        wants=found.wants,
        states=dict(found.states),
        wishes=dict(found.wishes),
        signals=[SignalShown(kind=s.kind, start=s.start, end=s.end, text=s.text) for s in found.signals],
        facts={fact.kind: fact.text for fact in found.facts},
    )
