"""What a program with a key sees. A key of one team sees that team's complaints and their customers, and nothing else."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amends.cases.models import Case
from amends.cases.queries import case_by_ref
from amends.people.models import Customer, Team

PAGE_AT_MOST = 200


def case_for_key(team: Team | None, ref: str) -> Case:
    """The case with this reference; Http404, at the same cost, when it is not there or of another team."""
    found = case_by_ref(ref)
    if found is None or (team is not None and found.team_id != team.pk):
        raise Http404
    return found


def newest_cases(
    team: Team | None,
    *,
    stage: str = "",
    since: datetime | None = None,
    external_id: str = "",
    customer: int | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 50,
) -> list[Case]:
    """Cases, the newest first, from the key `after` on; one more than `limit` says that there is another page."""
    found = Case.objects.select_related("customer", "team", "owner")
    if team is not None:
        found = found.filter(team=team)
    if stage:
        found = found.filter(stage=stage)
    if since is not None:
        found = found.filter(received_at__gte=since)
    if external_id:
        found = found.filter(external_id=external_id)
    if customer is not None:
        found = found.filter(customer=customer)
    if after is not None:
        found = found.filter(Q(received_at__lt=after[0]) | Q(received_at=after[0], id__lt=after[1]))
        found = found.filter(received_at__lte=after[0])
    return list(found.order_by("-received_at", "-id")[: limit + 1])


def customers_for_key(team: Team | None) -> QuerySet[Customer]:
    found = Customer.objects.filter(merged_into=None, forgotten_at=None).prefetch_related("contacts")
    if team is None:
        return found
    theirs = Case.objects.filter(team=team)
    return found.filter(Q(pk__in=theirs.values("customer")) | Q(pk__in=theirs.values("representative")))


def customer_for_key(team: Team | None, number: int) -> Customer:
    """The customer with this number; Http404 when not there or not a customer of the key's team."""
    found = customers_for_key(team).filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    return found


def customers_with(
    team: Team | None, *, email: str = "", phone: str = "", external_id: str = "", limit: int = 50
) -> list[Customer]:
    """Customers by an address in the form used to compare, or by the number another program has for them."""
    found = customers_for_key(team)
    if email:
        found = found.filter(contacts__kind="email", contacts__key=email)
    if phone:
        found = found.filter(contacts__kind="phone", contacts__key=phone)
    if external_id:
        found = found.filter(external_id=external_id)
    return list(found.order_by("id")[:limit])
