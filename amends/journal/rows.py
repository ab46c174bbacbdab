"""Writing new rows of several tables in one statement, past the ORM's compiler: a complaint's way in waits for this.

Each table's rows travel as one JSON text. References between the rows may stand in any order: they are checked at the end.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models

from amends.journal import prepared, telling
from amends.journal.models import Entry

TOGETHER = 1000  # rows of a table in one text


@lru_cache(maxsize=64)
def _columns(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """For each column the attribute it comes from; a key the database gives is not among them."""
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    return tuple((str(field.column), field.attname) for field in fields)


@lru_cache(maxsize=64)
def _insert(model: type[models.Model]) -> str:
    """Short, because psycopg reads a text of more than 4,096 characters anew each time."""
    table = model._meta.db_table
    columns = ",".join(f'"{column}"' for column, _attname in _columns(model))
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"


@lru_cache(maxsize=64)
def _bytes(model: type[models.Model]) -> frozenset[str]:
    """The columns of bytes, which are hexadecimal text in Python."""
    return frozenset(str(f.column) for f in model._meta.concrete_fields if isinstance(f, models.BinaryField))


@lru_cache(maxsize=64)
def _together(tables: tuple[type[models.Model], ...], quiet: bool) -> str:
    """One statement for all of them: one to plan, one to wait for. Its triggers run after the SELECT at its end."""
    parts = ", ".join(f"w{place} AS ({_insert(model)})" for place, model in enumerate(tables))
    return f"WITH {parts} SELECT {telling.QUIET if quiet else ''}"


def write(*groups: Sequence[models.Model]) -> None:
    """Insert every row of every group; the rows of one group are of one model, with keys made in Python.

    Runs in the caller's transaction.
    """
    tables: list[type[models.Model]] = []
    texts: list[str] = []
    for rows in groups:
        for at in range(0, len(rows), TOGETHER):
            part = rows[at : at + TOGETHER]
            tables.append(type(part[0]))
            texts.append(_text(part))
    if not tables:
        return
    with prepared.cursor() as cursor:
        cursor.execute(_together(tuple(tables), telling.is_quiet()), texts)
    for rows in groups:
        telling.add(("amends_journal", f"{e.kind} {e.case_ref}") for e in rows if isinstance(e, Entry))
        for row in rows:
            row._state.adding, row._state.db = False, "default"


def write_numbered(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model whose keys the database gives, and give them to the rows."""
    for at in range(0, len(rows), TOGETHER):
        part = rows[at : at + TOGETHER]
        with prepared.cursor() as cursor:
            cursor.execute(f"{_insert(type(part[0]))} RETURNING id", [_text(part)])
            numbers = cursor.fetchall()
        for row, (number,) in zip(part, numbers, strict=True):
            row.pk = number
            row._state.adding, row._state.db = False, "default"


def _text(rows: Sequence[models.Model]) -> str:
    columns, hexadecimal = _columns(type(rows[0])), _bytes(type(rows[0]))
    told: list[dict[str, Any]] = [{column: getattr(row, name) for column, name in columns} for row in rows]
    for one in told if hexadecimal else ():
        one.update({name: f"\\x{one[name]}" for name in hexadecimal if one[name] is not None})
    return json.dumps(told, ensure_ascii=False, default=str, check_circular=False)
