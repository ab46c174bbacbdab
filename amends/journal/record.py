"""Writing an entry: in the transaction of the action, so that what was done and what is on record never part."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from amends.journal import kinds
from amends.journal.canonical import commitment
from amends.journal.models import Entry
from amends.procedure.moment import now


class By(Protocol):
    """Whoever acts: kind (staff, customer, system, key), id and name."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


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
    """An entry not yet written. KeyError for a kind nobody registered; ValueError where a personal field stands in
    the facts, a fact is no JSON, or a kind that registers has no year.
    """
    known = kinds.known(kind)
    facts = facts or {}
    if misplaced := known.personal & facts.keys():
        raise ValueError(f"{kind}: {', '.join(sorted(misplaced))} is personal and may not stand in the facts")
    if known.registers != (register_year is not None):
        raise ValueError(
            f"{kind}: a year of the register belongs to the kinds that register, and only to them"
        )
    mine = {name: value for name, value in (personal or {}).items() if value not in (None, "")}
    about_whom = list(subjects)
    if by.kind in ("staff", "customer") and by.name:
        mine["_by"] = by.name
        about_whom.append(f"{by.kind}:{by.id}")
    salt = os.urandom(16).hex() if mine else None
    mine = json.loads(json.dumps(mine, ensure_ascii=False, default=str))
    return Entry(
        at=at or now(),
        actor_kind=by.kind,
        actor_id=by.id,
        kind=kind,
        case_ref=about,
        facts=json.loads(json.dumps(facts, ensure_ascii=False, allow_nan=False)),
        commitment=commitment(salt, mine) if salt else "",
        personal=mine or None,
        salt=salt,
        subjects=sorted(set(about_whom)) if mine else [],
        register_year=register_year,
    )


def record(kind: str, *, by: By, about: str = "", **more: Any) -> Entry:
    """Write one entry now; arguments as in `prepare`."""
    entry = prepare(kind, by=by, about=about, **more)
    entry.save(force_insert=True)
    return entry


def record_many(entries: Sequence[Entry]) -> None:
    """Write prepared entries in one statement."""
    Entry.objects.bulk_create(entries)
