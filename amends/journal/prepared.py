"""Statements the ways in wait for: parsed and planned once a connection, which is half of what they cost the database.

`AMENDS_PREPARED_STATEMENTS=no` turns it off, for a pooler that shares connections within a transaction.
"""

from typing import Any

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper

FEW = 4  # as many values as one thing that comes in has; a statement with more is seldom asked twice


class _OnServer(psycopg.Cursor[Any]):
    """Values are bound on the server's side, so that the text stays the same and the plan can stay too."""

    keep = True

    def execute(self, query: Any, params: Any = None, **more: Any) -> "_OnServer":
        return super().execute(query, params, **{**more, "prepare": self.keep})

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        """Django's log of statements reads `_query`, which psycopg leaves empty for a prepared one."""
        self._query = super()._convert_query(query, params)
        return self._query


def cursor(*, keep: bool = True) -> CursorWrapper:
    """A cursor on Django's own connection and in its transaction; one statement a call, which is kept or not."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = _OnServer(connection.connection)
    raw.keep = keep
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)


def values(count: int, *types: str) -> str:
    """The text of a VALUES list of `count` rows. Of an array the planner counts the elements and plans anew each time."""
    row = "(" + ", ".join(f"%s::{of}" for of in types) + ")"
    return ", ".join([row] * count)
