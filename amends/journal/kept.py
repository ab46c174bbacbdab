"""Reads every page makes: Django writes their SQL once a process, PostgreSQL plans them once a connection.

To read a row by its key Django takes several times as long over the text as the database over the answer, and the page of
one complaint makes twenty such reads. `kept` is for queries that differ in their values alone:

    @kept
    def _promises(case: UUID) -> QuerySet[Promise]:
        return Promise.objects.filter(case_id=case).order_by("made_at")

`_promises(pk)` is then a list of promises. Values go to the database as they are: keys, moments, texts, and lists for
`key__any`. What is asked for by another shape, such as a filter that is sometimes there, is another query. Lists of
some teams are none for it: a kept plan is made for no team in particular, and walks the rows of all for one that has few.
"""

from collections.abc import Callable
from copy import copy
from functools import cache, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.models import Expression, Field, Lookup, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import MULTI
from psycopg import sql

from amends.journal import prepared

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


class Given(Expression):
    """The place of a value while the SQL is written: the first, the second …"""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, Any]:
        return "%s", [self]


@Field.register_lookup
class OneOf(Lookup):
    """`key__any=[…]`: one text for a list of any length, where `in` writes a place for each of its values."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        left, of_left = self.process_lhs(compiler, connection)
        right, of_right = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", [*of_left, *of_right]


class _Kept(Query):
    """A query whose compiler has done its work. Django lets a copy of a query become another kind; updates do so."""

    written: "_Written"
    given: tuple[Any, ...]

    def get_compiler(self, *_args: Any, **_more: Any) -> "_Written":
        asking = copy(self.written)
        asking.connection, asking.given = connection, self.given
        return asking


class _Written(SQLCompiler):
    """What a compiler knows after it wrote the text: which columns there are, and what is made of them."""

    text: str
    places: list[int]
    given: tuple[Any, ...] = ()

    @classmethod
    def by(cls, rows: QuerySet[Any]) -> "_Written":
        compiler = rows.query.get_compiler(rows.db)
        text, values = compiler.as_sql()
        written = cls(rows.query, compiler.connection, rows.db)
        written.__dict__.update(compiler.__dict__)
        # What is the same each time stands in the text: only so may a plan use an index of some rows (`WHERE open`).
        shown = tuple("%s" if isinstance(of, Given) else _literal(of) for of in values)
        written.text = text.replace("%%", "%%%%") % shown
        written.places = [of.place for of in values if isinstance(of, Given)]
        return written

    def execute_sql(self, result_type: str = MULTI, *_args: Any, **_more: Any) -> Any:  # type: ignore[override]
        assert result_type == MULTI, "kept reads are read as a list"
        with prepared.cursor() as cursor:
            cursor.execute(self.text, [self.given[place] for place in self.places])
            return [cursor.fetchall()]


def _literal(value: Any) -> str:
    connection.ensure_connection()
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")


def kept(build: Callable[P, QuerySet[M, Row]]) -> Callable[P, list[Row]]:
    """The rows of the query `build` makes for the values it is given, in their order; a list, since nothing may be added."""
    places = [Given(place) for place in range(len(signature(build).parameters))]

    @cache
    def pattern() -> Any:
        rows: Any = build(*places)  # type: ignore[arg-type, call-arg]
        shape, query = rows._iterable_class, rows.query.chain(_Kept)
        query.written = _Written.by(rows)
        rows.query = query
        rows._iterable_class = shape  # which a new query resets: a list of values would come as dicts
        return rows

    @wraps(build)
    def read(*values: P.args, **_named: P.kwargs) -> list[Row]:
        rows = pattern().all()
        rows.query.given = values
        return list(rows)

    return read
