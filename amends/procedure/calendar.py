"""The working calendar of a team: what promises are counted on.

A working day counts until its close of business. What comes in after it, or on a closed day, counts as
having come in on the next working day. All moments are aware; those given back are in UTC.

A date once promised is fixed: a holiday added later changes what is promised from then on, never a date already told.
Moving that one is a promise of its own, with a reason, in the journal.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

Hours = tuple[tuple[time, time], ...]
NINE_TO_FIVE: Hours = ((time(9), time(17)),)
STANDARD_WEEK: tuple[Hours, ...] = (NINE_TO_FIVE,) * 5 + ((), ())


class CalendarError(ValueError):
    """The settings give no usable calendar."""


@lru_cache(maxsize=512)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """The public holidays of one country and year; none without a country."""
    if not country:
        return frozenset()
    import holidays  # slow to load, and many commands never ask

    try:
        found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    except NotImplementedError as error:
        raise CalendarError(f"No public holidays are known for {country} {subdivision}".strip()) from error
    return frozenset(day for day in found if day.year == year)


@lru_cache(maxsize=1)
def countries_known() -> tuple[str, ...]:
    """Codes of the countries whose public holidays are known."""
    import holidays

    return tuple(code for code in holidays.list_supported_countries(include_aliases=False) if len(code) == 2)


@dataclass(frozen=True)
class BusinessCalendar:
    """`hours` are the opening times of each weekday, Monday first, in local time.

    A day in `extra_open` is open even on a holiday or a closed weekday, and keeps the hours of the first open
    weekday if its own has none.
    """

    zone: str = "UTC"
    hours: tuple[Hours, ...] = STANDARD_WEEK
    country: str = ""
    subdivision: str = ""
    extra_closed: frozenset[date] = frozenset()
    extra_open: frozenset[date] = frozenset()
    _zone: ZoneInfo = field(init=False, repr=False, compare=False)
    _years: dict[int, tuple[int, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "_zone", ZoneInfo(self.zone))
        except (KeyError, ValueError, OSError) as error:
            raise CalendarError(f"{self.zone!r} is not a time zone") from error
        if len(self.hours) != 7 or not any(self.hours):
            raise CalendarError("Seven weekdays are expected, at least one of them open")
        for day in self.hours:
            times = [moment for interval in day for moment in interval]
            if times != sorted(set(times)):
                raise CalendarError("Opening hours must follow one another within a day")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> "BusinessCalendar":
        """From plain data: hours by weekday "0" to "6" as ["09:00", "17:00"], ISO dates. Shared if equal."""
        hours = settings.get("hours") or {}
        try:
            week = tuple(
                tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in hours.get(str(day), ()))
                for day in range(7)
            )
            closed = frozenset(date.fromisoformat(day) for day in settings.get("extra_closed") or ())
            opened = frozenset(date.fromisoformat(day) for day in settings.get("extra_open") or ())
        except (TypeError, ValueError) as error:
            raise CalendarError(f"The working hours cannot be read: {error}") from error
        place = str(settings.get("country") or ""), str(settings.get("subdivision") or "")
        return _shared(str(settings.get("zone") or "UTC"), week, *place, closed, opened)

    @property
    def tz(self) -> ZoneInfo:
        return self._zone

    # Days

    def is_working_day(self, day: date) -> bool:
        number = day.toordinal()
        days = self._working(day.year)
        place = bisect_left(days, number)
        return place < len(days) and days[place] == number

    def working_day_after(self, day: date, n: int = 1) -> date:
        """The n-th working day later than `day`; with n = 0 the day itself or the next working one."""
        number, year = day.toordinal(), day.year
        if n < 0:
            raise ValueError("working days are counted forward")
        days = self._working(year)
        place = bisect_right(days, number) + n - 1 if n else bisect_left(days, number)
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._working(year)
        return date.fromordinal(days[place])

    def next_working_day(self, day: date) -> date:
        """The first working day later than `day`."""
        return self.working_day_after(day)

    def working_day_before_or_on(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        number, year = day.toordinal(), day.year
        while True:
            days = self._working(year)
            place = bisect_right(days, number)
            if place:
                return date.fromordinal(days[place - 1])
            year -= 1

    def counted_day(self, at: datetime) -> date:
        """The working day a moment belongs to: its own until close of business, else the next."""
        local = at.astimezone(self._zone)
        day = local.date()
        if not self.is_working_day(day):
            return self.working_day_after(day)
        return day if at <= self.close_of_day(day) else self.working_day_after(day)

    def add_working_days(self, at: datetime, n: int) -> datetime:
        """Close of business of the n-th working day after the day `at` belongs to."""
        return self.close_of_day(self.working_day_after(self.counted_day(at), n))

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """How many working days end after `start`'s own, up to `end`'s; below nought never."""
        first, last = self.counted_day(start), self.counted_day(end)
        if last <= first:
            return 0
        total = 0
        for year in range(first.year, last.year + 1):
            days = self._working(year)
            total += bisect_right(days, last.toordinal()) - bisect_right(days, first.toordinal())
        return total

    def add_calendar_days(self, at: datetime, n: int) -> datetime:
        """The same local hour n days later, whatever the clocks did in between."""
        return (at.astimezone(self._zone) + timedelta(days=n)).astimezone(UTC)

    # Hours

    def opening_times(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The intervals of one day, in UTC; none on a closed day."""
        if not self.is_working_day(day):
            return ()
        return tuple((self._at(day, opens), self._at(day, closes)) for opens, closes in self._hours_of(day))

    def close_of_day(self, day: date) -> datetime:
        """ValueError on a day that is not a working day."""
        if not self.is_working_day(day):
            raise ValueError(f"{day} is not a working day")
        return self._at(day, self._hours_of(day)[-1][1])

    def end_of_date(self, day: date) -> datetime:
        return self._at(day, time(23, 59, 59))

    def is_open(self, at: datetime) -> bool:
        day = at.astimezone(self._zone).date()
        return any(opens <= at < closes for opens, closes in self.opening_times(day))

    def next_opening(self, at: datetime) -> datetime:
        """The moment itself when open, else the next time the doors open."""
        opens, _ = next(self._intervals(at))
        return max(opens, at.astimezone(UTC))

    def add_working_hours(self, at: datetime, hours: float) -> datetime:
        """The moment when so many hours of opening time have passed."""
        left = timedelta(hours=hours)
        for opens, closes in self._intervals(at):
            begins = max(opens, at)
            if begins + left <= closes:
                return (begins + left).astimezone(UTC)
            left -= closes - begins
        raise CalendarError("The calendar has no opening hours left")

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self._zone)

    def _intervals(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Opening intervals that end after `at`, without end."""
        day = self.working_day_after(at.astimezone(self._zone).date(), 0)
        while True:
            for opens, closes in self.opening_times(day):
                if closes > at:
                    yield opens, closes
            day = self.working_day_after(day)

    def _hours_of(self, day: date) -> Hours:
        return self.hours[day.weekday()] or next(hours for hours in self.hours if hours)

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self._zone).astimezone(UTC)

    def _working(self, year: int) -> tuple[int, ...]:
        """The ordinals of one year's working days, worked out once."""
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._work_out(year)
            if not found:
                raise CalendarError(f"No working day is left in {year}")
        return found

    def _work_out(self, year: int) -> tuple[int, ...]:
        closed = public_holidays(self.country, self.subdivision, year) | self.extra_closed
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        days = (date.fromordinal(number) for number in range(first, last + 1))
        return tuple(
            day.toordinal()
            for day in days
            if day in self.extra_open or (self.hours[day.weekday()] and day not in closed)
        )


@lru_cache(maxsize=256)
def _shared(
    zone: str,
    hours: tuple[Hours, ...],
    country: str,
    subdivision: str,
    closed: frozenset[date],
    opened: frozenset[date],
) -> BusinessCalendar:
    return BusinessCalendar(zone, hours, country, subdivision, closed, opened)
