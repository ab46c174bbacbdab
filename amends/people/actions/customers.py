"""Keeping customers: one row for one customer, however many addresses they write from (M6)."""

from typing import Any

import phonenumbers
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank, one_line
from amends.people import queries
from amends.people.actor import Actor
from amends.people.models import LENT_ROLES, Contact, Customer, Representative, Role, Staff
from amends.people.refusal import Changed, Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now

CHANGEABLE = (
    "full_name",
    "kind",
    "language",
    "zone",
    "address",
    "preferred_channel",
    "between",
    "likes",
    "notes",
)
KEEPERS = LENT_ROLES | {Role.ADMINISTRATOR}


def may_keep_customers(staff: Staff) -> bool:
    """Whoever works on complaints or administers; an auditor, and who is only asked for a statement, reads."""
    return bool(queries.standing(staff).all_roles & KEEPERS)


def check_keeps_customers(by: Actor) -> None:
    """NotAllowed for an employee who may not."""
    if by.staff is not None and not may_keep_customers(by.staff):
        raise NotAllowed()


def hold_cards(*customers: Customer) -> dict[int, Customer]:
    """The cards as they are now, by their numbers, held until the transaction ends; NotPossible when one is forgotten.

    The ways to reach them are held first, as by a complaint that comes in from one of them: it is either there before
    they are forgotten, or finds a stranger.
    """
    numbers = [customer.pk for customer in customers]
    list(Contact.objects.select_for_update().filter(customer__in=numbers).order_by("pk").values_list("pk"))
    rows = Customer.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    held = {row.pk: row for row in rows}
    if any(row.forgotten_at for row in held.values()):
        raise NotPossible(_("This customer was forgotten. Nothing more is noted about them."))
    return held


def normal_contact(kind: str, value: str, country: str = "") -> str:
    """The form of an address used to compare. Mail: lower case, ASCII domain; phone: E.164 where it can be told."""
    value = one_line(value).strip()
    if kind == "email":
        local, _at, domain = value.rpartition("@")
        try:
            domain = domain.encode("idna").decode("ascii") if domain else domain
        except UnicodeError:
            domain = domain.lower()
        return f"{local.lower()}@{domain.lower()}" if local else value.lower()
    if kind == "phone":
        try:
            number = phonenumbers.parse(value, country or None)
        except phonenumbers.NumberParseException:
            return "".join(ch for ch in value if ch.isdigit() or ch == "+")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return value.casefold()


@transaction.atomic
def find_or_add_customer(
    full_name: str,
    contacts: dict[str, str],
    *,
    by: Actor,
    language: str = "",
    kind: str = "person",
    country: str = "",
    external_id: str = "",
    preferred_channel: str = "",
) -> Customer:
    """The customer who owns one of the addresses, or a new one. `contacts` maps a kind to an address.

    A known customer is never renamed by an incoming message; an address not yet known is added to them.
    """
    keys = {k: normal_contact(k, v, country) for k, v in contacts.items() if v and not is_blank(v)}
    found = next((c for k, key in keys.items() if (c := queries.customer_by_contact(k, key))), None)
    name = one_line(clean(full_name)).strip()[:300] or next(iter(contacts.values()), "")[:300]
    if found is None:
        found = Customer.objects.create(
            full_name=name,
            kind=kind,
            language=language,
            external_id=external_id,
            preferred_channel=preferred_channel,
            since=now(),
        )
        journal.record(
            "customer.added",
            by=by,
            personal={"name": name},
            subjects=[f"customer:{found.pk}"],
            facts={"kind": kind},
        )
    rows = [
        Contact(customer=found, kind=k, value=one_line(contacts[k])[:320], key=key[:320])
        for k, key in keys.items()
    ]
    Contact.objects.bulk_create(rows, ignore_conflicts=True)
    return found


@transaction.atomic
def change_customer(
    customer: Customer, values: dict[str, Any], *, shown: dict[str, Any] | None = None, by: Actor
) -> None:
    """Change the customer's card. `shown` holds what the page showed; a field changed meanwhile raises Changed."""
    check_keeps_customers(by)
    fresh = hold_cards(customer)[customer.pk]
    changes = {f: clean(str(v)) for f, v in values.items() if f in CHANGEABLE and getattr(fresh, f) != v}
    for field, value in changes.items():
        if shown and field in shown and shown[field] != getattr(fresh, field):
            raise Changed(theirs=str(getattr(fresh, field)), mine=value)
    if "full_name" in changes and is_blank(changes["full_name"]):
        raise Invalid(_("A complaint needs the customer's full name."), field="full_name")
    if not changes:
        return
    before = {f: getattr(fresh, f) for f in changes}
    Customer.objects.filter(pk=fresh.pk).update(**changes)
    for field, value in changes.items():
        setattr(customer, field, value)
    journal.record(
        "customer.changed",
        by=by,
        facts={"fields": ", ".join(sorted(changes))},
        personal={"before": before, "after": changes},
        subjects=[f"customer:{customer.pk}"],
    )


@transaction.atomic
def merge_customers(kept: Customer, other: Customer, *, by: Actor) -> None:
    """Make two cards one: addresses of `other`, and who acts for them or for whom they act, are those of `kept` from now on.

    `cases.actions.join_customers` moves their complaints along.
    """
    check_keeps_customers(by)
    if kept.pk == other.pk or other.merged_into_id:
        raise Invalid(_("These two cards are already one customer."))
    hold_cards(kept, other)
    Contact.objects.filter(customer=other).update(customer=kept)
    _move_representatives(kept, other)
    Customer.objects.filter(merged_into=other).update(merged_into=kept)
    Customer.objects.filter(pk=other.pk).update(merged_into=kept)
    other.merged_into = kept
    journal.record(
        "customer.merged",
        by=by,
        facts={"kept": kept.pk, "joined": other.pk},
        personal={"name": other.full_name},
        subjects=[f"customer:{kept.pk}", f"customer:{other.pk}"],
    )


def _move_representatives(kept: Customer, other: Customer) -> None:
    """What is noted of both stays as it is noted of the one that is kept; nobody acts for themselves."""
    for here, there in (("customer", "person"), ("person", "customer")):
        noted = Representative.objects.filter(**{here: kept}).values(there)
        moved = Representative.objects.filter(**{here: other}).exclude(**{f"{there}__in": noted})
        moved.exclude(**{there: kept}).update(**{here: kept})
    Representative.objects.filter(Q(customer=other) | Q(person=other)).delete()


@transaction.atomic
def act_for(
    customer: Customer, person: Customer, *, by: Actor, relation: str = "", authority: str = ""
) -> Representative:
    """Record that `person` acts for `customer`, with the authority shown (empty: not seen yet)."""
    check_keeps_customers(by)
    hold_cards(customer, person)
    found, _created = Representative.objects.get_or_create(
        customer=customer,
        person=person,
        defaults={
            "relation": one_line(relation)[:120],
            "authority": one_line(authority)[:200],
            "authority_seen_at": now() if authority else None,
        },
    )
    journal.record(
        "representative.added",
        by=by,
        facts={"authority_seen": bool(authority)},
        personal={"name": person.full_name, "authority": authority},
        subjects=[f"customer:{customer.pk}", f"customer:{person.pk}"],
    )
    return found
