"""The working calendar: what every promise rests on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from amends.procedure.calendar import STANDARD_WEEK, BusinessCalendar, CalendarError
from tests.examples import tries

BRATISLAVA = BusinessCalendar("Europe/Bratislava", country="SK")
ODD = BusinessCalendar(
    "America/New_York",
    hours=(
        ((time(8), time(12)), (time(13), time(17, 30))),
        (),
        ((time(10), time(14)),),
        (),
        ((time(0), time(23, 59)),),
        ((time(9), time(10)),),
        (),
    ),
    country="US",
    subdivision="NY",
    extra_closed=frozenset({date(2026, 3, 9)}),
    extra_open=frozenset({date(2026, 12, 25), date(2026, 3, 8)}),
)
CALENDARS = some.sampled_from(
    [
        BRATISLAVA,
        ODD,
        BusinessCalendar("Asia/Bangkok", country="TH"),
        BusinessCalendar("Europe/London", country="GB", subdivision="SCT"),
        BusinessCalendar("Pacific/Kiritimati"),
    ]
)
MOMENTS = some.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=some.just(UTC))


def at(zone: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@given(CALENDARS, MOMENTS, some.integers(0, 300))
@settings(max_examples=tries(300), deadline=None)
def test_what_is_added_is_found_again(calendar: BusinessCalendar, start: datetime, n: int) -> None:
    end = calendar.add_working_days(start, n)
    assert calendar.working_days_between(start, end) == n
    assert end >= start


@given(CALENDARS, MOMENTS, some.integers(0, 300))
@settings(max_examples=tries(300), deadline=None)
def test_a_promise_never_falls_on_a_closed_day(calendar: BusinessCalendar, start: datetime, n: int) -> None:
    end = calendar.add_working_days(start, n)
    day = calendar.local(end).date()
    assert calendar.is_working_day(day)
    assert end == calendar.close_of_day(day) == calendar.opening_times(day)[-1][1]


@given(CALENDARS, MOMENTS, some.timedeltas(timedelta(0), timedelta(days=40)), some.integers(0, 60))
@settings(max_examples=tries(300), deadline=None)
def test_later_never_means_earlier(
    calendar: BusinessCalendar, start: datetime, wait: timedelta, n: int
) -> None:
    assert calendar.add_working_days(start, n) <= calendar.add_working_days(start + wait, n)
    assert calendar.add_working_days(start, n) < calendar.add_working_days(start, n + 1)
    assert calendar.add_working_hours(start, n) <= calendar.add_working_hours(start + wait, n)


@given(CALENDARS, MOMENTS)
@settings(max_examples=tries(200), deadline=None)
def test_the_next_opening_is_open(calendar: BusinessCalendar, start: datetime) -> None:
    opens = calendar.next_opening(start)
    assert opens >= start
    assert calendar.is_open(opens)
    if calendar.is_open(start):
        assert opens == start


@given(CALENDARS, MOMENTS, some.integers(0, 400))
@settings(max_examples=tries(200), deadline=None)
def test_days_keep_the_local_hour(calendar: BusinessCalendar, start: datetime, n: int) -> None:
    before, after = calendar.local(start), calendar.local(calendar.add_calendar_days(start, n))
    assert after.date() - before.date() == timedelta(days=n)
    moved = before.replace(tzinfo=None) + timedelta(days=n)
    gap = abs(after.replace(tzinfo=None) - moved)
    assert gap in (timedelta(0), timedelta(hours=1))  # an hour that does not exist moves by the gap
    if moved.replace(tzinfo=calendar.tz).utcoffset() == moved.replace(tzinfo=calendar.tz, fold=1).utcoffset():
        assert gap == timedelta(0)


def test_friday_after_hours_before_a_holiday_counts_from_the_next_working_day() -> None:
    # Good Friday is 26 March 2027, Easter Monday the 29th: Thursday 17:05 counts from Tuesday the 30th.
    late = at("Europe/Bratislava", "2027-03-25T17:05")
    assert BRATISLAVA.counted_day(late) == date(2027, 3, 30)
    assert BRATISLAVA.add_working_days(late, 1) == at("Europe/Bratislava", "2027-03-31T17:00")
    friday = at("Europe/Bratislava", "2026-10-30T17:05")
    closed = BusinessCalendar("Europe/Bratislava", country="SK", extra_closed=frozenset({date(2026, 11, 2)}))
    assert closed.add_working_days(friday, 1) == at("Europe/Bratislava", "2026-11-04T17:00")


def test_at_five_sharp_it_is_still_today() -> None:
    assert BRATISLAVA.add_working_days(at("Europe/Bratislava", "2026-11-24T17:00"), 1) == at(
        "Europe/Bratislava", "2026-11-25T17:00"
    )


def test_close_of_business_follows_the_clock_change() -> None:
    before = at("Europe/Bratislava", "2026-03-27T10:00")  # clocks go forward on the 29th
    assert BRATISLAVA.add_working_days(before, 0) == datetime(2026, 3, 27, 16, tzinfo=UTC)
    assert BRATISLAVA.add_working_days(before, 1) == datetime(2026, 3, 30, 15, tzinfo=UTC)


def test_working_hours_skip_lunch_and_nights() -> None:
    monday = at("America/New_York", "2026-11-23T11:30")
    assert ODD.add_working_hours(monday, 1) == at("America/New_York", "2026-11-23T13:30")
    assert ODD.add_working_hours(at("America/New_York", "2026-11-23T17:00"), 1) == at(
        "America/New_York", "2026-11-25T10:30"
    )


def test_an_extra_open_day_beats_holiday_and_weekday() -> None:
    assert ODD.is_working_day(date(2026, 12, 25))
    assert ODD.is_working_day(date(2026, 3, 8))  # a Sunday, with Monday's hours
    assert ODD.close_of_day(date(2026, 3, 8)) == at("America/New_York", "2026-03-08T17:30")
    assert not ODD.is_working_day(date(2026, 3, 9))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"zone": "Mars/Olympus"}, "not a time zone"),
        ({"zone": "UTC", "hours": {}}, "at least one of them open"),
        ({"zone": "UTC", "hours": {"0": [["17:00", "09:00"]]}}, "follow one another"),
        ({"zone": "UTC", "hours": {"0": [["9", "x"]]}}, "cannot be read"),
        ({"zone": "UTC", "hours": {"0": [["09:00", "17:00"]]}, "extra_closed": ["soon"]}, "cannot be read"),
    ],
)
def test_settings_that_make_no_calendar_are_refused(settings: dict[str, object], says: str) -> None:
    with pytest.raises(CalendarError, match=says):
        BusinessCalendar.from_settings(settings)


def test_an_unknown_country_is_refused_in_words() -> None:
    with pytest.raises(CalendarError, match="XX"):
        BusinessCalendar("UTC", country="XX").is_working_day(date(2026, 1, 1))


def test_equal_settings_share_one_calendar() -> None:
    plain = {
        "zone": "Europe/Riga",
        "country": "LV",
        "hours": {str(d): [["09:00", "17:00"]] for d in range(5)},
    }
    assert BusinessCalendar.from_settings(plain) is BusinessCalendar.from_settings(dict(plain))
    assert BusinessCalendar.from_settings(plain).hours == STANDARD_WEEK


def test_a_promise_is_counted_in_no_time() -> None:
    from timeit import timeit

    start = at("Europe/Bratislava", "2026-12-23T16:00")
    BRATISLAVA.add_working_days(start, 10)
    fastest = min(timeit(lambda: BRATISLAVA.add_working_days(start, 10), number=200) / 200 for _ in range(5))
    assert fastest < 50e-6
