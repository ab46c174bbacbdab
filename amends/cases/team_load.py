"""How much lies with each employee of the teams somebody manages.

Each employee's open complaints are read over their own index, the earliest due first, and no more than are counted: it costs the
same however many complaints there are.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from amends.cases.models.case import OPEN_STAGES
from amends.cases.worklist import COUNTED_UP_TO, end_of_today
from amends.people.colleagues import members_of
from amends.people.models import Staff
from amends.people.queries import standing
from amends.procedure.moment import now

MEMBERS_AT_MOST = 200

_OPEN = ", ".join(f"'{stage}'" for stage in OPEN_STAGES)  # as literals, so that the partial index fits
_COUNT = f"""
SELECT member.id, n.*
FROM unnest(%(members)s::bigint[]) AS member(id)
CROSS JOIN LATERAL (
    SELECT count(*),
           count(*) FILTER (WHERE due_at >= %(at)s AND due_at < %(midnight)s),
           count(*) FILTER (WHERE due_at < %(at)s),
           count(*) FILTER (WHERE
               EXISTS (SELECT FROM cases_pause AS p WHERE p.case_id = c.id AND p.ended_at IS NULL)
               OR EXISTS (SELECT FROM cases_statement AS s
                          WHERE s.case_id = c.id AND s.given_at IS NULL AND s.waived_reason = ''))
    FROM (SELECT id, due_at FROM cases_case
          WHERE owner_id = member.id AND stage IN ({_OPEN})
            AND (%(teams)s::bigint[] IS NULL OR team_id = ANY(%(teams)s))
          ORDER BY due_at, id
          LIMIT {COUNTED_UP_TO + 1}) AS c
) AS n
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Load:
    """What one employee answers for; each figure counts up to 1,001."""

    staff: Staff
    open: int
    today: int  # falls due later today
    overdue: int
    waiting: int  # paused, or a statement is awaited

    @property
    def later(self) -> int:
        return self.open - self.today - self.overdue


def team_load(lead: Staff) -> list[Load]:
    """The employees of the teams `lead` manages, the most overdue first; empty for who manages none. Two queries."""
    teams = standing(lead).managed
    if not teams:
        return []
    members = {one.pk: one for one in members_of(teams, MEMBERS_AT_MOST)}
    rows = _counted(list(members), None if None in teams else [t for t in teams if t], now())
    found = [Load(members[pk], *counts) for pk, *counts in rows]
    return sorted(found, key=lambda load: (-load.overdue, -load.open, load.staff.full_name, load.staff.pk))


def _counted(
    members: list[int], teams: list[int] | None, at: datetime
) -> list[tuple[int, int, int, int, int]]:
    given = {"members": members, "teams": teams, "at": at, "midnight": end_of_today()}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, given)
        return list(cursor.fetchall())
