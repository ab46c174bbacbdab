"""Sums a day and team, so that a year of a million complaints is read in a moment. Only days that changed are counted again."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from amends.improvement.models import CountedUntil, DailySum, DayToCount
from amends.people.queries import company
from amends.procedure.moment import now

STEP = 1.05  # times are counted in steps of a twentieth, so that a median is right to 2.5 %
LATE = timedelta(minutes=10)  # an entry may be committed so long after its key was made
DAYS_AT_ONCE = 400  # in one run of the job; the next goes on

_CHANGED = """
INSERT INTO improvement_daytocount (day)
SELECT DISTINCT (c.received_at AT TIME ZONE %s)::date FROM cases_case c
WHERE c.ref IN (SELECT case_ref FROM journal_entry WHERE id > %s AND case_ref <> '')
ON CONFLICT DO NOTHING
"""
_ALL = """
INSERT INTO improvement_daytocount (day)
SELECT generate_series((min(received_at) AT TIME ZONE %s)::date, (max(received_at) AT TIME ZONE %s)::date, '1 day')::date
FROM cases_case ON CONFLICT DO NOTHING
"""
# A day that has no complaint any more, now that days begin elsewhere, is counted too, and then has nothing.
_COUNTED = "INSERT INTO improvement_daytocount (day) SELECT DISTINCT day FROM improvement_dailysum ON CONFLICT DO NOTHING"
_SPAN = "'{name}', round(ln(greatest(extract(epoch FROM {till} - received_at), 1)) / ln(%(step)s))::int::text"
_TIMES = {"first_answer": "m.at", "decision": "decided", "reply": "answered_at", "closing": "closed_at"}
_SUMS = """
WITH c AS MATERIALIZED (
    SELECT * FROM cases_case WHERE received_at >= %(begins)s AND received_at < %(ends)s
), said AS (
    SELECT DISTINCT ON (s.case_id) c.team_id, s.outcome, s.treatment, s.course
    FROM improvement_survey s JOIN c ON c.id = s.case_id WHERE s.answered_at IS NOT NULL
    ORDER BY s.case_id, s.answered_at DESC, s.id DESC
), verdicts AS (
    SELECT c.id, c.team_id, c.received_at, max(p.decided_at) AS decided
    FROM c JOIN cases_point p ON p.case_id = c.id AND NOT p.withdrawn
    WHERE c.verdict <> '' GROUP BY c.id, c.team_id, c.received_at HAVING bool_and(p.decided_at IS NOT NULL)
), rows (team_id, measure, key, total) AS (
    SELECT team_id, 'received', '', NULL::numeric FROM c
    UNION ALL SELECT team_id, 'channel', channel, NULL FROM c
    UNION ALL SELECT team_id, 'language', language, NULL FROM c
    UNION ALL SELECT team_id, 'verdict', verdict, NULL FROM c WHERE verdict <> ''
    UNION ALL SELECT team_id, 'reopened', '', NULL FROM c WHERE reopened > 0
    UNION ALL SELECT team_id, 'cause', category, NULL FROM (
        SELECT DISTINCT c.id, c.team_id, k.category FROM c JOIN improvement_cause k ON k.case_id = c.id) AS k
    UNION ALL SELECT c.team_id, 'promise', CASE WHEN p.broken_at IS NULL THEN 'kept' ELSE 'broken' END, NULL
        FROM c JOIN cases_promise p ON p.case_id = c.id
        WHERE p.to_customer AND (p.kept_at IS NOT NULL OR p.broken_at IS NOT NULL)
    UNION ALL SELECT c.team_id, 'remedy', r.kind, coalesce(r.amount, 0)
        FROM c JOIN cases_remedy r ON r.case_id = c.id WHERE r.done_at IS NOT NULL
    UNION ALL SELECT team_id, 'outcome', outcome::text, NULL FROM said WHERE outcome IS NOT NULL
    UNION ALL SELECT team_id, 'treatment', treatment::text, NULL FROM said WHERE treatment IS NOT NULL
    UNION ALL SELECT team_id, 'course', course::text, NULL FROM said WHERE course IS NOT NULL
    UNION ALL SELECT team_id, {first_answer}, NULL FROM c CROSS JOIN LATERAL (
        SELECT min(at) AS at FROM cases_message WHERE case_id = c.id AND kind = 'first_answer') AS m
        WHERE m.at IS NOT NULL
    UNION ALL SELECT team_id, {decision}, NULL FROM verdicts
    UNION ALL SELECT team_id, {reply}, NULL FROM c WHERE answered_at IS NOT NULL
    UNION ALL SELECT team_id, {closing}, NULL FROM c WHERE closed_at IS NOT NULL
)
INSERT INTO improvement_dailysum (day, team_id, measure, key, count, total)
SELECT %(day)s, team_id, measure, left(key, 120), count(*), sum(total) FROM rows GROUP BY 2, 3, 4
"""
_STATEMENT = _SUMS.format(**{name: _SPAN.format(name=name, till=till) for name, till in _TIMES.items()})


def count_days(limit: int = DAYS_AT_ONCE) -> int:
    """Note which days changed and count up to `limit` of them again, the newest first; how many were counted."""
    _note_changed()
    counted = 0
    while counted < limit and _count_one():
        counted += 1
    return counted


@transaction.atomic
def _note_changed() -> None:
    """The first time, and once days begin elsewhere, every day there is; later those of complaints with a new entry in
    the journal.
    """
    at, zone = now(), company().zone or "UTC"
    known = CountedUntil.objects.select_for_update().first()
    with connection.cursor() as cursor:
        if known is None or known.zone != zone:
            cursor.execute(_COUNTED)
            cursor.execute(_ALL, [zone, zone])
        else:
            cursor.execute(_CHANGED, [zone, _key_at(known.at - LATE)])
    CountedUntil.objects.update_or_create(pk=known.pk if known else 1, defaults={"at": at, "zone": zone})


def _key_at(at: datetime) -> UUID:
    """The least key an entry made at this time can have."""
    return UUID(int=int(at.timestamp() * 1000) << 80)


@transaction.atomic
def _count_one() -> bool:
    row = DayToCount.objects.select_for_update(skip_locked=True).order_by("-day").first()
    if row is None:
        return False
    begins, ends = _span_of(row.day, ZoneInfo(company().zone or "UTC"))
    DailySum.objects.filter(day=row.day).delete()
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"day": row.day, "begins": begins, "ends": ends, "step": STEP})
    row.delete()
    return True


def _span_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begins = datetime.combine(day, time(), zone)
    return begins.astimezone(UTC), datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
