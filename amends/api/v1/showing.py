"""Rows turned into what callers get."""

from collections.abc import Sequence
from datetime import datetime

from amends.api.v1.shown import (
    CaseBrief,
    CaseShown,
    ComplaintTaken,
    FileShown,
    FirstAnswer,
    MessageShown,
    PersonShown,
    PointShown,
    PromisedBy,
    PromiseShown,
    RemedyShown,
    TellingShown,
)
from amends.cases import queries
from amends.cases.models import Case, File, Message, Point, Promise, Remedy, Telling
from amends.channels.first_answer import day_in_words, zone_for
from amends.channels.incoming import Receipt
from amends.channels.links import follow_link
from amends.journal.queries import register_numbers
from amends.people.models import Customer


def register(found: tuple[int, int | None] | None) -> str | None:
    return f"{found[0]}/{found[1]}" if found and found[1] else None


def taken(receipt: Receipt) -> ComplaintTaken:
    case, promise = receipt.case, receipt.promise
    assert case is not None
    told = promise.told_in if promise else None
    return ComplaintTaken(
        reference=receipt.reference,
        follow_link=receipt.follow_link,
        promised_by=promised_by(case, receipt.promised) if told else None,
        register_number=None,
        language=case.language,
        first_answer=FirstAnswer(subject=told.subject, text=told.text, language=told.language)
        if told
        else None,
    )


def promised_by(case: Case, due: datetime | None) -> PromisedBy | None:
    if due is None:
        return None
    return PromisedBy(
        at=due, date=due.astimezone(zone_for(case)).date().isoformat(), words=day_in_words(due, case)
    )


def person(customer: Customer) -> PersonShown:
    return PersonShown(
        id=customer.pk, name=customer.full_name, kind=customer.kind, language=customer.language
    )


def brief(case: Case, number: tuple[int, int | None] | None) -> CaseBrief:
    same = {name: getattr(case, name) for name in _SAME_BRIEF}
    return CaseBrief(
        reference=case.ref,
        register_number=register(number),
        team=case.team.name,
        owner=case.owner.full_name if case.owner else "",
        customer=person(case.customer),
        **same,
    )


_SAME_BRIEF = (
    "title",
    "stage",
    "verdict",
    "outcome",
    "channel",
    "language",
    "external_id",
    "received_at",
    "due_at",
    "closed_at",
    "version",
)
_SAME_CASE = (
    "essence",
    "wish",
    "product",
    "order_ref",
    "state",
    "severity",
    "route",
    "transferred_to",
    "transferred_contact",
)


def briefs(cases: Sequence[Case]) -> list[CaseBrief]:
    numbers = register_numbers(case.ref for case in cases)
    return [brief(case, numbers.get(case.ref)) for case in cases]


def whole(case: Case) -> CaseShown:
    points = queries.points(case)
    remedies = sorted(queries.remedies(case), key=lambda row: row.proposed_at)
    return CaseShown(
        **brief(case, register_numbers([case.ref]).get(case.ref)).dict(),
        **{name: getattr(case, name) for name in _SAME_CASE},
        joined_to=case.joined_to.ref if case.joined_to else None,
        follow_link=follow_link(case),
        points=[point_shown(row) for row in points],
        promises=[promise_shown(row) for row in queries.promises(case)],
        remedies=[remedy_shown(row) for row in remedies],
        messages=[message_shown(row) for row in queries.conversation(case, for_customer=True)],
    )


def point_shown(row: Point) -> PointShown:
    return PointShown(
        number=row.number,
        what=row.what,
        wish=row.wish,
        verdict=row.verdict,
        reason=row.reason,
        turn_to=row.turn_to,
    )


def promise_shown(row: Promise) -> PromiseShown:
    ends = {
        "kept": row.kept_at,
        "broken": row.broken_at,
        "replaced": row.replaced_by_id,
        "dropped": row.dropped_at,
    }
    state = next((name for name, ended in ends.items() if ended), "open")
    return PromiseShown(id=row.pk, kind=row.kind, due=row.due, to_customer=row.to_customer, state=state)


def remedy_shown(row: Remedy) -> RemedyShown:
    steps = {
        "cancelled": row.cancelled_at,
        "done": row.done_at,
        "accepted": row.accepted_at,
        "refused": row.refused_at,
        "offered": row.offered_at,
        "needs_approval": row.needs_approval_of and not row.approved_at,
    }
    state = next((name for name, reached in steps.items() if reached), "proposed")
    number = row.point.number if row.point else None
    return RemedyShown(id=row.pk, kind=row.kind, what=row.what, amount=row.amount, point=number, state=state)


def message_shown(row: Message) -> MessageShown:
    return MessageShown(
        id=row.pk,
        direction=row.direction,
        kind=row.kind,
        channel=row.channel,
        at=row.at,
        author=row.author_name,
        subject=row.subject,
        text=row.text,
        files=[file_shown(file) for file in row.files.all()],
        telling=telling_shown(getattr(row, "telling", None)),
    )


def telling_shown(row: Telling | None) -> TellingShown | None:
    return None if row is None or row.let_go_at else TellingShown(how=row.how, told_at=row.told_at)


def file_shown(row: File) -> FileShown:
    return FileShown(id=row.pk, name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256)
