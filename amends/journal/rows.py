"""Writing new rows of several tables in one statement, past the ORM's compiler: a complaint's way in waits for this.

Each table's rows travel as one JSON text. References between the rows may stand in any order: they are checked at the end.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

TOGETHER = 1000  # rows of a table in one text


@lru_cache(maxsize=64)
def _statement(model: type[models.Model]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The INSERT for a model whose keys are made in Python, and for each column the attribute it comes from."""
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    types = ", ".join(f'"{field.column}" {_type(field)}' for field in fields)
    table = model._meta.db_table
    insert = f'INSERT INTO "{table}" ({names}) SELECT {names} FROM json_to_recordset(%s::json) AS r({types})'
    return insert, tuple((str(field.column), field.attname) for field in fields)


def _type(field: Any) -> str:
    found = field.target_field if field.is_relation else field
    return str(found.rel_db_type(connection))


def write(*groups: Sequence[models.Model]) -> None:
    """Insert every row of every group; the rows of one group are of one model. Runs in the caller's transaction."""
    statements: list[str] = []
    texts: list[str] = []
    for rows in groups:
        for at in range(0, len(rows), TOGETHER):
            part = rows[at : at + TOGETHER]
            statement, columns = _statement(type(part[0]))
            statements.append(statement)
            texts.append(_text(part, columns))
    if not statements:
        return
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), texts)
    for rows in groups:
        for row in rows:
            row._state.adding, row._state.db = False, "default"


def _text(rows: Iterable[models.Model], columns: Sequence[tuple[str, str]]) -> str:
    told: list[dict[str, Any]] = [{column: getattr(row, name) for column, name in columns} for row in rows]
    return json.dumps(told, ensure_ascii=False, default=str, check_circular=False)
