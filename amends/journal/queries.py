"""Reads of the journal."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from amends.journal.canonical import moment
from amends.journal.models import Entry


def of_case(ref: str, limit: int = 500) -> list[Entry]:
    """The entries about a case, the newest first."""
    return list(Entry.objects.filter(case_ref=ref).order_by("-at", "-id")[:limit])


def register_numbers(refs: Iterable[str]) -> dict[str, tuple[int, int | None]]:
    """Year and register number by case reference; the number is None for the moment before sealing."""
    rows = Entry.objects.filter(case_ref__in=list(refs), register_year__isnull=False)
    return {
        ref: (year, number)
        for ref, year, number in rows.values_list("case_ref", "register_year", "register_no")
    }


def register_number(ref: str) -> tuple[int, int | None] | None:
    return register_numbers([ref]).get(ref)


def sealed_rows(with_personal: bool = False) -> Iterator[dict[str, Any]]:
    """Every sealed entry in order, streamed by a server-side cursor; `with_personal` adds personal data and salt."""
    names = ["seq", "id", "at", "actor_kind", "actor_id", "kind", "case_ref", "facts", "commitment"]
    names += ["register_year", "register_no", "prev", "hash"]
    rows = Entry.objects.filter(seq__isnull=False).order_by("seq")
    for row in rows.values(*names, *(["personal", "salt"] if with_personal else [])).iterator(
        chunk_size=2000
    ):
        yield {**row, "id": str(row["id"]), "at": moment(row["at"])}


def owns_the_table() -> bool:
    """Whether the role this program runs under could drop the trigger: it should not own the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'member') FROM pg_class WHERE oid = 'journal_entry'::regclass"
        )
        return bool(cursor.fetchone()[0])
