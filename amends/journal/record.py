"""Writing an entry: in the transaction of the action, so that what was done and what is on record never part."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from amends.journal import kinds, rows
from amends.journal.canonical import commitment, plain
from amends.journal.models import Entry
from amends.procedure.moment import now


class By(Protocol):
    """Whoever acts: kind (staff, customer, system, key), id and name, and for which absent employee, if for one."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def deputy_for(self) -> "Absent | None": ...


class Absent(Protocol):
    """An employee somebody else stands in for."""

    @property
    def pk(self) -> Any: ...
    @property
    def full_name(self) -> Any: ...


def prepare(
    kind: str,
    *,
    by: By,
    about: str = "",
    facts: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    subjects: Iterable[str] = (),
    register_year: int | None = None,
    at: datetime | None = None,
) -> Entry:
    """An entry not yet written; `subjects` are the people its personal part is about, such as `customer:12`.

    UnknownKind for a kind nobody registered, ValueError for fields or a year its kind does not have, TypeError for a
    value the journal cannot hold.
    """
    facts = plain(facts or {})
    mine = {name: value for name, value in plain(personal or {}).items() if value not in (None, "")}
    kinds.known(kind).check(facts.keys(), mine.keys(), register_year)
    about_whom = set(subjects) | _name_who(by, mine)
    if by.deputy_for is not None:
        facts["deputy_for"] = by.deputy_for.pk
    salt = os.urandom(16).hex() if mine else None
    return Entry(
        at=at or now(),
        actor_kind=by.kind,
        actor_id=by.id,
        kind=kind,
        case_ref=about,
        facts=facts,
        commitment=commitment(salt, mine) if salt else "",
        personal=mine or None,
        salt=salt,
        subjects=sorted(about_whom) if mine else [],
        register_year=register_year,
    )


def _name_who(by: By, personal: dict[str, Any]) -> set[str]:
    """Add the names of who acts and for whom; the people they are."""
    named = set()
    if by.kind in ("staff", "customer") and by.name:
        personal["_by"] = plain(by.name)
        named.add(f"{by.kind}:{by.id}")
    if by.deputy_for is not None:
        personal["_for"] = plain(by.deputy_for.full_name)
        named.add(f"staff:{by.deputy_for.pk}")
    return named


def record(kind: str, *, by: By, about: str = "", **more: Any) -> Entry:
    """Write one entry now; arguments as in `prepare`."""
    entry = prepare(kind, by=by, about=about, **more)
    record_many([entry])
    return entry


def record_many(entries: Sequence[Entry]) -> None:
    """Write prepared entries in one statement, past the ORM: a complaint's way in waits for this."""
    rows.write(entries)
