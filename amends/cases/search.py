"""Finding cases by words and fields, newest first, in bounded time whatever the words.

A rare word asks the GIN index first and sorts what it found; a frequent one walks the newest cases until the page is full.
Which way is taken follows the planner's own estimate of how many cases hold the rarest word.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from amends.cases.models import Case
from amends.cases.queries import visible_to
from amends.cases.reference import read_reference
from amends.language.words import query_terms
from amends.people.models import Staff
from amends.people.queries import standing

PAGE = 50
WALK_FROM = 20_000  # estimated hits of the rarest word from which walking the newest is cheaper
COUNTED_UP_TO = 1_000
_FIELD = re.compile(r"(?P<name>from|team|owner|stage|lang|channel):(?P<value>\"[^\"]*\"|\S+)")


@dataclass(frozen=True)
class SearchPage:
    """One page of hits. `after` is the key of the next page (None: this is the last); `at_least` counts to 1,001 at most."""

    cases: list[Case] = field(default_factory=list)
    after: str | None = None
    at_least: int = 0


def search(staff: Staff, text: str, *, after: str | None = None, limit: int = PAGE) -> SearchPage:
    """The cases the employee may see that hold every word of `text` (any language, with or without diacritics).

    Fields narrow it: `from:name team:name owner:name stage:name lang:code channel:key`. Anything else is searched as it is.
    """
    if ref := read_reference(text.strip()):
        found = list(visible_to(staff).filter(ref=ref).select_related("customer", "team", "owner"))
        return SearchPage(found, None, len(found))
    fields = {m["name"]: m["value"].strip('"') for m in _FIELD.finditer(text)}
    words = query_terms(_FIELD.sub(" ", text).strip()[:400])
    words += query_terms(fields.pop("from", ""))
    where, values = _narrowed(staff, fields)
    if not words:
        return _page(_newest(where, values, after, limit), limit) if fields else SearchPage()
    return _page(_hits(words[:12], where, values, after, limit), limit)


def _narrowed(staff: Staff, fields: dict[str, str]) -> tuple[str, list[Any]]:
    """Conditions on the case `c` and the index row `s`: what the employee may see, and the fields asked for."""
    parts, values = ["TRUE"], []  # type: tuple[list[str], list[Any]]
    own = standing(staff)
    if not own.everywhere:
        parts.append("(s.team_id = ANY(%s) OR c.owner_id = %s)")
        values += [list(own.teams), staff.pk]
    columns = {"stage": "c.stage", "lang": "c.language", "channel": "c.channel"}
    for name, value in fields.items():
        if name in columns:
            parts.append(f"{columns[name]} = %s")
            values.append(value.lower())
        elif name == "team":
            parts.append("s.team_id IN (SELECT id FROM people_team WHERE lower(name) LIKE %s)")
            values.append(f"{_like(value)}%")
        elif name == "owner":
            parts.append("c.owner_id IN (SELECT id FROM people_staff WHERE lower(full_name) LIKE %s)")
            values.append(f"%{_like(value)}%")
    return " AND ".join(parts), values


def _like(value: str) -> str:
    return value.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _tsquery(words: list[list[str]]) -> str:
    """A query in the database's notation: every word, each as one of its forms; quoted, so that nothing is an operator."""
    quoted = [
        ["'" + form.replace("\\", "\\\\").replace("'", "''") + "'" for form in forms]
        for forms in words
        if forms
    ]
    return " & ".join("(" + " | ".join(forms) + ")" for forms in quoted)


def _estimate(cursor: Any, query: str) -> int:
    """How many cases the planner expects to hold this."""
    cursor.execute("EXPLAIN (FORMAT JSON) SELECT 1 FROM cases_casesearch WHERE terms @@ %s::tsquery", [query])
    return int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])


def _hits(
    words: list[list[str]], where: str, values: list[Any], after: str | None, limit: int
) -> list[tuple[UUID, datetime]]:
    query = _tsquery(words)
    before, key = _after(after)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '5s'; SET LOCAL plan_cache_mode = force_custom_plan")
        rarest = min(_estimate(cursor, _tsquery([forms])) for forms in words if forms)
        if rarest < WALK_FROM:
            sql = (
                "WITH hit AS MATERIALIZED (SELECT case_id, team_id, received_at FROM cases_casesearch"
                " WHERE terms @@ %s::tsquery)"
                f" SELECT s.case_id, s.received_at FROM hit s JOIN cases_case c ON c.id = s.case_id WHERE {where}{before}"
                " ORDER BY s.received_at DESC, s.case_id DESC LIMIT %s"
            )
            cursor.execute(sql, [query, *values, *key, COUNTED_UP_TO + 1 if not after else limit + 1])
        else:
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            sql = (
                "SELECT s.case_id, s.received_at FROM cases_casesearch s JOIN cases_case c ON c.id = s.case_id"
                f" WHERE s.terms @@ %s::tsquery AND {where}{before}"
                " ORDER BY s.received_at DESC, s.case_id DESC LIMIT %s"
            )
            cursor.execute(sql, [query, *values, *key, limit + 1])
        return list(cursor.fetchall())


def _newest(where: str, values: list[Any], after: str | None, limit: int) -> list[tuple[UUID, datetime]]:
    before, key = _after(after)
    sql = (
        "SELECT s.case_id, s.received_at FROM cases_casesearch s JOIN cases_case c ON c.id = s.case_id"
        f" WHERE {where}{before} ORDER BY s.received_at DESC, s.case_id DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *key, limit + 1])
        return list(cursor.fetchall())


def _after(after: str | None) -> tuple[str, list[Any]]:
    """The key a page ended with, as written by `_page`; a key that is none starts anew."""
    try:
        moment, case = (after or "").split("_", 1)
        return " AND (s.received_at, s.case_id) < (%s, %s)", [datetime.fromisoformat(moment), UUID(case)]
    except ValueError:
        return "", []


def _page(rows: list[tuple[UUID, datetime]], limit: int) -> SearchPage:
    shown = rows[:limit]
    cases = Case.objects.select_related("customer", "team", "owner").in_bulk([pk for pk, _at in shown])
    more = len(rows) > limit
    key = f"{shown[-1][1].isoformat()}_{shown[-1][0]}" if more else None
    return SearchPage([cases[pk] for pk, _at in shown if pk in cases], key, len(rows))
