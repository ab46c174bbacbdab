"""Complaints like this one that were decided, so that like is treated alike.

Likeness is the rare words two complaints share. The database's own statistics tell how rare each word of this complaint is;
the rarest are looked up in the search index one by one, and every complaint found gathers their weights. The index is asked
for a bounded number of words and reads a bounded number of rows for each, so that the time does not grow with the table; no
text is read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Prefetch
from psycopg.errors import QueryCanceled

from amends.cases.models import Case, Remedy
from amends.cases.queries import visible_to
from amends.language.words import quoted, subject_terms
from amends.people.models import Staff
from amends.people.queries import standing

WORDS_ASKED = 24
ROWS_OF_A_WORD = 2_000
ROWS_TOGETHER = 12_000  # expected of all the words together
FEW = 3  # words asked for however frequent they are
LONGEST_TEXT = 20_000
LONGEST_WAIT = "1s"
CANDIDATES = 300  # of the most alike, among which those are looked for that may be shown
LIKE = 0.25  # of the weight of all words that were asked for

_FREQUENCIES = """
SELECT found.term, found.share * (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'cases_casesearch'::regclass)
FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS found(term, share)
WHERE schemaname = current_schema() AND tablename = 'cases_casesearch' AND attname = 'terms' AND found.term = ANY(%s)
"""
_ALIKE = """
WITH held AS MATERIALIZED (
    SELECT word.n, row.case_id FROM unnest(%(words)s::text[]) WITH ORDINALITY AS word(query, n)
    CROSS JOIN LATERAL (
        SELECT s.case_id FROM cases_casesearch s WHERE s.terms @@ word.query::tsquery
        AND (%(everywhere)s OR s.team_id = ANY(%(teams)s)) LIMIT %(most)s
    ) row
), weighed AS (
    SELECT n, ln(1 + greatest((SELECT reltuples FROM pg_class WHERE oid = 'cases_casesearch'::regclass), 1000) / count(*))
        AS weight
    FROM held GROUP BY n HAVING count(*) > 1
), alike AS (
    SELECT case_id, sum(weight) AS score FROM held JOIN weighed USING (n) WHERE case_id <> %(case)s
    GROUP BY case_id ORDER BY score DESC LIMIT %(candidates)s
)
SELECT case_id FROM alike JOIN cases_case c ON c.id = alike.case_id
WHERE score >= %(like)s * (SELECT sum(weight) FROM weighed) AND c.customer_id <> %(customer)s AND c.joined_to_id IS NULL
    AND (c.verdict <> '' OR c.outcome <> '')
ORDER BY score DESC, c.received_at DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Alike:
    """A decided complaint and the remedies its customer was given."""

    case: Case
    remedies: Sequence[Remedy]


def similar_to(staff: Staff, case: Case, texts: Iterable[str], *, limit: int = 5) -> list[Alike]:
    """The decided complaints of other customers most like it that the employee may see, the most alike first.

    `texts` say what it is about. Complaints in other languages share no words and are not found. Empty when the database
    gave up after a second.
    """
    words = subject_terms("\n".join(texts)[:LONGEST_TEXT], case.language)
    names = set(subject_terms(case.customer.full_name, case.language))
    words = [word for word in words if word not in names]
    found = _found(staff, case, words, limit) if words else []
    given = Remedy.objects.filter(accepted_at__isnull=False, cancelled_at=None, refused_at=None)
    rows = visible_to(staff).prefetch_related(Prefetch("remedies", given, to_attr="given")).in_bulk(found)
    return [Alike(rows[pk], rows[pk].given) for pk in found if pk in rows]


def telling(words: Sequence[str], expected: Mapping[str, float]) -> list[str]:
    """The words to ask for, the rarest first: `expected` says how many complaints hold a word, where that is known.

    A word nobody has counted is rarer than every counted one; many of them are names and slips of the pen, so they have half
    the places at most where there are others.
    """
    counted = sorted((word for word in words if word in expected), key=lambda word: expected[word])
    rare = sorted((word for word in words if word not in expected), key=len, reverse=True)
    rare = rare[: max(WORDS_ASKED // 2, WORDS_ASKED - len(counted))]
    asked, rows = list(rare), 0.0
    for place, word in enumerate(counted[: WORDS_ASKED - len(rare)]):
        rows += min(expected[word], ROWS_OF_A_WORD)
        if place >= FEW and (rows > ROWS_TOGETHER or expected[word] > ROWS_OF_A_WORD):
            break
        asked.append(word)
    return asked


def _found(staff: Staff, case: Case, words: Sequence[str], limit: int) -> list[UUID]:
    own = standing(staff)
    values: dict[str, Any] = {
        "everywhere": own.everywhere,
        "teams": list(own.teams),
        "most": ROWS_OF_A_WORD,
        "case": case.pk,
        "customer": case.customer_id,
        "candidates": CANDIDATES,
        "like": LIKE,
        "limit": limit,
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_WAIT}'; SET LOCAL enable_seqscan = off")
            cursor.execute(_FREQUENCIES, [list(words)])
            asked = telling(words, dict(cursor.fetchall()))
            cursor.execute(_ALIKE, {**values, "words": [quoted(word) for word in asked]})
            return [pk for (pk,) in cursor.fetchall()]
    except OperationalError as gave_up:
        if isinstance(gave_up.__cause__, QueryCanceled):
            return []
        raise
