"""Reads about employees as colleagues: who works where, who may stand in for whom, who is away when."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import QuerySet

from amends.journal.kept import kept
from amends.people import absence, procedures
from amends.people.models import LENT_ROLES, Absence, Membership, Role, Staff, Team
from amends.people.queries import active_staff, active_teams, company, procedure


def member(pk: int | None) -> Staff | None:
    """Whoever has or had an account with this key."""
    return Staff.objects.filter(pk=pk).first() if pk else None


def members_of(teams: Collection[int | None], limit: int) -> list[Staff]:
    """Active employees who work on complaints of these teams (None: of any), by name."""
    working = Membership.objects.filter(role__in=LENT_ROLES - {Role.QUALITY})
    if None not in teams:
        working = working.filter(team__in=teams)
    return list(active_staff().filter(pk__in=working.values("staff_id"))[:limit])


def possible_deputies(absent: Staff) -> list[Staff]:
    """Active employees, by name, whose own roles may take every step the absent one's may: three queries."""
    plan, held = procedure(), {(m.team_id, m.role) for m in absent.memberships.all()}
    found = active_staff().exclude(pk=absent.pk).prefetch_related("memberships")
    return [
        one
        for one in found
        if one.is_superuser
        or absence.may_do_the_same(plan, {(m.team_id, m.role) for m in one.memberships.all()}, held)
    ]


def absences_ahead(staff: Staff) -> list[Absence]:
    """The absences of an employee that run or come, the earliest first; both people are read."""
    found = absence.standing_absences(date.min, date.max).filter(staff=staff)
    return list(found.filter(last__gte=procedures.today(company())))


def absences_of(staff: Collection[int], during: Sequence[Absence]) -> list[Absence]:
    """The absences of these employees between the first and the last day of others."""
    days = [day for row in during for day in (row.first, row.last)]
    return list(absence.standing_absences(min(days), max(days)).filter(staff__in=staff))


@kept
def teams_in_use() -> QuerySet[Team]:
    """Those of `active_teams`, as every list asks for them."""
    return active_teams()
