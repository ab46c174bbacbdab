"""Dates as tables write them. Day and month are told apart by looking at the whole column."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.people.refusal import Invalid
from amends.procedure.moment import now

_SPLIT = re.compile(
    r"^\s*(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*$"
)
NOON = time(12)  # of a bare date no hour is known; at noon it is the same day in the zones around
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass
class Order:
    """What a column has shown so far: values that can only be day first, and only month first."""

    day_first: int = 0
    month_first: int = 0
    dotted: int = 0

    def see(self, text: str) -> None:
        found = _SPLIT.match(text)
        if found is None:
            return
        self.dotted += found[2] == "."
        self.day_first += int(found[1]) > 12
        self.month_first += int(found[3]) > 12

    @property
    def mixed(self) -> bool:
        return self.day_first > 0 and self.month_first > 0

    @property
    def is_day_first(self) -> bool:
        """Points are written between days and months where the day comes first; slashes leave it to the values."""
        if self.day_first or self.month_first:
            return self.day_first >= self.month_first
        return self.dotted > 0


def moment_of(text: str, *, day_first: bool, zone: ZoneInfo, latest: datetime) -> datetime:
    """The moment in UTC. Invalid for a date that is none, or lies ahead."""
    try:
        found = _read(text.strip(), day_first)
    except (ValueError, OverflowError):
        raise Invalid(_("%(text)s is not a date"), text=text.strip()[:40]) from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    if not EARLIEST < found.astimezone(UTC) <= latest:
        raise Invalid(_("%(text)s is not a date in the past"), text=text.strip()[:40])
    return found.astimezone(UTC)


def _read(text: str, day_first: bool) -> datetime:
    if found := _SPLIT.match(text):
        one, two, year = int(found[1]), int(found[3]), _year(found[4])
        day, month = (one, two) if day_first else (two, one)
        hours = time(int(found[5]), int(found[6]), int(found[7] or 0)) if found[5] else NOON
        return datetime.combine(datetime(year, month, day), hours)
    if len(text) <= 10:
        return datetime.combine(datetime.fromisoformat(text), NOON)
    return datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))


def _year(text: str) -> int:
    """Two figures stand for the year that is not ahead."""
    if len(text) == 4:
        return int(text)
    this = now().year
    found = this // 100 * 100 + int(text)
    return found if found <= this else found - 100
