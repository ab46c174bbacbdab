"""Figures from the daily sums: the same few queries, however many complaints there are."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from amends.improvement.models import CountedUntil, DailySum, DayToCount
from amends.insight.figures.asked import Asked, months_before
from amends.insight.figures.spread import Spread, spread_of

TIMES = ("first_answer", "decision", "reply", "closing")
FACETS = ("outcome", "treatment", "course")


@dataclass(frozen=True)
class Part:
    """So many complaints have `key`; `total` is what they cost where that is asked."""

    key: str
    count: int
    total: Decimal = Decimal(0)


@dataclass(frozen=True)
class Facet:
    """The mean of the marks customers gave, of 5, and how many gave one."""

    of: int
    mean: float


@dataclass
class Figures:
    """`months` has every month of the time, also those without; `parts` the largest first, by measure."""

    received: int = 0
    months: list[tuple[date, int]] = field(default_factory=list)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    times: dict[str, Spread] = field(default_factory=dict)
    facets: dict[str, Facet] = field(default_factory=dict)
    reopened: int = 0
    replied: int = 0
    counted_at: datetime | None = None
    behind: int = 0

    def count_of(self, measure: str, key: str) -> int:
        return next((part.count for part in self.parts.get(measure, ()) if part.key == key), 0)

    @property
    def cost(self) -> Decimal:
        return sum((part.total for part in self.parts.get("remedy", ())), Decimal(0))


def read(asked: Asked) -> Figures:
    """Everything the page shows of the complaints received in that time."""
    rows = DailySum.objects.filter(day__gte=asked.first, day__lte=asked.last)
    if asked.teams is not None:
        rows = rows.filter(team__in=asked.teams)
    found = Figures()
    by: dict[str, dict[str, Part]] = defaultdict(dict)
    for measure, key, count, total in sorted(_summed(rows), key=lambda row: (-row[2], row[1])):
        _add(by[measure], key, count, total or Decimal(0))
    found.parts = {
        name: sorted(parts.values(), key=lambda p: (-p.count, p.key)) for name, parts in by.items()
    }
    found.received = found.count_of("received", "")
    found.reopened = found.count_of("reopened", "")
    steps = {name: {p.key: p.count for p in found.parts.get(name, ())} for name in TIMES}
    found.times = {name: spread for name in TIMES if (spread := spread_of(steps[name]))}
    found.replied = sum(steps["reply"].values())
    found.facets = {name: facet for name in FACETS if (facet := _facet(found.parts.get(name, [])))}
    _add_received(found, rows, asked)
    _say_when(found)
    return found


def _summed(rows: QuerySet[DailySum]) -> list[tuple[str, str, int, Decimal | None]]:
    grouped = rows.values("measure", "key").annotate(n=Sum("count"), t=Sum("total")).order_by()
    return list(grouped.values_list("measure", "key", "n", "t"))


def _add(parts: dict[str, Part], key: str, count: int, total: Decimal) -> None:
    """What differs only in capitals is one, written as most wrote it: a kind of cause is written by hand."""
    name = key.casefold()
    before = parts.get(name, Part(key, 0))
    parts[name] = Part(before.key, before.count + count, before.total + total)


def _facet(marks: list[Part]) -> Facet | None:
    of = sum(mark.count for mark in marks)
    return Facet(of, sum(int(mark.key) * mark.count for mark in marks) / of) if of else None


def _add_received(found: Figures, rows: QuerySet[DailySum], asked: Asked) -> None:
    """How many by team, and by month: one query for both, of a row a month and team."""
    received = rows.filter(measure="received").annotate(month=TruncMonth("day")).values("month", "team__name")
    teams: Counter[str] = Counter()
    months: Counter[date] = Counter()
    for month, team, count in received.annotate(n=Sum("count")).values_list("month", "team__name", "n"):
        teams[team] += count
        months[month] += count
    found.parts["team"] = [Part(*one) for one in sorted(teams.items(), key=lambda one: (-one[1], one[0]))]
    found.months = [(month, months[month]) for month in _months_of(asked)]


def _months_of(asked: Asked) -> list[date]:
    """The first day of every month asked for, the earliest first."""
    found = [asked.last.replace(day=1)]
    while found[-1] > asked.first.replace(day=1):
        found.append(months_before(found[-1], 1))
    return found[::-1]


def _say_when(found: Figures) -> None:
    known = CountedUntil.objects.first()
    found.counted_at = known.at if known else None
    found.behind = DayToCount.objects.aggregate(n=Count("pk"))["n"]
