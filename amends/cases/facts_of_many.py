"""What the procedure asks about the complaints of a list, read in one statement.

A list of fifty needs a few short values of four tables. As rows of the models they cost more than the list itself.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection


class PointFact(NamedTuple):
    """As much of a point that stands as decides a step."""

    verdict: str


class StatementFact(NamedTuple):
    """The same of a statement; of its texts only whether there is one."""

    waived_reason: str
    finding: str
    given_at: datetime | None
    finding_shown_at: datetime | None
    replied_at: datetime | None
    reply_due: datetime | None


class RemedyFact(NamedTuple):
    """The same of a remedy not cancelled."""

    accepted_at: datetime | None
    refused_at: datetime | None
    done_at: datetime | None


@dataclass
class CaseFacts:
    """The rows of one complaint."""

    points: list[PointFact] = field(default_factory=list)
    statements: list[StatementFact] = field(default_factory=list)
    remedies: list[RemedyFact] = field(default_factory=list)
    paused: bool = False

    def add(self, of: str, row: tuple[Any, ...]) -> None:
        """A row of `READ` without its first two columns."""
        if of == "point":
            self.points.append(PointFact(row[0]))
        elif of == "statement":
            self.statements.append(StatementFact(*row))
        elif of == "remedy":
            self.remedies.append(RemedyFact(*row[2:5]))
        else:
            self.paused = True


READ = """
SELECT 'point', case_id, verdict, '', NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, NULL::timestamptz
  FROM cases_point WHERE case_id = ANY(%(cases)s) AND NOT withdrawn
UNION ALL
SELECT 'statement', case_id, left(waived_reason, 1), left(finding, 1), given_at, finding_shown_at, replied_at, reply_due
  FROM cases_statement WHERE case_id = ANY(%(cases)s)
UNION ALL
SELECT 'remedy', case_id, '', '', accepted_at, refused_at, done_at, NULL
  FROM cases_remedy WHERE case_id = ANY(%(cases)s) AND cancelled_at IS NULL
UNION ALL
SELECT 'pause', case_id, '', '', NULL, NULL, NULL, NULL
  FROM cases_pause WHERE case_id = ANY(%(cases)s) AND ended_at IS NULL
"""


def facts_of_many(cases: Collection[UUID]) -> dict[UUID, CaseFacts]:
    """By the complaint's key; one without any row has empty facts."""
    found: dict[UUID, CaseFacts] = defaultdict(CaseFacts)
    if cases:
        with connection.cursor() as cursor:
            cursor.execute(READ, {"cases": list(cases)})
            for of, case, *row in cursor.fetchall():
                found[case].add(of, tuple(row))
    return found
