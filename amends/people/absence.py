"""Who is away on a day and who stands in for whom: read in one query, followed from deputy to deputy in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from amends.journal.kept import kept
from amends.people.models import LENT_ROLES, Absence, Membership, Staff
from amends.procedure.definition import Procedure

Held = Collection[tuple[int | None, str]]  # memberships: the team (None: every team) and the role in it


def standing_absences(first: date, last: date) -> QuerySet[Absence]:
    """Those neither ended nor taken back that have a day from `first` to `last`, with both people."""
    found = Absence.objects.filter(ended_at=None, first__lte=last, last__gte=first)
    return found.select_related("staff", "deputy").order_by("first", "id")


# Asked for by every page: who is away until when, and of both people what their rights and their names need.
_FOR_STANDING = (
    *("first", "last", "staff__full_name", "staff__email", "staff__is_active", "staff__is_superuser"),
    *("deputy__full_name", "deputy__email", "deputy__is_active", "deputy__is_superuser"),
)


@kept
def for_standing(first: date, last: date) -> QuerySet[Absence]:
    """The same with as much of both people as decides who stands in, and names them."""
    return standing_absences(first, last).only(*_FOR_STANDING)


def deputies_of(absent: int, away: Mapping[int, Absence]) -> list[Staff]:
    """The deputy, the deputy's deputy and so on, up to the first who is there; the last one stands in.

    Empty where one of them is away without a deputy, has no account any more, or the way leads back.
    """
    chain: list[Staff] = []
    seen, row = {absent}, away.get(absent)
    while row is not None:
        deputy = row.deputy
        if deputy is None or not deputy.is_active or deputy.pk in seen:
            return []
        seen.add(deputy.pk)
        chain.append(deputy)
        row = away.get(deputy.pk)
    return chain


def roles_in(held: Held, team: int | None) -> frozenset[str]:
    return frozenset(role for where, role in held if where in (None, team))


def may_do_the_same(plan: Procedure, deputy: Held, absent: Held) -> bool:
    """Whether a deputy holds, in whichever team, roles that may take every step the absent one's roles may take."""
    theirs, own = ({role for _team, role in held if role in LENT_ROLES} for held in (absent, deputy))
    return all(step.may & own for step in plan.steps.values() if step.may & theirs)


def lent_by(absent: Held) -> set[tuple[int | None, str]]:
    """The memberships a deputy has besides their own while standing in."""
    return {(team, role) for team, role in absent if role in LENT_ROLES}


def managed_with(held: Held, absent: Held) -> bool:
    """Whether somebody manages a team the absent one works in."""
    teams = {team for team, role in absent if role in LENT_ROLES}
    return any("manager" in roles_in(held, team) for team in teams)


def leads_back(absent: int, deputy: int, first: date, last: date, rows: Sequence[Absence]) -> bool:
    """Whether on some day from `first` to `last` the deputy is away as well and the deputies lead back to the absent."""
    for row in rows:
        begin, end = max(first, row.first), min(last, row.last)
        if row.staff_id != deputy or row.deputy_id is None or begin > end:
            continue
        if row.deputy_id == absent:
            return True
        rest = [other for other in rows if other.staff_id != deputy]  # each but once: the way is finite
        if leads_back(absent, row.deputy_id, begin, end, rest):
            return True
    return False


def held_by(staff: Sequence[int]) -> dict[int, set[tuple[int | None, str]]]:
    """Memberships of these employees, by their key."""
    found: dict[int, set[tuple[int | None, str]]] = {}
    for one, team, role in _memberships(staff):
        found.setdefault(one, set()).add((team, role))
    return found


@kept
def _memberships(staff: Sequence[int]) -> QuerySet[Membership, tuple[int, int | None, str]]:
    return Membership.objects.filter(staff__id__any=staff).values_list("staff_id", "team_id", "role")
