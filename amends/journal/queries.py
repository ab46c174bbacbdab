"""Reads of the journal."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet

from amends.journal.canonical import SELECTED, bound
from amends.journal.kept import kept
from amends.journal.models import Entry


def of_case(ref: str, limit: int = 500) -> list[Entry]:
    """The entries about a case, the newest first."""
    return list(Entry.objects.filter(case_ref=ref).order_by("-at", "-id")[:limit])


def up_to(ref: str, at: datetime) -> list[Entry]:
    """Every entry about a case until that moment, in order."""
    return list(Entry.objects.filter(case_ref=ref, at__lte=at).order_by("at", "id"))


def head_at(at: datetime) -> Entry | None:
    """The last entry that was sealed at that moment: its hash holds the whole chain before it."""
    return Entry.objects.filter(sealed_at__lte=at).order_by("-seq").first()


def register_numbers(refs: Iterable[str]) -> dict[str, tuple[int, int | None]]:
    """Year and register number by case reference; the number is None for the moment before sealing."""
    rows = Entry.objects.filter(case_ref__in=list(refs), register_year__isnull=False)
    return {
        ref: (year, number)
        for ref, year, number in rows.values_list("case_ref", "register_year", "register_no")
        if year is not None
    }


def register_number(ref: str) -> tuple[int, int | None] | None:
    return next(iter(_registered(ref)), None)


@kept
def _registered(ref: str) -> QuerySet[Entry, Any]:
    found = Entry.objects.filter(case_ref=ref, register_year__isnull=False)
    return found.values_list("register_year", "register_no")


_PAGE = 2000
_ROWS = (
    f"SELECT seq, {SELECTED}, register_no, encode(prev, 'hex'), encode(hash, 'hex'), personal::text, encode(salt, 'hex')"
    " FROM journal_entry WHERE seq > %s ORDER BY seq LIMIT %s"
)


def sealed_rows(with_personal: bool = False) -> Iterator[dict[str, Any]]:
    """Every sealed entry in order, page by page, so that no transaction stays open; `with_personal` adds personal data
    and salt.
    """
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [last, _PAGE])
            page = cursor.fetchall()
        for row in page:
            yield _as_exported(row, with_personal)
        if len(page) < _PAGE:
            return
        last = page[-1][0]


def _as_exported(row: tuple[Any, ...], with_personal: bool) -> dict[str, Any]:
    seq, *selected, number, prev, digest, mine, salt = row
    entry = bound(seq, selected, number) | {"prev": prev, "hash": digest}
    if with_personal:
        entry |= {"personal": json.loads(mine) if mine else None, "salt": salt}
    return entry


def owns_the_table() -> bool:
    """Whether the role this program runs under could drop the trigger: it should not own the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'member') FROM pg_class WHERE oid = 'journal_entry'::regclass"
        )
        return bool(cursor.fetchone()[0])


def unsealed() -> int:
    """How many entries wait for the sealer, over the partial index of those."""
    return Entry.objects.filter(seq=None).count()


def sealed() -> int:
    """How many entries the chain has: its sequence is gapless."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0
