"""Finding cases by words and fields, newest first, in bounded time whatever the words.

A rare word asks the GIN index first and sorts what it found; a frequent one walks the newest cases until the page is full.
Which way is taken follows the planner's own estimate of how many cases hold the rarest word.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from amends.cases.models import Case
from amends.cases.paging import key_of, read_key
from amends.cases.queries import for_lines, visible_to
from amends.cases.reference import read_reference
from amends.cases.search_fields import conditions_of
from amends.cases.search_query import Field, read_query
from amends.language.words import query_terms, tsquery
from amends.people.models import Staff
from amends.people.queries import standing
from amends.people.refusal import Refusal

PAGE = 50
WALK_FROM = 20_000  # estimated hits of the rarest word from which walking the newest is cheaper
COUNTED_UP_TO = 1_000
LONGEST_WAIT = "5s"
WAIT_WHILE_TYPING = "1500ms"
WORDS_ASKED = 12
SEEN_FROM = (  # as `kept_reads.seen_from`: of these teams, owned by these employees, asking them for something
    "({row}.team_id = ANY(%s) OR c.owner_id = ANY(%s)"
    " OR c.id = ANY(ARRAY(SELECT case_id FROM cases_statement WHERE of_staff_id = ANY(%s))))"
)


class TooWide(Refusal):
    """The database gave up on a search that nothing narrows."""

    code, status = "search_too_wide", 422
    words = _("This search reads too much. Add a word, a team, or a shorter time.")


@dataclass(frozen=True)
class SearchPage:
    """One page of hits.

    `after` is the key of the next page (None: this is the last); `at_least` counts to 1,001 at most; `unclear` are the
    parts that look like fields, were not understood, and were searched as words.
    """

    cases: list[Case] = field(default_factory=list)
    after: str | None = None
    at_least: int = 0
    unclear: tuple[Field, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """SQL conditions that hold for every hit, and the words looked for."""

    where: str
    values: list[Any]
    words: list[list[str]]
    after: str | None
    limit: int
    typing: bool = False

    @property
    def query(self) -> str:
        return tsquery(self.words, last_is_prefix=self.typing)

    @property
    def each_word(self) -> list[str]:
        """Every word as a query of its own."""
        last = len(self.words) - 1
        return [
            tsquery([forms], last_is_prefix=self.typing and n == last)
            for n, forms in enumerate(self.words)
            if forms
        ]


def search(
    staff: Staff, text: str, *, after: str | None = None, limit: int = PAGE, typing: bool = False
) -> SearchPage:
    """The cases the employee may see that hold every word of `text` (any language, with or without diacritics).

    Fields narrow it, see `search_query`; what is not understood is searched as words. TooWide after five seconds.
    `typing`: the last word may be only begun, and the database gives up sooner.
    """
    if ref := read_reference(text.strip()):
        found = list(visible_to(staff).filter(ref=ref).select_related("customer", "team", "owner"))
        return SearchPage(found, None, len(found))
    query = read_query(text)
    narrowed = conditions_of(staff, query.fields)
    unclear = (*query.unclear, *narrowed.unclear)
    plain = " ".join([query.words, *(f"{f.name} {f.value}" for f in narrowed.unclear)])
    words = (narrowed.terms + query_terms(plain))[-WORDS_ASKED:]
    if not words and len(narrowed.parts) == 1:
        return SearchPage(unclear=unclear)
    own = standing(staff)
    if not own.everywhere:
        narrowed.add(SEEN_FROM, list(own.teams), own.answers_for, own.answers_for)
    where = " AND ".join(narrowed.parts).replace("{row}", "s" if words else "c")
    return _page(_read(_Asked(where, narrowed.values, words, after, limit, typing)), limit, unclear)


def _read(asked: _Asked) -> list[tuple[UUID, datetime]]:
    wait = WAIT_WHILE_TYPING if asked.typing else LONGEST_WAIT
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"SET LOCAL statement_timeout = '{wait}'; SET LOCAL plan_cache_mode = force_custom_plan"
            )
            return _hits(cursor, asked) if asked.words else _newest(cursor, asked)
    except OperationalError as gave_up:
        if isinstance(gave_up.__cause__, QueryCanceled):
            raise TooWide from gave_up
        raise


def _estimate(cursor: Any, query: str) -> int:
    """How many cases the planner expects to hold this."""
    cursor.execute("EXPLAIN (FORMAT JSON) SELECT 1 FROM cases_casesearch WHERE terms @@ %s::tsquery", [query])
    return int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])


def _hits(cursor: Any, asked: _Asked) -> list[tuple[UUID, datetime]]:
    query = asked.query
    before, key = _after(asked.after, "s.case_id")
    rarest = min(_estimate(cursor, word) for word in asked.each_word)
    if rarest < WALK_FROM:
        sql = (
            "WITH hit AS MATERIALIZED (SELECT case_id, team_id, received_at FROM cases_casesearch"
            " WHERE terms @@ %s::tsquery)"
            " SELECT s.case_id, s.received_at FROM hit s JOIN cases_case c ON c.id = s.case_id"
            f" WHERE {asked.where}{before} ORDER BY s.received_at DESC, s.case_id DESC LIMIT %s"
        )
        most = asked.limit + 1 if asked.after or asked.typing else max(COUNTED_UP_TO, asked.limit) + 1
        cursor.execute(sql, [query, *asked.values, *key, most])
    else:
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        sql = (
            "SELECT s.case_id, s.received_at FROM cases_casesearch s JOIN cases_case c ON c.id = s.case_id"
            f" WHERE s.terms @@ %s::tsquery AND {asked.where}{before}"
            " ORDER BY s.received_at DESC, s.case_id DESC LIMIT %s"
        )
        cursor.execute(sql, [query, *asked.values, *key, asked.limit + 1])
    return list(cursor.fetchall())


def _newest(cursor: Any, asked: _Asked) -> list[tuple[UUID, datetime]]:
    """Fields alone need no words: the case's own indexes answer."""
    before, key = _after(asked.after, "c.id")
    sql = (
        f"SELECT c.id, c.received_at FROM cases_case c WHERE {asked.where}{before}"
        " ORDER BY c.received_at DESC, c.id DESC LIMIT %s"
    )
    cursor.execute(sql, [*asked.values, *key, asked.limit + 1])
    return list(cursor.fetchall())


def _after(after: str | None, case_key: str) -> tuple[str, list[Any]]:
    """The key a page ended with, as written by `_page`; a key that is none starts anew."""
    key, row = read_key(after or ""), case_key.partition(".")[0]
    if key is None or key[0] is None:
        return "", []
    return f" AND ({row}.received_at, {case_key}) < (%s, %s)", list(key)


def _page(rows: list[tuple[UUID, datetime]], limit: int, unclear: tuple[Field, ...]) -> SearchPage:
    shown = rows[:limit]
    cases = for_lines(Case.objects.all()).in_bulk([pk for pk, _at in shown])
    more = len(rows) > limit
    key = key_of(shown[-1][1], shown[-1][0]) if more else None
    return SearchPage([cases[pk] for pk, _at in shown if pk in cases], key, len(rows), unclear)
