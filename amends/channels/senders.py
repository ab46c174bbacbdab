"""Who sends: finding or adding the customers of many incoming messages with three statements."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from amends.channels.incoming import Incoming
from amends.journal import prepared, rows
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actions import normal_contact
from amends.people.actor import SYSTEM, Actor
from amends.people.models import Company, Contact, Customer
from amends.procedure.moment import now

Address = tuple[str, str]  # kind of contact, the address as it is compared

_OWNERS = """
SELECT contact.kind, contact.key, {columns}
FROM (VALUES {wanted}) AS wanted(kind, key)
JOIN people_contact AS contact ON contact.kind = wanted.kind AND contact.key = wanted.key
JOIN people_customer AS customer ON customer.id = contact.customer_id
JOIN people_customer AS kept ON kept.id = coalesce(customer.merged_into_id, customer.id)
FOR KEY SHARE OF contact
"""
_CLAIM = """
INSERT INTO people_contact (customer_id, kind, value, key)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[])
ON CONFLICT (kind, key) DO UPDATE SET key = EXCLUDED.key
RETURNING customer_id, kind, key
"""


@dataclass
class Sender:
    """One person or organisation as a message names them."""

    name: str
    addresses: dict[Address, str]  # to the address as it was written
    kind: str = "person"
    language: str = ""
    external_id: str = ""
    consent: dict[str, Any] | None = None


def sender_of(incoming: Incoming, company: Company) -> Sender:
    """The sender of a message; one that does not plainly say who sent it is never linked to a known address."""
    given = {"email": incoming.sender_email, "phone": incoming.sender_phone}
    if not incoming.trusted_sender:
        given = {}
    name = one_line(clean(incoming.sender_name)).strip()[:300] or one_line(clean(incoming.sender_email))[:300]
    return Sender(
        name or "?",
        _addresses(given, company),
        kind=incoming.sender_kind,
        language=incoming.language,
        consent=incoming.consent,
    )


def represented_of(incoming: Incoming, company: Company) -> Sender | None:
    who = incoming.represented
    if who is None or is_blank(who.name):
        return None
    return Sender(
        one_line(clean(who.name))[:300], _addresses({"email": who.email, "phone": who.phone}, company)
    )


def _addresses(given: dict[str, str], company: Company) -> dict[Address, str]:
    found = {}
    for kind, raw in given.items():
        value = one_line(clean(raw)).strip()[:320]
        if value and not is_blank(value):
            found[kind, normal_contact(kind, value, company.country)[:320]] = value
    return found


def known_customers(addresses: Iterable[Address]) -> dict[Address, Customer]:
    """The owners of addresses, followed to the customer kept after merging, in one statement. Nobody is forgotten meanwhile."""
    wanted = sorted(addresses)
    if not wanted:
        return {}
    with prepared.cursor(keep=len(wanted) <= prepared.FEW) as cursor:
        cursor.execute(_owners(len(wanted)), [part for address in wanted for part in address])
        rows = cursor.fetchall()
    known: dict[int, Customer] = {}
    return {(row[0], row[1]): known.setdefault(row[2], _customer(row[2:])) for row in rows}


def _owners(count: int) -> str:
    columns = ", ".join(f"kept.{f.column}" for f in Customer._meta.concrete_fields)
    return _OWNERS.format(columns=columns, wanted=prepared.values(count, "text", "text"))


def _customer(values: Sequence[Any]) -> Customer:
    """The customer in a row of `_owners`, whose first column is the key."""
    found = Customer.from_db("default", [f.attname for f in Customer._meta.concrete_fields], values)
    found.consent = json.loads(values[_consent()])
    return found


@cache
def _consent() -> int:
    return [f.attname for f in Customer._meta.concrete_fields].index("consent")


def customers_of(senders: Sequence[Sender]) -> tuple[list[Customer], list[Customer]]:
    """A customer for every sender, in order, and those of them that are new."""
    wanted = {address for sender in senders for address in sender.addresses}
    owners = known_customers(wanted)
    unclaimed = wanted - owners.keys()
    values = {address: value for sender in senders for address, value in sender.addresses.items()}
    fresh: list[Customer] = []
    found: list[Customer] = []
    for sender in senders:
        owner = next((owners[a] for a in sender.addresses if a in owners), None)
        if owner is None:
            owner = _new(sender)
            fresh.append(owner)
        for address in sender.addresses:
            owners.setdefault(address, owner)
        found.append(owner)
    if fresh:
        rows.write_numbered(fresh)
    taken = _claim({a: (owners[a], values[a]) for a in sorted(unclaimed)})
    replaced = _give_way(fresh, {a: owners[a] for a in unclaimed}, taken)
    found = [replaced.get(owner.pk, owner) for owner in found]
    return found, [customer for customer in fresh if customer.pk not in replaced]


def _new(sender: Sender) -> Customer:
    return Customer(
        kind=sender.kind,
        full_name=sender.name,
        language=sender.language,
        external_id=sender.external_id,
        consent=sender.consent or {},
        since=now(),
    )


def _claim(addresses: dict[Address, tuple[Customer, str]]) -> dict[Address, int]:
    """Write addresses; returns who owns them now: whoever was faster elsewhere keeps what we wanted."""
    if not addresses:
        return {}
    with prepared.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            [
                [owner.pk for owner, _value in addresses.values()],
                [kind for kind, _key in addresses],
                [value for _owner, value in addresses.values()],
                [key for _kind, key in addresses],
            ],
        )
        return {(kind, key): customer for customer, kind, key in cursor.fetchall()}


def _give_way(
    fresh: Sequence[Customer], owners: dict[Address, Customer], taken: dict[Address, int]
) -> dict[int, Customer]:
    """Customers just made whose address somebody else claimed in the same moment, with the one who has it."""
    new = {customer.pk for customer in fresh}
    lost = {owner.pk: taken[a] for a, owner in owners.items() if owner.pk in new and taken[a] != owner.pk}
    if not lost:
        return {}
    winners = Customer.objects.select_related("merged_into").in_bulk(lost.values())
    kept = {pk: winners[winner].merged_into or winners[winner] for pk, winner in lost.items()}
    Contact.objects.filter(customer__in=lost).delete()
    Customer.objects.filter(pk__in=lost).delete()
    return kept


def entry_of(customer: Customer, by: Actor | None) -> Any:
    return journal.prepare(
        "customer.added",
        by=by or SYSTEM,
        facts={"kind": customer.kind},
        personal={"name": customer.full_name},
        subjects=[f"customer:{customer.pk}"],
    )
