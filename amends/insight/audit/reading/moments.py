"""Dates as exports write them."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from amends.channels.bulk.days import EARLIEST, moment_of
from amends.procedure.moment import now

EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
WORDED = re.compile(r"[A-Za-z]{3} [A-Za-z]{3} \d{1,2} \d\d:\d\d:\d\d [+-]\d{4} \d{4}")
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moments:
    """`day_first` decides between 3/4 and 4/3."""

    zone: ZoneInfo
    day_first: bool

    def read(self, text: str) -> tuple[datetime | None, bool]:
        """The moment in UTC and whether its time of day is known; None for nothing. Raises Invalid."""
        text = text.strip()
        if not text:
            return None, False
        return self._moment(text), ":" in text or bool(EPOCH.fullmatch(text))

    def _moment(self, text: str) -> datetime:
        latest = now() + AHEAD
        with suppress(ValueError, TypeError, OverflowError, IndexError):
            found = _machine_written(text)
            if found is not None and EARLIEST < found <= latest:
                return found
        return moment_of(text, day_first=self.day_first, zone=self.zone, latest=latest)


def _machine_written(text: str) -> datetime | None:
    """Seconds since 1970, "Tue Oct 31 22:10:47 +0000 2017", "Tue, 31 Oct 2017 22:10:47 +0000"."""
    if EPOCH.fullmatch(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds / 1000 if seconds > 1e12 else seconds, UTC)
    if WORDED.fullmatch(text):
        return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y").astimezone(UTC)
    if text[:3].isalpha() and "," in text[:5]:
        found = parsedate_to_datetime(text)
        return found.astimezone(UTC) if found.tzinfo else None
    return None
