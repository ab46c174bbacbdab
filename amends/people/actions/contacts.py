"""How customers are reached: addresses corrected, added and taken away by those who keep the cards (M6)."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actions.customers import check_keeps_customers, hold_cards, normal_contact
from amends.people.actor import Actor
from amends.people.models import Contact, Customer
from amends.people.queries import company
from amends.people.refusal import Changed, Invalid

FEWEST_DIGITS = 4  # of a telephone number, the shortest one may want to note
LONGEST_CONTACT = 320  # characters


@transaction.atomic
def change_contacts(
    customer: Customer,
    corrected: Mapping[int, str],
    added: Mapping[str, str],
    *,
    shown: Mapping[int, str],
    by: Actor,
) -> None:
    """Correct addresses by their numbers, an empty one takes its address away; `added` maps a kind to one more.

    `shown` is what the page showed of those that are corrected: Changed where a colleague was faster. Invalid names the field,
    `contact_NUMBER` or the kind. What is corrected counts as an address that works.
    """
    check_keeps_customers(by)
    hold_cards(customer)
    rows = {row.pk: row for row in Contact.objects.filter(customer=customer)}
    before = _written(customer)
    for number, value in corrected.items():
        row, was = rows.get(number), shown.get(number, "")
        if row is None or row.value.strip() != was.strip():  # a form strips what it shows
            raise Changed(theirs=row.value if row else "", mine=value)
        if is_blank(value):
            row.delete()
        elif (value := _usable(row.kind, value, f"contact_{number}")) != row.value:
            _write(row, value, f"contact_{number}")
    for kind, value in added.items():
        if not is_blank(value):
            _write(Contact(customer=customer, kind=kind), _usable(kind, value, kind), kind)
    if (after := _written(customer)) != before:
        journal.record(
            "customer.changed",
            by=by,
            facts={"fields": "contacts"},
            personal={"before": {"contacts": before}, "after": {"contacts": after}},
            subjects=[f"customer:{customer.pk}"],
        )


def _usable(kind: str, value: str, field: str) -> str:
    value = one_line(clean(value)).strip()[:LONGEST_CONTACT]
    if kind == Contact.Kind.EMAIL:
        try:
            validate_email(normal_contact(kind, value))
        except ValidationError:
            raise Invalid(_("Write an email address such as name@example.com."), field=field) from None
    if kind == Contact.Kind.PHONE and sum(ch.isdigit() for ch in value) < FEWEST_DIGITS:
        raise Invalid(_("Write a telephone number in figures, best with the country in front."), field=field)
    return value


def _write(row: Contact, value: str, field: str) -> None:
    """Refused where it stands on a card already: one address leads to one customer."""
    row.value, row.key = value, normal_contact(row.kind, value, company().country)[:LONGEST_CONTACT]
    row.undeliverable_since = None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        own = Contact.objects.filter(kind=row.kind, key=row.key, customer=row.customer_id).exists()
        words = _("This stands on the card already.") if own else OF_ANOTHER
        raise Invalid(words, field=field) from None


OF_ANOTHER = _("Another customer's card has this address. If they are the same customer, join the two cards.")


def _written(customer: Customer) -> list[str]:
    return list(Contact.objects.filter(customer=customer).order_by("id").values_list("value", flat=True))
