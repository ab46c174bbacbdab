"""Reads about replies: the draft of a case, what still misses in it, what waits for a signature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from amends.cases.kept_reads import seen_from
from amends.cases.models import Case, Point
from amends.cases.queries import visible_to
from amends.journal.kept import kept
from amends.language.safe_text import is_blank
from amends.people.absence import roles_in
from amends.people.models import Staff
from amends.people.queries import Standing, standing
from amends.responses.coaching import Placed, coached, known_of
from amends.responses.models import Block, Draft, Letter, Signature
from amends.responses.places import Open, open_places
from amends.responses.variables import VARIABLES

_WITH_BLOCKS = Prefetch("blocks", Block.objects.select_related("point", "written_by").order_by("position"))
_WITH_SIGNATURES = Prefetch(
    "signatures", Signature.objects.select_related("by", "deputy_for").order_by("-at")
)

# What a line of Today shows of a reply and its complaint: replies hold a letter's history, cards of customers notes.
_OF_A_LINE = (
    *("changed_at", "author__full_name"),
    *("case__ref", "case__title", "case__language", "case__customer__full_name"),
)


def draft_of(case: Case) -> Draft | None:
    """The reply now being written or signed, with blocks and signatures."""
    found = _draft(case.pk)
    prefetch_related_objects(found, _WITH_BLOCKS, _WITH_SIGNATURES)
    for draft in found:
        draft.case = case
        return draft
    return None


@kept
def _draft(case: UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(case=case).exclude(state="sent").order_by("pk")[:1]


def open_draft(case: Case) -> Draft | None:
    """The same with its blocks alone: two queries."""
    found = Draft.objects.filter(case=case).exclude(state="sent")
    return found.prefetch_related(_WITH_BLOCKS).first()


def letters_of(case: Case) -> list[Letter]:
    return list(
        Letter.objects.filter(message__case=case)
        .select_related("signature__by", "signature__deputy_for", "message", "pdf")
        .order_by("sent_at")
    )


def standing_signature(draft: Draft) -> Signature | None:
    return Signature.objects.filter(draft=draft, voided_at=None).select_related("by").first()


@dataclass(frozen=True)
class Gap:
    """What a reply lacks: a block's kind, and the point where one is left without an answer."""

    kind: str
    point: Point | None = None


def gaps(draft: Draft, points: Iterable[Point] | None = None) -> list[Gap]:
    """What is missing before a signature may be asked for: an opening, one answer per point, a closing.

    `points` are those of the case that stand, in order, where they were read before; so are blocks read with the draft.
    """
    written = {(b.kind, b.point_id) for b in draft.blocks.all() if not is_blank(b.text)}
    if points is None:
        points = Point.objects.filter(case_id=draft.case_id, withdrawn=False).order_by("number")
    found = [] if ("opening", None) in written else [Gap("opening")]
    found += [Gap("answer", point) for point in points if ("answer", point.pk) not in written]
    return found if ("closing", None) in written else [*found, Gap("closing")]


@dataclass(frozen=True)
class Unfilled:
    """A place of a prepared text that nobody filled in, with the block it stands in."""

    block: Block
    place: Open


def unfilled(blocks: Iterable[Block]) -> list[Unfilled]:
    """What the writer still has to fill in, in the order of the letter."""
    return [Unfilled(block, place) for block in blocks for place in open_places(block.text, VARIABLES)]


def _lent_to_sign(own: Standing) -> Q:
    """The letters of the teams managed by those one stands in for, but for what they wrote themselves."""
    absent = [one.pk for one in own.stands_in_for]
    lent = [team for pk in absent for team, role in own.held_by(pk) if role == "manager"]
    where = Q() if None in lent else Q(case__team_id__in=lent)
    return where & ~Q(author__in=absent)


def sign_stack(staff: Staff) -> QuerySet[Draft]:
    """The replies that wait for this employee's signature, the longest wait first; own letters are not among them."""
    own = standing(staff)
    found = Draft.objects.filter(state="waiting").exclude(author=staff)
    if not staff.is_superuser and "manager" not in roles_in(own.own, None):
        mine = [team for team, role in own.own if role == "manager"]
        found = found.filter(Q(case__team_id__in=mine) | _lent_to_sign(own))
    return found.select_related("case__customer", "case__team", "author").order_by("asked_at", "id")


def to_sign(staff: Staff) -> int:
    """How many replies `sign_stack` holds; every page of the desk says so in its bar."""
    own = standing(staff)
    if staff.is_superuser or "manager" in roles_in(own.own, None):
        return sum(_waiting(staff.pk))
    if own.stands_in_for:
        return sign_stack(staff).order_by().count()
    mine = [team for team, role in own.own if role == "manager"]
    return sum(_waiting_in(staff.pk, mine)) if mine else 0


def _counted(found: QuerySet[Draft]) -> QuerySet[Draft, int]:
    return found.order_by().values("state").annotate(n=Count("pk")).values_list("n", flat=True)


@kept
def _waiting(besides: int) -> QuerySet[Draft, int]:
    return _counted(Draft.objects.filter(state="waiting").exclude(author=besides))


@kept
def _waiting_in(besides: int, teams: Sequence[int | None]) -> QuerySet[Draft, int]:
    found = Draft.objects.filter(state="waiting", case__team__id__any=teams)
    return _counted(found.exclude(author=besides))


def waiting_lines(staff: Staff, limit: int) -> list[Draft]:
    """The same with as much of them as a line shows."""
    return list(sign_stack(staff).only(*_OF_A_LINE, "case__team__name", "asked_at", "writers")[:limit])


def returned_to(staff: Staff) -> list[Draft]:
    """Replies given back to the employee, or to those they look after, on cases they see."""
    own = standing(staff)
    if own.everywhere:
        return _returned(own.answers_for)
    return _returned_in(own.answers_for, list(own.teams))


@kept
def _returned(people: Sequence[int]) -> QuerySet[Draft]:
    found = Draft.objects.filter(state="returned", author__id__any=people)
    found = found.select_related("case__customer", "author", "returned_by").order_by("changed_at")
    return found.only(*_OF_A_LINE, "returned_note", "returned_by__full_name")


@kept
def _returned_in(people: Sequence[int], teams: Sequence[int]) -> QuerySet[Draft]:
    found = Draft.objects.filter(state="returned", author__id__any=people)
    found = found.filter(case__in=Case.objects.filter(seen_from(teams, people)))
    found = found.select_related("case__customer", "author", "returned_by").order_by("changed_at")
    return found.only(*_OF_A_LINE, "returned_note", "returned_by__full_name")


def ready_to_send(staff: Staff) -> list[Draft]:
    """Signed replies of the cases or pen of the employee, or of those they look after, that have not left yet: the first
    hundred.
    """
    return _ready(standing(staff).answers_for)


@kept
def _ready(people: Sequence[int]) -> QuerySet[Draft]:
    found = Draft.objects.filter(Q(author__id__any=people) | Q(case__owner__id__any=people), state="signed")
    found = found.select_related("case__customer", "case__owner", "author").order_by("changed_at")
    return found.only(*_OF_A_LINE, "case__owner__full_name")[:100]


def coached_reply(draft: Draft) -> list[Placed]:
    """The coach's findings in a reply, read with what its case knows."""
    case = draft.case
    blocks = list(Block.objects.filter(draft=draft).order_by("position"))
    complaint = case.messages.filter(kind="complaint").order_by("at").first()
    known = known_of(case, complaint, case.promises.all(), case.remedies.all())
    return coached(draft, blocks, known)


def reply_facts(cases: Sequence[Case]) -> dict[Any, frozenset[str]]:
    """What the reply of each case fulfils of the procedure's needs, for lists: one query."""
    by_state = {
        "waiting": frozenset({"draft_complete", "coach_clear", "signature_requested"}),
        "signed": frozenset({"draft_complete", "coach_clear", "signature_requested", "signed"}),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, state FROM responses_draft WHERE case_id = ANY(%s) AND state <> 'sent'",
            [[case.pk for case in cases]],
        )
        return {case: by_state.get(state, frozenset({"coach_clear"})) for case, state in cursor.fetchall()}


def draft_for_signer(staff: Staff, draft_id: Any) -> Draft | None:
    """A reply that waits or is signed, on a case the employee sees, with blocks and signatures."""
    return (
        Draft.objects.filter(pk=draft_id, case__in=visible_to(staff))
        .select_related("case__customer", "case__team", "case__owner", "author", "returned_by")
        .prefetch_related(_WITH_BLOCKS, _WITH_SIGNATURES)
        .first()
    )


def own_waiting(staff: Staff) -> int:
    """How many letters of the employee's own wait for somebody else."""
    return Draft.objects.filter(state="waiting", author=staff).count()


def paragraph_numbers(case: Case) -> dict[str, int]:
    """In which part of the latest reply each point is answered, counted from 1, by the key of the point."""
    draft = Draft.objects.filter(case=case).order_by("-begun_at").prefetch_related(_WITH_BLOCKS).first()
    blocks = draft.blocks.all() if draft else []
    return {str(b.point_id): number for number, b in enumerate(blocks, 1) if b.point_id}
