"""What points like one of a complaint got: how many, what kinds of remedy, between which sums.

Like a point are points with the same verdict, of complaints of the same team, route and severity, that came in within a year.
Only the team's last complaints are looked through, so that the time does not grow with the table.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from amends.cases.models import Case
from amends.procedure.moment import now

LOOKED_THROUGH = 2_000  # complaints of the team, the newest first
WITHIN = timedelta(days=365)
FEWEST = 3  # fewer points say nothing about what is usual

_SPREAD = f"""
WITH lately AS MATERIALIZED (
    SELECT id, route, severity FROM cases_case WHERE team_id = %(team)s AND received_at > %(since)s
    ORDER BY received_at DESC, id DESC LIMIT {LOOKED_THROUGH}
), alike AS MATERIALIZED (
    SELECT p.id, p.case_id, p.verdict FROM lately AS l JOIN cases_point AS p ON p.case_id = l.id
    WHERE l.id <> %(case)s AND l.route = %(route)s AND l.severity IS NOT DISTINCT FROM %(severity)s
      AND p.verdict = ANY(%(verdicts)s) AND NOT p.withdrawn
), got AS MATERIALIZED (
    SELECT a.id, a.verdict, r.kind, r.amount FROM alike AS a
    LEFT JOIN cases_remedy AS r ON r.case_id = a.case_id AND (r.point_id = a.id OR r.point_id IS NULL)
        AND r.cancelled_at IS NULL AND r.refused_at IS NULL AND (r.accepted_at IS NOT NULL OR r.done_at IS NOT NULL)
), together AS (
    SELECT id, verdict, count(kind) AS remedies, sum(amount) AS amount FROM got GROUP BY id, verdict
)
SELECT verdict, '' AS kind, count(*), count(*) FILTER (WHERE remedies > 0), count(amount), min(amount),
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY amount))::numeric(12, 2), max(amount)
FROM together GROUP BY verdict
UNION ALL
SELECT verdict, kind, count(DISTINCT id), 0, 0, NULL, NULL, NULL FROM got WHERE kind IS NOT NULL GROUP BY verdict, kind
ORDER BY 1, 3 DESC, 2
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Spread:
    """`count` points like it, of which `given` got something. Sums are those of a point's remedies together, in the
    company's currency, over the `paid` points where there was one; `kinds` tells how many points got which kind.
    """

    count: int = 0
    given: int = 0
    paid: int = 0
    least: Decimal | None = None
    median: Decimal | None = None
    most: Decimal | None = None
    kinds: Sequence[tuple[str, int]] = field(default_factory=tuple)

    @property
    def tells(self) -> bool:
        """Whether there are enough to say what is usual."""
        return self.count >= FEWEST


def spread_of(case: Case, verdicts: Collection[str]) -> dict[str, Spread]:
    """What points like those of the case got, by verdict; one query whatever their number."""
    asked = sorted({verdict for verdict in verdicts if verdict})
    if not asked:
        return {}
    given: dict[str, Any] = {
        "case": case.pk,
        "team": case.team_id,
        "since": now() - WITHIN,
        "route": case.route,
        "severity": case.severity,
        "verdicts": asked,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, given)
        rows = cursor.fetchall()
    kinds: dict[str, list[tuple[str, int]]] = {verdict: [] for verdict in asked}
    sums: dict[str, tuple[Any, ...]] = {}
    for verdict, kind, count, *others in rows:
        if kind:
            kinds[verdict].append((kind, count))
        else:
            sums[verdict] = (count, *others)
    return {one: replace(Spread(*sums.get(one, ())), kinds=tuple(kinds[one])) for one in asked}
