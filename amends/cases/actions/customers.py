"""What a change of a customer's card means for their complaints."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from amends.cases.models import Case
from amends.journal import record as journal
from amends.people import actions as people
from amends.people.actor import Actor
from amends.people.models import Customer


@transaction.atomic
def change_card(
    customer: Customer, values: dict[str, Any], *, shown: dict[str, Any] | None = None, by: Actor
) -> None:
    """As `people.actions.change_customer`; under another name their complaints are found by that one from now on."""
    before = customer.full_name
    people.change_customer(customer, values, shown=shown, by=by)
    if customer.full_name != before:
        _note(Case.objects.filter(customer=customer), customer, by)


@transaction.atomic
def join_cards(kept: Customer, other: Customer, *, by: Actor) -> None:
    """As `people.actions.merge_customers`; the complaints of `other` are those of `kept` from now on, who is written to at
    the addresses of both.
    """
    people.merge_customers(kept, other, by=by)
    theirs = Case.objects.filter(Q(customer=other) | Q(representative=other)).select_for_update()
    moved = [case.pk for case in theirs]
    cases = Case.objects.filter(pk__in=moved)
    cases.update(version=F("version") + 1)
    cases.filter(customer=other).update(customer=kept)
    cases.filter(representative=other).update(representative=kept)
    cases.filter(customer=kept, representative=kept).update(representative=None)
    _note(cases, kept, by)


def _note(cases: Iterable[Case], customer: Customer, by: Actor) -> None:
    """On record with each, which also has it looked up by the name it now has."""
    personal = {"name": customer.full_name}
    subjects = [f"customer:{customer.pk}"]
    journal.record_many(
        [
            journal.prepare(
                "case.customer_changed", about=case.ref, by=by, personal=personal, subjects=subjects
            )
            for case in cases
        ]
    )
