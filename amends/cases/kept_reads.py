"""What the pages of one complaint read of it, by its key; see `amends.journal.kept`."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from amends.cases.models import Case, File, Message, Pause, Point, Promise, Remedy, SavedFilter, Statement
from amends.journal import prepared
from amends.journal.kept import kept
from amends.people.models import Contact, Customer
from amends.procedure.moment import now

NEWEST = 13  # of a customer's complaints: the one at hand and twelve others
_SHORT = ("ref", "title", "language", "order_ref", "stage", "verdict", "outcome", "received_at")
_SEEN = """
UPDATE cases_notice SET seen_at = %s::timestamptz
WHERE staff_id = %s::bigint AND case_id = %s::uuid AND seen_at IS NULL
"""


def seen_from(teams: Sequence[int], people: Sequence[int]) -> Q:
    """The cases of these teams, those these employees own, and those that ask them for something."""
    asked = Statement.objects.filter(of_staff__id__any=people).values("case_id")
    return Q(team__id__any=teams) | Q(owner__id__any=people) | Q(pk__in=asked)


@kept
def by_ref(ref: str) -> QuerySet[Case]:
    return Case.objects.select_related("customer", "team", "owner").filter(ref=ref)


@kept
def by_ref_seen_from(ref: str, teams: Sequence[int], people: Sequence[int]) -> QuerySet[Case]:
    found = Case.objects.select_related("customer", "team", "owner")
    return found.filter(seen_from(teams, people), ref=ref)


@kept
def joined_to(case: UUID) -> QuerySet[Case, UUID]:
    return Case.objects.filter(joined_to=case).values_list("pk", flat=True)


@kept
def messages(cases: Sequence[UUID]) -> QuerySet[Message]:
    """In order, with how each was told; the answer of the same moment stands after what it answers."""
    found = Message.objects.filter(case__id__any=cases).select_related("telling__told_by")
    return found.order_by("at", "direction", "id")


@kept
def files(cases: Sequence[UUID]) -> QuerySet[File]:
    return File.objects.filter(case__id__any=cases).order_by("added_at", "id")


@kept
def points(case: UUID) -> QuerySet[Point]:
    return Point.objects.filter(case=case, withdrawn=False).order_by("number")


@kept
def statements(case: UUID) -> QuerySet[Statement]:
    return Statement.objects.filter(case=case).select_related("of_staff")


@kept
def remedies(case: UUID) -> QuerySet[Remedy]:
    return Remedy.objects.filter(case=case, cancelled_at=None).select_related("point")


@kept
def remedies_answered(cases: Sequence[UUID]) -> QuerySet[Remedy]:
    answered = Q(accepted_at__isnull=False) | Q(refused_at__isnull=False)
    return Remedy.objects.filter(answered, case__id__any=cases, cancelled_at=None)


@kept
def promises(case: UUID) -> QuerySet[Promise]:
    return Promise.objects.filter(case=case).order_by("made_at", "due", "id")


@kept
def running_pauses(case: UUID) -> QuerySet[Pause]:
    return Pause.objects.filter(case=case, ended_at=None)


@kept
def joined_cards(customer: int) -> QuerySet[Customer, int]:
    return Customer.objects.filter(merged_into=customer).values_list("pk", flat=True)


@kept
def contacts(customer: int) -> QuerySet[Contact]:
    return Contact.objects.filter(customer=customer).order_by("id")


def _named(found: QuerySet[SavedFilter]) -> QuerySet[SavedFilter]:
    return found.select_related("team", "staff").only("name", "query", "team__name", "staff__full_name")


@kept
def filters_of_all(staff: int) -> QuerySet[SavedFilter]:
    return _named(SavedFilter.objects.filter(Q(staff=staff) | Q(team__isnull=False)))


@kept
def filters_of(staff: int, teams: Sequence[int]) -> QuerySet[SavedFilter]:
    return _named(SavedFilter.objects.filter(Q(staff=staff) | Q(team__id__any=teams)))


def _in_short(found: QuerySet[Case]) -> QuerySet[Case]:
    """The newest few, with as much of them as stands beside another."""
    return found.only(*_SHORT).order_by("-received_at")[:NEWEST]


@kept
def newest_of(cards: Sequence[int]) -> QuerySet[Case]:
    return _in_short(Case.objects.filter(customer__id__any=cards))


@kept
def newest_of_seen_from(cards: Sequence[int], teams: Sequence[int], people: Sequence[int]) -> QuerySet[Case]:
    return _in_short(Case.objects.filter(seen_from(teams, people), customer__id__any=cards))


def mark_seen(staff: int, case: UUID) -> None:
    """The notices an employee has about a case; at every look at it, and most often there are none."""
    with prepared.cursor() as cursor:
        cursor.execute(_SEEN, [now(), staff, case])
