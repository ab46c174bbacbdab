"""What lies on an employee's desk: promises, new complaints, questions, notices, and the lists with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from amends.cases.models import Case, Message, Notice, Pause, Promise, Statement
from amends.cases.models.case import OPEN_STAGES
from amends.cases.paging import key_of, read_key
from amends.cases.queries import OPEN_PROMISE, for_lines, for_lines_of
from amends.journal import prepared
from amends.journal.kept import kept
from amends.people.models import Staff
from amends.people.queries import standing
from amends.procedure.moment import now

PAGE = 50
COUNTED_UP_TO = 1_000
NOTICES = 40
CALENDAR_ROWS = 400
_NAMED = ("case__ref", "case__title", "case__language", "case__customer__full_name")
_OF_A_STATEMENT = ("question", "asked_at", "due", "finding", "finding_shown_at", "reply_due")


def in_my_teams(staff: Staff) -> Q:
    """The complaints of the employee's teams; an administrator's and a quality lead's teams are all."""
    own = standing(staff)
    return Q() if own.everywhere else Q(team_id__in=own.teams)


def mine(staff: Staff, prefix: str = "") -> Q:
    """What I answer for: my own, theirs whom I look after, and those of my teams that nobody owns yet."""
    own = standing(staff)
    unowned = Q(**{f"{prefix}owner": None})
    if not own.everywhere:
        unowned &= Q(**{f"{prefix}team_id__in": own.teams})
    return Q(**{f"{prefix}owner__in": own.answers_for}) | unowned


class Dated(NamedTuple):
    """As much of a promise as is counted: hundreds of them stand in a week, and a page shows a few (`whole`)."""

    pk: UUID
    case_id: UUID
    due: datetime


def promises_ahead(staff: Staff, until: datetime) -> list[Dated]:
    """Open promises to customers that the employee answers for, the earliest first."""
    found = Promise.objects.filter(
        OPEN_PROMISE,
        mine(staff, "case__"),
        to_customer=True,
        due__lte=until,
        case__stage__in=OPEN_STAGES,
    )
    return _dated(found, CALENDAR_ROWS)


def _dated(found: QuerySet[Promise], limit: int) -> list[Dated]:
    return [Dated(*row) for row in found.order_by("due", "id").values_list("pk", "case_id", "due")[:limit]]


def whole(rows: Sequence[Dated]) -> list[Promise]:
    """The promises with their complaints, in the same order."""
    by_key = {promise.pk: promise for promise in _promises([row.pk for row in rows])}
    return [by_key[row.pk] for row in rows if row.pk in by_key]


@kept
def _promises(keys: Sequence[UUID]) -> QuerySet[Promise]:
    return for_lines_of(Promise.objects.filter(pk__any=keys))


def broken_and_silent(staff: Staff, limit: int = 50) -> list[Dated]:
    """Broken promises after whose date the customer has heard nothing."""
    heard = Message.objects.filter(case=OuterRef("case"), direction="out", at__gt=OuterRef("due"))
    later = Promise.objects.filter(case=OuterRef("case"), to_customer=True, due__gt=OuterRef("due"))
    found = Promise.objects.filter(
        mine(staff, "case__"),
        ~Exists(heard),
        ~Exists(later.exclude(broken_at=None)),
        broken_at__isnull=False,
        to_customer=True,
        replaced_by=None,
        case__stage__in=OPEN_STAGES,
    )
    return _dated(found, limit)


def promises_kept(staff: Staff, since: datetime) -> tuple[int, int]:
    """How many promises on the employee's own cases were kept since then, and how many were broken."""
    rows = Promise.objects.filter(
        Q(kept_at__gte=since) | Q(broken_at__gte=since),
        case__owner=staff,
        case__received_at__gte=since - timedelta(days=60),
        to_customer=True,
    ).aggregate(kept=Count("pk", filter=Q(broken_at=None)), broken=Count("pk", filter=~Q(broken_at=None)))
    return rows["kept"], rows["broken"]


def new_complaints(staff: Staff, limit: int = 20) -> list[Case]:
    """Complaints nobody has taken on yet, the newest first."""
    return list(
        for_lines(Case.objects.filter(in_my_teams(staff), stage="received", owner=None)).order_by(
            "-received_at", "-id"
        )[:limit]
    )


def answered_at_once(cases: Sequence[Case]) -> set[UUID]:
    """Those of the complaints whose first answer is out.

    Asked for a few keys: as a column of the list it would be looked up among all messages there are.
    """
    return set(_first_answers([case.pk for case in cases])) if cases else set()


@kept
def _first_answers(cases: Sequence[UUID]) -> QuerySet[Message, UUID]:
    found = Message.objects.filter(case__id__any=cases, kind="first_answer")
    return found.values_list("case_id", flat=True)


def asked_of(staff: Staff) -> list[Statement]:
    """Statements the employee is asked for, and findings they may reply to; and so of those they look after."""
    return _asked(standing(staff).answers_for, now())


@kept
def _asked(people: Sequence[int], at: datetime) -> QuerySet[Statement]:
    return (
        Statement.objects.filter(
            Q(given_at=None, waived_reason="")
            | Q(finding_shown_at__isnull=False, replied_at=None, reply_due__gt=at),
            of_staff__id__any=people,
            case__stage__in=OPEN_STAGES,
        )
        .select_related("case__customer", "asked_by", "of_staff")
        .only(*_OF_A_STATEMENT, *_NAMED, "asked_by__full_name", "of_staff__full_name")
        .order_by("due", "id")
    )


def unseen_notices(staff: Staff) -> list[Notice]:
    """The forty latest."""
    return _unseen(staff.pk)


@kept
def _unseen(staff: int) -> QuerySet[Notice]:
    found = Notice.objects.filter(staff=staff, seen_at=None).select_related("case__customer")
    return found.only("kind", "facts", "at", *_NAMED).order_by("-at")[:NOTICES]


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to. `which` is open (also empty), mine, unowned, today, overdue, waiting or closed.

    `waiting` is paused, or a statement is awaited; `owner` is the key of whoever answers for it.
    """

    which: str = ""
    stage: str = ""
    team: int | None = None
    language: str = ""
    channel: str = ""
    owner: int | None = None


def end_of_today() -> datetime:
    """Midnight where the employee is."""
    zone = timezone.get_current_timezone()
    return datetime.combine(now().astimezone(zone).date() + timedelta(days=1), time.min, zone)


def _waits_for_others() -> Q:
    paused = Pause.objects.filter(case=OuterRef("pk"), ended_at=None)
    asked = Statement.objects.filter(case=OuterRef("pk"), given_at=None, waived_reason="")
    return Q(Exists(paused)) | Q(Exists(asked))


def listed(staff: Staff, filters: Filters, *, after: str = "", limit: int = PAGE) -> tuple[list[Case], str]:
    """One page of the list and the key of the next (empty: none). Open ones by due date, closed ones newest first."""
    closed = filters.which == "closed"
    if filters == Filters() and not after and limit == PAGE and standing(staff).everywhere:
        rows = _first_of_all()
    else:  # a plan for some teams depends on how much is theirs, so it is made for them
        found = _narrowed(for_lines(Case.objects.filter(in_my_teams(staff))), staff, filters)
        found = found.order_by("-received_at", "-id") if closed else _by_due(found)
        rows = list(found.filter(_beyond(after, closed))[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], (key_of(last.received_at if closed else last.due_at, last.pk) if last else "")


def _by_due(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.order_by(F("due_at").asc(nulls_last=True), "id")


@kept
def _first_of_all() -> QuerySet[Case]:
    return _by_due(for_lines(Case.objects.filter(stage__in=OPEN_STAGES)))[: PAGE + 1]


def _narrowed(found: QuerySet[Case], staff: Staff, filters: Filters) -> QuerySet[Case]:
    if filters.which == "closed":
        found = found.exclude(stage__in=OPEN_STAGES)
    else:
        found = found.filter(stage__in=[filters.stage] if filters.stage in OPEN_STAGES else OPEN_STAGES)
    if filters.which == "mine":
        found = found.filter(owner=staff)
    if filters.which == "unowned":
        found = found.filter(owner=None)
    if filters.which == "overdue":
        found = found.filter(due_at__lt=now())
    if filters.which == "today":
        found = found.filter(due_at__gte=now(), due_at__lt=end_of_today())
    if filters.which == "waiting":
        found = found.filter(_waits_for_others())
    if filters.owner:
        found = found.filter(owner_id=filters.owner)
    if filters.team:
        found = found.filter(team_id=filters.team)
    if filters.language:
        found = found.filter(language=filters.language)
    return found.filter(channel=filters.channel) if filters.channel else found


def _beyond(after: str, closed: bool) -> Q:
    """What comes behind the row a page ended with; a key that is none begins anew."""
    key = read_key(after)
    if key is None:
        return Q()
    at, pk = key
    if at is None:
        return Q() if closed else Q(due_at=None, pk__gt=pk)
    if closed:
        return Q(received_at__lt=at) | Q(received_at=at, pk__lt=pk)
    return Q(due_at__gt=at) | Q(due_at=at, pk__gt=pk) | Q(due_at=None)


_EACH = """
SELECT {stages},
 (SELECT count(*) FROM (SELECT FROM cases_case WHERE {seen} AND {opened} AND owner_id = %s::bigint LIMIT {most}) AS n),
 (SELECT count(*) FROM (SELECT FROM cases_case WHERE {seen} AND {opened} AND owner_id IS NULL LIMIT {most}) AS n),
 (SELECT count(*) FROM (SELECT FROM cases_case WHERE {seen} AND {opened} AND due_at < %s::timestamptz LIMIT {most}) AS n)
"""
_STAGE = "(SELECT count(*) FROM (SELECT FROM cases_case WHERE team_id = ANY({teams}) AND stage = '{stage}' LIMIT {most}) AS n)"


@cache
def _counting(everywhere: bool) -> str:
    """The statement for those who see every team, or some. It names a team either way: so an index counts each stage."""
    teams = "ARRAY(SELECT id FROM people_team)" if everywhere else "%s::bigint[]"
    most = COUNTED_UP_TO + 1
    stages = ",\n ".join(_STAGE.format(teams=teams, stage=stage, most=most) for stage in OPEN_STAGES)
    opened = "stage IN ({})".format(", ".join(f"'{stage}'" for stage in OPEN_STAGES))
    return _EACH.format(
        stages=stages, seen="TRUE" if everywhere else f"team_id = ANY({teams})", opened=opened, most=most
    )


def counts(staff: Staff) -> dict[str, int]:
    """Numbers beside the filters, each up to 1,001: however many are open, one statement reads no more than that of each."""
    own = standing(staff)
    teams = [] if own.everywhere else [list(own.teams)]
    with prepared.cursor(keep=own.everywhere) as cursor:
        cursor.execute(
            _counting(own.everywhere),
            [*(teams * len(OPEN_STAGES)), *teams, staff.pk, *teams, *teams, now()],
        )
        row = cursor.fetchone()
    stages = {stage: n for stage, n in zip(OPEN_STAGES, row, strict=False) if n}
    narrowed = dict(zip(("mine", "unowned", "overdue"), row[len(OPEN_STAGES) :], strict=True))
    return {**stages, "open": min(sum(stages.values()), COUNTED_UP_TO + 1), **narrowed}
