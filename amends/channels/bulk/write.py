"""Writing many cases of earlier days at once: copied into the tables, a batch in one transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, models, transaction

from amends.cases.models import Case, Message, Promise
from amends.cases.reference import new_reference
from amends.cases.search_index import write_index
from amends.channels.bulk.rows import Past
from amends.channels.incoming import Incoming
from amends.channels.senders import customers_of, entry_of, sender_of
from amends.journal import record as journal
from amends.language.identify import identify
from amends.language.identity import uuid7
from amends.people.actor import Actor
from amends.people.models import Company, Customer, Team
from amends.people.queries import procedure
from amends.procedure.clocks import DueDate, promises_at_receipt
from amends.procedure.moment import now
from amends.procedure.packs import load_pack

DOOR = "import"
_CLAIM = """
INSERT INTO channels_received (id, door, key, fingerprint, at, case_id)
SELECT id, 'import', key, '', %s, case_id
FROM unnest(%s::uuid[], %s::text[], %s::uuid[]) AS r(id, key, case_id)
ON CONFLICT (door, key) DO NOTHING RETURNING case_id
"""


@dataclass
class Target:
    """Where cases go. Open ones are promised anew from the day of the import: what was told before, nobody knows."""

    company: Company
    team: Team
    by: Actor
    at: datetime
    due: list[DueDate]
    version: str
    file: str = ""

    @property
    def told(self) -> datetime | None:
        return min((d.due for d in self.due if d.to_customer), default=None)


def target(company: Company, team: Team, *, by: Actor, file: str = "") -> Target:
    at, plan = now(), procedure(company)
    packs = [load_pack(key) for key in company.packs]
    due = promises_at_receipt(plan, packs, at, team.calendar)
    return Target(company, team, by, at, due, plan.version, file)


@transaction.atomic
def write_past(rows: Sequence[Past], where: Target) -> int:
    """Write what is not known yet; returns how many new cases that made."""
    fresh = _claimed(rows, where.at)
    if not fresh:
        return 0
    customers, entries = _customers([row for row, _pk in fresh], where)
    cases = [_case(row, pk, who, where) for (row, pk), who in zip(fresh, customers, strict=True)]
    texts = {case.pk: [row.text] for case, (row, _pk) in zip(cases, fresh, strict=True)}
    Copied(Case()).take(cases).write()
    _messages(cases, [row for row, _pk in fresh], where).write()
    _promises([case for case in cases if case.closed_at is None], where).write()
    journal.record_many([*entries, *(_received(case, where) for case in cases)])
    write_index(cases, texts)
    return len(cases)


def _claimed(rows: Sequence[Past], at: datetime) -> list[tuple[Past, UUID]]:
    """The rows nobody took over before, each with the id of its case to be; of two equal ones in a batch the first."""
    first: dict[str, Past] = {}
    for row in rows:
        first.setdefault(hashlib.sha256(row.key.encode("utf-8", "replace")).hexdigest(), row)
    keys = sorted(first)
    ids = {key: uuid7() for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [at, [uuid7() for _key in keys], keys, list(ids.values())])
        taken = {row[0] for row in cursor.fetchall()}
    return [(row, ids[key]) for key, row in first.items() if ids[key] in taken]


def _customers(rows: Sequence[Past], where: Target) -> tuple[list[Customer], list[Any]]:
    """A customer for every row: found by their address, or added; one without an address is known by their case alone."""
    reached = [row for row in rows if row.email or row.phone]
    senders = [sender_of(_incoming(row), where.company) for row in reached]
    found, added = customers_of(senders) if senders else ([], [])
    owners = dict(zip((id(row) for row in reached), found, strict=True))
    alone = [row for row in rows if id(row) not in owners]
    numbers = _numbers(len(alone))
    fresh = [
        Customer(pk=pk, full_name=row.name, language=row.language, address=row.address, since=row.received_at)
        for pk, row in zip(numbers, alone, strict=True)
    ]
    Copied(Customer()).take(fresh).write()
    owners |= dict(zip((id(row) for row in alone), fresh, strict=True))
    return [owners[id(row)] for row in rows], [entry_of(customer, where.by) for customer in added]


def _incoming(row: Past) -> Incoming:
    return Incoming(
        channel="import",
        text="",
        sender_name=row.name,
        sender_email=row.email if "@" in row.email else "",
        sender_phone=row.phone,
        language=row.language,
    )


def _numbers(count: int) -> list[int]:
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('people_customer', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [row[0] for row in cursor.fetchall()]


def _case(row: Past, pk: UUID, customer: Customer, where: Target) -> Case:
    among = where.company.languages or ["en"]
    return Case(
        pk=pk,
        ref=new_reference(),
        customer=customer,
        team=where.team,
        channel=row.channel,
        answer_by="email" if row.email else "post",
        language=identify(row.text[:4000], among, row.language if row.language in among else None)
        or among[0],
        title=row.title,
        wish=row.wish,
        product=row.product,
        order_ref=row.order_ref,
        external_id=row.external_id,
        procedure_version=where.version,
        packs=where.company.packs,
        received_at=row.received_at,
        due_at=None if row.closed_at else where.told,
        stage="closed" if row.closed_at else "received",
        outcome="answered" if row.closed_at else "",
        closed_at=row.closed_at,
    )


def _messages(cases: Sequence[Case], rows: Sequence[Past], where: Target) -> "Copied":
    said = Copied(Message(direction="in", kind="complaint"))
    for case, row in zip(cases, rows, strict=True):
        said.add(
            case_id=case.pk,
            channel=row.channel,
            at=row.received_at,
            author_name=row.name,
            author_address=row.email,
            language=case.language,
            subject=row.title,
            text=row.text,
        )
        if row.rest:
            kept = "\n".join(f"{name}: {value}" for name, value in row.rest.items())
            said.add(
                case_id=case.pk,
                direction="note",
                kind="note",
                channel="",
                at=where.at,
                author_name=where.by.name,
                text=f"{where.file}, {row.line}\n{kept}",
            )
    return said


def _promises(cases: Sequence[Case], where: Target) -> "Copied":
    made = Copied(Promise(made_at=where.at))
    for case in cases:
        for d in where.due:
            made.add(
                case_id=case.pk,
                kind=d.kind,
                due=d.due,
                to_customer=d.to_customer,
                clock=d.clock.name,
                pausable=d.clock.pausable,
            )
    return made


def _received(case: Case, where: Target) -> Any:
    return journal.prepare(
        "case.received",
        about=case.ref,
        by=where.by,
        facts={"channel": "import", "language": case.language, "team": where.team.pk},
        personal={"name": case.customer.full_name, "title": case.title},
        subjects=[f"customer:{case.customer_id}"],
        register_year=case.received_at.astimezone(ZoneInfo(where.company.zone)).year,
        at=where.at,
    )


class Copied:
    """Rows of one table on their way into it by COPY: like `pattern` but for what is named. Half the cost of a
    model instance a row, which is what an import would otherwise spend most of its time on.
    """

    def __init__(self, pattern: models.Model) -> None:
        self.table = pattern._meta.db_table
        fields = pattern._meta.concrete_fields
        self.columns = [str(field.column) for field in fields]
        self._places = {field.attname: place for place, field in enumerate(fields)}
        self._json = [place for place, field in enumerate(fields) if isinstance(field, models.JSONField)]
        self._pattern = [getattr(pattern, field.attname) for field in fields]
        self._key = self._places[str(pattern._meta.pk.attname)]
        self.rows: list[list[Any]] = []

    def add(self, **changes: Any) -> None:
        row = self._pattern.copy()
        row[self._key] = changes.pop("id", None) or uuid7()
        for name, value in changes.items():
            row[self._places[name]] = value
        for place in self._json:
            row[place] = json.dumps(row[place])
        self.rows.append(row)

    def take(self, made: Sequence[models.Model]) -> "Copied":
        """Rows that exist as instances already."""
        for one in made:
            row = [getattr(one, name) for name in self._places]
            for place in self._json:
                row[place] = json.dumps(row[place])
            self.rows.append(row)
        return self

    def write(self) -> None:
        if not self.rows:
            return
        name = connection.ops.quote_name
        columns = ", ".join(map(name, self.columns))
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {name(self.table)} ({columns}) FROM STDIN") as out,
        ):
            for row in self.rows:
                out.write_row(row)
