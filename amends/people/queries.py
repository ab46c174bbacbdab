"""Reads about people. Roles of a signed-in employee are read once per request."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import timedelta
from functools import cached_property
from time import monotonic

from django.conf import settings
from django.db.models import F, Q, QuerySet

from amends.people import absence, procedures
from amends.people.models import (
    Absence,
    ApiKey,
    Company,
    Contact,
    Customer,
    Membership,
    Staff,
    Team,
)
from amends.procedure.definition import Procedure
from amends.procedure.moment import now

DAY = timedelta(days=1)

_kept: dict[str, tuple[float, Company]] = {}
_read: ContextVar[dict[str, Company] | None] = ContextVar("company_read", default=None)


def company() -> Company:
    """The company; an unsaved default before set-up. Every request asks for it, so a process keeps it for a moment:
    a change is seen everywhere within settings.COMPANY_KEPT_FOR seconds, and at once by whoever made it. A request sees
    one and the same from its beginning to its end.
    """
    read = _read.get()
    if found := (read or {}).get("company"):
        return copy(found)
    kept = _kept.get("company")
    found = kept[1] if kept and kept[0] > monotonic() else _company_row()
    if found is None:
        return Company(pk=1, languages=["en"])
    if found is not (kept and kept[1]) and settings.COMPANY_KEPT_FOR:
        _kept["company"] = (monotonic() + settings.COMPANY_KEPT_FOR, found)
    if read is not None:
        read["company"] = found
    return copy(found)


@contextmanager
def company_read_once() -> Iterator[None]:
    """Within, the company is read once, and again only after this thread changed it."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def company_now() -> Company:
    """The company as it stands this moment, for whoever changes it."""
    return _company_row() or Company(pk=1, languages=["en"])


def _company_row() -> Company | None:
    return Company.objects.select_related("default_team").filter(pk=1).first()


def company_changed() -> None:
    """Forget the kept company; called by whoever changed it."""
    _kept.clear()
    if (read := _read.get()) is not None:
        read.clear()


def languages(of: Company | None = None) -> Sequence[str]:
    return (of or company()).languages or ["en"]


def procedure(of: Company | None = None) -> Procedure:
    """The procedure in force today."""
    found = of or company()
    return procedures.in_force(found, procedures.today(found))


def away_today() -> dict[int, Absence]:
    """Who is away today, by the employee's key, in one query; mostly nobody, then the company's day is not asked for."""
    roughly = now().date()
    rows = absence.for_standing(roughly - DAY, roughly + DAY)
    if not rows:
        return {}
    today = procedures.today(company())
    return {row.staff_id: row for row in rows if row.first <= today <= row.last}


class Standing:
    """What one employee may do where: roles per team, their own and those lent while they stand in for somebody.

    Read in two queries.
    """

    def __init__(self, staff: Staff) -> None:
        self.staff = staff

    @cached_property
    def away(self) -> dict[int, Absence]:
        """Who is away today, by the employee's key."""
        return away_today()

    @cached_property
    def _held(self) -> dict[int, set[tuple[int | None, str]]]:
        """Memberships of the employee and of whoever is away, by the employee's key."""
        return absence.held_by([self.staff.pk, *self.away])

    def held_by(self, staff: int) -> set[tuple[int | None, str]]:
        """The memberships of the employee, or of somebody who is away."""
        return self._held.get(staff, set())

    @property
    def own(self) -> set[tuple[int | None, str]]:
        """The employee's own memberships, without what is lent."""
        return self.held_by(self.staff.pk)

    @cached_property
    def stands_in_for(self) -> list[Staff]:
        """Whose work comes to the employee today, by name: as the last of their deputies, who may do the same still."""
        found = [row.staff for pk, row in self.away.items() if self._may_stand_in(pk)]
        return sorted(found, key=lambda absent: (absent.full_name, absent.pk))

    def deputy_of(self, absent: int) -> Staff | None:
        """Who stands in today for somebody who is away."""
        chain = absence.deputies_of(absent, self.away)
        return chain[-1] if chain else None

    def _may_stand_in(self, absent: int) -> bool:
        deputy = self.deputy_of(absent)
        if deputy is None or deputy.pk != self.staff.pk:
            return False
        return self.staff.is_superuser or absence.may_do_the_same(procedure(), self.own, self.held_by(absent))

    @cached_property
    def looks_after(self) -> list[Staff]:
        """Whose work the employee sees beside their own: whom they stand in for, and of the teams they manage whoever
        is away while nobody stands in.
        """
        mine = {absent.pk for absent in self.stands_in_for} | {self.staff.pk}
        alone = [
            row.staff
            for pk, row in self.away.items()
            if pk not in mine
            and self.deputy_of(pk) is None
            and absence.managed_with(self.own, self.held_by(pk))
        ]
        return [*self.stands_in_for, *alone]

    @cached_property
    def answers_for(self) -> list[int]:
        """The keys of the employee and of those they look after."""
        return [self.staff.pk, *(absent.pk for absent in self.looks_after)]

    @cached_property
    def _memberships(self) -> set[tuple[int | None, str]]:
        lent = [absence.lent_by(self.held_by(absent.pk)) for absent in self.stands_in_for]
        return self.own.union(*lent)

    @cached_property
    def everywhere(self) -> bool:
        """Sees every team: the installation's administrator or a membership without a team."""
        return self.staff.is_superuser or any(team is None for team, _ in self._memberships)

    @cached_property
    def teams(self) -> Collection[int]:
        return {team for team, _ in self._memberships if team is not None}

    @cached_property
    def managed(self) -> set[int | None]:
        """The teams the employee manages, also for somebody else; None stands for every team."""
        return {team for team, role in self._memberships if role == "manager"}

    def roles_in(self, team_id: int | None) -> frozenset[str]:
        found = {role for team, role in self._memberships if team is None or team == team_id}
        if self.staff.is_superuser:
            found |= {"clerk", "handler", "manager", "quality", "administrator"}
        return frozenset(found)

    @cached_property
    def administers(self) -> bool:
        """Administrator of every team: may change the settings of the company."""
        return "administrator" in self.roles_in(None)

    @cached_property
    def all_roles(self) -> frozenset[str]:
        roles = {role for _, role in self._memberships}
        return frozenset(roles | ({"administrator"} if self.staff.is_superuser else set()))


def standing(staff: Staff) -> Standing:
    """The employee's standing, kept on the object for the length of a request."""
    found: Standing | None = getattr(staff, "_standing", None)
    if found is None:
        found = Standing(staff)
        staff._standing = found  # type: ignore[attr-defined]
    return found


def staff_with_roles() -> dict[int, Staff]:
    """Everybody who works or worked here with their memberships, by their key: two queries."""
    return {staff.pk: staff for staff in Staff.objects.prefetch_related("memberships")}


def staff_with_role(role: str, team: Team | None) -> QuerySet[Staff]:
    """Active employees holding the role in the team or everywhere."""
    return Staff.objects.filter(
        Q(memberships__team=team) | Q(memberships__team=None), is_active=True, memberships__role=role
    ).distinct()


def administrators() -> QuerySet[Staff]:
    """Active employees who administer every team."""
    held = Membership.objects.filter(team=None, role="administrator").values("staff_id")
    return Staff.objects.filter(Q(is_superuser=True) | Q(pk__in=held), is_active=True)


def roles_held() -> frozenset[str]:
    """Every role somebody active holds by name; the installation's administrator counts for none but their own."""
    held = Membership.objects.filter(staff__is_active=True).order_by().values_list("role", flat=True)
    return frozenset(held.distinct())


def all_staff() -> QuerySet[Staff]:
    """Everybody with an account and their roles, those whose account is ended last."""
    return Staff.objects.prefetch_related("memberships__team").order_by("-is_active", "full_name", "id")


def active_staff() -> QuerySet[Staff]:
    return Staff.objects.filter(is_active=True).order_by("full_name", "id")


def active_teams() -> QuerySet[Team]:
    return Team.objects.filter(active=True).order_by("name")


def teams() -> QuerySet[Team]:
    """Every team, those no longer in use last."""
    return Team.objects.order_by("-active", "name")


def names_of_staff() -> list[tuple[int, str]]:
    """Everybody who has or had an account."""
    return list(Staff.objects.values_list("pk", "full_name"))


def names_of_teams() -> list[tuple[int, str]]:
    """Every team, also those no longer in use."""
    return list(Team.objects.values_list("pk", "name"))


def customer_by_contact(kind: str, key: str) -> Customer | None:
    """The customer who owns an address, followed to the one kept after merging."""
    contact = Contact.objects.filter(kind=kind, key=key).select_related("customer__merged_into").first()
    if contact is None:
        return None
    return contact.customer.merged_into or contact.customer


def key_for(digest: str) -> ApiKey | None:
    """The live key with this SHA-256."""
    return ApiKey.objects.select_related("team").filter(digest=digest, revoked_at=None).first()


def keys() -> QuerySet[ApiKey]:
    """Every key, those in force first."""
    return ApiKey.objects.select_related("team").order_by(
        F("revoked_at").desc(nulls_first=True), "-created_at"
    )


def customer_card(pk: int) -> Customer | None:
    """A customer with contacts and those who act for them; a merged card leads to the one kept."""
    found = (
        Customer.objects.select_related("merged_into")
        .prefetch_related("contacts", "representatives__person", "represents__customer")
        .filter(pk=pk)
        .first()
    )
    return customer_card(found.merged_into_id) if found and found.merged_into_id else found


def customers_like(name: str, besides: Customer, limit: int = 8) -> Sequence[Customer]:
    """Cards whose name begins the same: perhaps the same customer twice."""
    found = Customer.objects.filter(full_name__istartswith=name[:300], merged_into=None).exclude(
        pk=besides.pk
    )
    return list(found.order_by("full_name", "id")[:limit]) if name else []
