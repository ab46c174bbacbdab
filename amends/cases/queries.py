"""Reads about cases. `case_for` is the one way a person gets a case: not allowed and not there look the same."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from amends.cases import kept_reads
from amends.cases.models import Case, File, Message, Pause, Point, Promise, Remedy, SavedFilter, Statement
from amends.cases.models.case import OPEN_STAGES
from amends.cases.reference import read_reference
from amends.people.models import Customer, Membership, Staff
from amends.people.queries import active_staff, standing

OPEN_PROMISE = Q(kept_at=None, broken_at=None, replaced_by=None, dropped_at=None)
OWED_PROMISE = Q(
    kept_at=None, replaced_by=None, dropped_at=None
)  # open, or broken and nothing was heard since

# What a line of a list shows of a complaint, what its next step is decided on, and a column may say. The rest, notes on
# customers and working hours of teams among it, is read by nobody there, fifty times a page.
_ON_A_LINE = (
    *("ref", "title", "language", "channel", "order_ref", "stage", "route", "severity", "verdict", "outcome"),
    *("procedure_version", "received_at", "due_at", "assessed_at", "answered_at", "closed_at"),
    *("customer__full_name", "team__name", "owner__full_name"),
)


def for_lines(found: QuerySet[Case]) -> QuerySet[Case]:
    """The complaints with as much of them, their customers, teams and owners as lines of a list show."""
    return found.select_related("customer", "team", "owner").only(*_ON_A_LINE)


def for_lines_of(found: QuerySet[Promise]) -> QuerySet[Promise]:
    """The same for promises, each with its complaint."""
    of_promise = ("kind", "what", "made_at", "due", "kept_at", "broken_at")
    return found.select_related("case__customer", "case__team", "case__owner").only(
        *of_promise, *(f"case__{name}" for name in _ON_A_LINE)
    )


def visible_to(staff: Staff) -> QuerySet[Case]:
    """The cases an employee may see: those of their teams, and those that ask them, or whom they look after, for something."""
    own = standing(staff)
    cases = Case.objects.all()
    if own.everywhere:
        return cases
    return cases.filter(kept_reads.seen_from(list(own.teams), own.answers_for))


def who_see(case: Case) -> QuerySet[Staff]:
    """Active employees who may see the case, by name: `visible_to` asked from the other side."""
    member = Membership.objects.filter(Q(team=None) | Q(team=case.team_id)).values("staff_id")
    asked = Statement.objects.filter(case=case, of_staff__isnull=False).values("of_staff_id")
    own = Q(is_superuser=True) | Q(pk=case.owner_id) | Q(pk__in=member) | Q(pk__in=asked)
    return active_staff().filter(own)


def case_for(staff: Staff, ref: str) -> Case:
    """The case with this reference if the employee may see it; Http404 otherwise."""
    wanted, own = read_reference(ref), standing(staff)
    if not wanted:
        raise Http404
    if own.everywhere:
        found = kept_reads.by_ref(wanted)
    else:
        found = kept_reads.by_ref_seen_from(wanted, list(own.teams), own.answers_for)
    if not found:
        raise Http404
    return found[0]


def case_by_ref(ref: str) -> Case | None:
    """The case with this reference for a door that has checked its own right to it (a signed link, a key)."""
    wanted = read_reference(ref)
    found = kept_reads.by_ref(wanted) if wanted else []
    return found[0] if found else None


def final_case(case: Case) -> Case:
    """The case that answers: a joined duplicate leads to the one it was joined to."""
    seen = 0
    while case.joined_to_id and seen < 10:
        case, seen = case.joined_to or case, seen + 1
    return case


def with_joined(case: Case) -> list[UUID]:
    """The case and those joined to it, by their keys: an OR over the join would read every message there is."""
    return [case.pk, *kept_reads.joined_to(case.pk)]


def conversation(
    case: Case, *, for_customer: bool = False, together: Sequence[UUID] | None = None
) -> list[Message]:
    """Every message in order with its files and how it was told; the customer sees neither notes nor machine mail.

    `together` is `with_joined` of the case where it was read before.
    """
    found = Message.objects.filter(case__in=together or with_joined(case))
    if for_customer:
        found = found.exclude(direction="note").exclude(kind="machine")
    return list(
        found.select_related("telling")
        .prefetch_related(
            Prefetch("files", File.objects.filter(is_original=False).order_by("added_at", "id"))
        )
        .order_by("at", "direction", "id")  # the answer of the same moment stands after what it answers
    )


def points(case: Case) -> list[Point]:
    """The points that stand, with their statements and remedies, in number order: three queries."""
    return list(
        Point.objects.filter(case=case, withdrawn=False)
        .prefetch_related(Prefetch("statements", Statement.objects.select_related("of_staff")), "remedies")
        .order_by("number")
    )


def statements(case: Case) -> list[Statement]:
    return kept_reads.statements(case.pk)


def remedies(case: Case) -> list[Remedy]:
    return kept_reads.remedies(case.pk)


def promises(case: Case) -> list[Promise]:
    """Every promise of the case, kept, broken, replaced and open, in order of making."""
    return kept_reads.promises(case.pk)


def pauses(case: Case) -> list[Pause]:
    """When the company waited, and for what, in order."""
    return list(Pause.objects.filter(case=case))


def open_promises(case: Case) -> QuerySet[Promise]:
    return Promise.objects.filter(OPEN_PROMISE, case=case)


def files(case: Case, *, together: Sequence[UUID] | None = None) -> list[File]:
    return kept_reads.files(list(together or with_joined(case)))


def cards(customer: Customer) -> list[int]:
    """The customer's card and those joined to it."""
    return [customer.pk, *kept_reads.joined_cards(customer.pk)]


def remedies_answered(cases: Sequence[Case]) -> list[Remedy]:
    """What the customers of these cases took or refused, in order of proposal."""
    return kept_reads.remedies_answered([case.pk for case in cases])


def promises_falling_due(until: datetime, limit: int) -> list[Promise]:
    """Open promises due before `until`, earliest first, with their cases."""
    return list(
        Promise.objects.filter(OPEN_PROMISE, due__lte=until)
        .select_related("case__owner", "case__team", "case__customer")
        .order_by("due", "id")[:limit]
    )


def remedies_given(kind: str, *, limit: int = 100) -> Iterable[Remedy]:
    """The latest accepted remedies of a kind with an amount: what similar cases got."""
    return Remedy.objects.filter(kind=kind, accepted_at__isnull=False, amount__isnull=False).order_by(
        "-accepted_at"
    )[:limit]


def open_by_stage() -> dict[str, int]:
    """How many cases are open in each stage, over the partial index of open cases."""
    rows = Case.objects.filter(stage__in=OPEN_STAGES).order_by().values_list("stage").annotate(n=Count("pk"))
    return dict.fromkeys(OPEN_STAGES, 0) | dict(rows)


def overdue_promises(at: datetime) -> int:
    """Promises to customers of open cases whose time is over and that nothing has replaced."""
    late = Promise.objects.filter(
        to_customer=True, case__stage__in=OPEN_STAGES, kept_at=None, dropped_at=None
    )
    return late.filter(
        Q(broken_at__isnull=False, case__answered_at=None) | Q(OPEN_PROMISE, due__lt=at)
    ).count()


def said_before(case: Case, text: str, since: datetime) -> bool:
    """Whether the customer has said exactly this since then: a button pressed twice."""
    return Message.objects.filter(case=case, direction="in", text=text, at__gte=since).exists()


def customers_seen(staff: Staff, customers: Sequence[Customer]) -> list[Customer]:
    """Those whose card the employee sees, since they have, or speak in, a case the employee may see: one query at most."""
    if standing(staff).everywhere or not customers:
        return list(customers)
    theirs = visible_to(staff).filter(Q(customer__in=customers) | Q(representative__in=customers))
    seen = {
        key for pair in theirs.order_by().values_list("customer", "representative").distinct() for key in pair
    }
    return [one for one in customers if one.pk in seen]


def sees_customer(staff: Staff, customer: Customer) -> bool:
    return bool(customers_seen(staff, [customer]))


def visible_cases_of(staff: Staff, customer: Customer, limit: int = 50) -> list[Case]:
    """The customer's cases that this employee may see, the newest first."""
    found = visible_to(staff).filter(customer__in=cards(customer))
    return list(found.select_related("customer", "team", "owner").order_by("-received_at")[:limit])


def newest_visible_of(staff: Staff, customer: Customer) -> list[Case]:
    """The thirteen newest of them, with as much of each as stands beside another complaint: two queries."""
    own = standing(staff)
    if own.everywhere:
        return kept_reads.newest_of(cards(customer))
    return kept_reads.newest_of_seen_from(cards(customer), list(own.teams), own.answers_for)


def file_of(case: Case, pk: UUID) -> File | None:
    """A file of the case or of one joined to it."""
    return File.objects.filter(Q(case=case) | Q(case__joined_to=case), pk=pk).first()


def open_cases_of(owner: Staff) -> int:
    """How many open complaints an employee is responsible for."""
    return Case.objects.filter(owner=owner, stage__in=OPEN_STAGES).count()


def last_answered(count: int = 100) -> list[Case]:
    """The newest complaints that were answered, with their teams."""
    rows = Case.objects.filter(answered_at__isnull=False).select_related("team")
    return list(rows.order_by("-received_at", "-id")[:count])


def open_by_version() -> dict[str, int]:
    """How many open complaints keep which version of the procedure."""
    rows = Case.objects.filter(stage__in=OPEN_STAGES).order_by().values_list("procedure_version")
    return dict(rows.annotate(n=Count("pk")))


def saved_filters(staff: Staff) -> list[SavedFilter]:
    """The employee's own saved filters, then those shared with their teams, each by name."""
    own = standing(staff)
    found = (
        kept_reads.filters_of_all(staff.pk)
        if own.everywhere
        else kept_reads.filters_of(staff.pk, list(own.teams))
    )
    return sorted(found, key=lambda row: (row.staff_id != staff.pk, row.name.casefold()))


def with_references(staff: Staff, refs: Iterable[str]) -> list[Case]:
    """Those of the cases with these references that the employee may see, in the order given."""
    wanted = list(dict.fromkeys(ref for ref in map(read_reference, refs) if ref))
    found = visible_to(staff).filter(ref__in=wanted).select_related("customer", "team", "owner")
    by_ref = {case.ref: case for case in found}
    return [by_ref[ref] for ref in wanted if ref in by_ref]


def last_messages(case: Case, count: int) -> list[Message]:
    """What was said last in the case, the latest first; mail of machines is left out."""
    found = Message.objects.filter(case=case).exclude(kind="machine")
    return list(found.order_by("-at", "-id")[:count])
