"""Forgetting customers by themselves, once their last complaint has ended so many years ago as the company keeps them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from amends.cases.models import Case
from amends.cases.models.case import OPEN_STAGES
from amends.improvement.forgetting import forget_customer
from amends.people.actor import SYSTEM
from amends.people.models import Customer
from amends.people.queries import company
from amends.people.refusal import Refusal
from amends.procedure.moment import now

A_NIGHT = 5000  # customers forgotten in one run


def due_to_be_forgotten() -> QuerySet[Customer]:
    """Customers known for longer than the company keeps them, none of whose complaints is open or ended since; nobody
    while it keeps them without end. A card joined to another goes with that one.
    """
    years = company().keep_years
    if not years:
        return Customer.objects.none()
    until = _years_before(now(), years)
    needed = Q(stage__in=OPEN_STAGES) | Q(closed_at__gte=until) | Q(closed_at=None, received_at__gte=until)
    kept = Case.objects.filter(needed)
    return Customer.objects.filter(
        ~Exists(
            kept.filter(customer=OuterRef("pk"))
        ),  # one condition an index: an OR of them would read every case
        ~Exists(kept.filter(customer__merged_into=OuterRef("pk"))),
        ~Exists(kept.filter(representative=OuterRef("pk"))),
        since__lt=until,
        merged_into=None,
        forgotten_at=None,
    ).order_by("since", "pk")


def _years_before(at: datetime, years: int) -> datetime:
    try:
        return at.replace(year=at.year - years)
    except ValueError:  # the 29th of February
        return at.replace(year=at.year - years, day=28)


def forget_those_due() -> int:
    """Forget up to A_NIGHT customers; returns how many. One that cannot be forgotten now does not hold up the others."""
    gone = 0
    for customer in due_to_be_forgotten()[:A_NIGHT]:
        try:
            forget_customer(customer, by=SYSTEM)
        except Refusal:
            continue
        gone += 1
    return gone
