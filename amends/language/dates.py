"""Dates and times as people write them: in words for customers, short for the desk.

All plain text with ordinary spaces; whoever shows it binds what must stay together.
"""

from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_day_names,
    get_month_names,
    get_timezone_location,
)

from amends.language.calendar_words import ENGLISH, SPELLINGS, Spelling

Case = Literal["plain", "by", "on"]
Zone = tzinfo | str
MINUTE, HOUR, DAY = 60, 3600, 86400


def long_date(day: date, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    return spelled(day, lang, "plain", weekday, year)


def by_date(day: date, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    """ "by Friday 20 November 2026", with the cases that "by" asks for."""
    return spelled(day, lang, "by", weekday, year)


def on_date(day: date, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    """ "on Friday 20 November 2026", with the cases that "on" asks for."""
    return spelled(day, lang, "on", weekday, year)


def long_date_time(moment: datetime, lang: str, zone: Zone) -> str:
    return at_time(moment, lang, zone, "plain")


def by_date_time(moment: datetime, lang: str, zone: Zone) -> str:
    return at_time(moment, lang, zone, "by")


def on_date_time(moment: datetime, lang: str, zone: Zone) -> str:
    return at_time(moment, lang, zone, "on")


def short_date(day: date, lang: str, *, near: date | None = None, weekday: bool = True) -> str:
    """With the year only when it is not that of `near`."""
    skeleton = ("" if near is not None and near.year == day.year else "y") + ("MMMEd" if weekday else "MMMd")
    text: str = format_skeleton(skeleton, day, locale=locale_of(lang))
    added = SPELLINGS.get(lang, ENGLISH).years_added
    text = plain(text.replace(str(day.year), str(day.year + added)))
    return text.replace(",", "") if lang == "en" else text


def short_weekday(day: date, lang: str) -> str:
    return str(get_day_names("abbreviated", context="stand-alone", locale=locale_of(lang))[day.weekday()])


def weekday_and_day(day: date, lang: str) -> str:
    """ "Fri 20", where the month goes without saying."""
    return plain(format_skeleton("Ed", day, locale=locale_of(lang))).replace(",", "")


def short_date_time(moment: datetime, lang: str, zone: Zone, *, near: date | None = None) -> str:
    local = moment.astimezone(zone_of(zone))
    return f"{short_date(local.date(), lang, near=near)}, {clock(local, lang)}"


def short_time(moment: datetime, lang: str, zone: Zone) -> str:
    return clock(moment.astimezone(zone_of(zone)), lang)


def date_range(first: date, last: date, lang: str) -> str:
    spelling = SPELLINGS.get(lang)
    if first == last:
        return long_date(first, lang, weekday=False)
    if spelling is None or first.year != last.year:
        return f"{long_date(first, lang, weekday=False)} – {long_date(last, lang, weekday=False)}"
    if first.month != last.month:
        fuller, shorter = (first, last) if spelling.date.startswith("{year}") else (last, first)
        texts = {
            fuller: long_date(fuller, lang, weekday=False),
            shorter: long_date(shorter, lang, weekday=False, year=False),
        }
        return f"{texts[first]} – {texts[last]}"
    names = month_names(lang)
    year = first.year + spelling.years_added
    return spelling.days.format(first=first.day, last=last.day, month=names[first.month - 1], year=year)


def one_stop(sentence: str) -> str:
    """A date that itself ends with a full stop ends its sentence too: 2026 г. and no second one."""
    return sentence[:-1] if sentence.endswith("..") and not sentence.endswith("...") else sentence


def duration_words(seconds: float, lang: str, *, short: bool = False) -> str:
    """At most two units, and one where a second would say nothing more: "2 days 3 hours", "5 days".

    It stands alone or after a colon. The short form bends in no language and may follow a preposition.
    """
    return " ".join(one_unit(*part, lang, short) for part in counted(seconds))


def ahead_words(seconds: float, lang: str, *, short: bool = False) -> str:
    """How far something lies ahead, with the preposition and the case the language asks for: "in 3 days", "o 3 dni".

    Only the first unit bends, so a second one is always given short: "in 2 hr 5 mins".
    """
    first, *rest = counted(seconds)
    said = one_unit(*first, lang, short or bool(rest), ahead=True)
    return " ".join([said, *(one_unit(*part, lang, short=True) for part in rest)])


def counted(seconds: float) -> list[tuple[int, str, int]]:
    """The units that say a span: (count, unit, seconds of one unit), the largest first."""
    left = round(abs(seconds))
    if left < MINUTE:
        return [(left, "second", 1)]
    left = round(left / MINUTE) * MINUTE
    parts: list[tuple[int, str, int]] = []
    for unit, size in (("day", DAY), ("hour", HOUR), ("minute", MINUTE)):
        count, left = divmod(left, size)
        if count:
            parts.append((count, unit, size))
        if parts and (count >= 3 or len(parts) == 2 or not count):
            break
    return parts


@lru_cache(maxsize=4096)
def one_unit(count: int, unit: str, size: int, lang: str, short: bool = False, *, ahead: bool = False) -> str:
    # A threshold never reached makes Babel count in this unit alone: 14 days, not 2 weeks.
    span = timedelta(seconds=count * size)
    return plain(
        format_timedelta(
            span,
            granularity=unit,  # type: ignore[arg-type]
            threshold=float("inf"),
            add_direction=ahead,
            format="short" if short else "long",
            locale=locale_of(lang),
        )
    )


def spelled(day: date, lang: str, case: Case, weekday: bool, year: bool) -> str:
    spelling = SPELLINGS.get(lang)
    if spelling is None:
        return plain(format_date(day, "full" if weekday else "long", locale=locale_of(lang)))
    months = in_case(spelling, "months", case) or month_names(lang)
    pattern = spelling.date if year else spelling.without_year
    text = pattern.format(day=day.day, month=months[day.month - 1], year=day.year + spelling.years_added)
    if weekday:
        weekdays = in_case(spelling, "weekdays", case) or weekday_names(lang)
        text = spelling.weekday.format(weekday=weekdays[day.weekday()], date=text)
    preposition = spelling.prepositions.get(day.weekday(), "") if weekday else ""
    around = {"plain": "{date}", "by": spelling.by, "on": spelling.on}[case]
    return around.format(date=text, preposition=preposition)


def at_time(moment: datetime, lang: str, zone: Zone, case: Case) -> str:
    local = moment.astimezone(zone_of(zone))
    time = written_time(local, lang)
    pattern = SPELLINGS[lang].at_time if lang in SPELLINGS else "{date}, {time}"
    return pattern.format(date=spelled(local.date(), lang, case, weekday=True, year=True), time=time)


def clock(local: datetime, lang: str) -> str:
    return f"{written_time(local, lang)} น." if lang == "th" else written_time(local, lang)


def written_time(local: datetime, lang: str) -> str:
    if lang == "th":
        return f"{local.hour}.{local.minute:02}"
    return plain(format_time(local.time(), "short", locale=locale_of(lang)))


def in_case(spelling: Spelling, what: str, case: Case) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(spelling, f"{what}_{case}", ())
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def zone_place(zone: ZoneInfo, lang: str) -> str:
    """The city a zone is named after, in the language: "Riga"."""
    return str(get_timezone_location(zone, locale=locale_of(lang), return_city=True))


def zone_of(zone: Zone) -> tzinfo:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


@cache
def short_month_names(lang: str) -> tuple[str, ...]:
    names = get_month_names("abbreviated", context="stand-alone", locale=locale_of(lang))
    return tuple(names[month] for month in range(1, 13))


@cache
def month_names(lang: str) -> tuple[str, ...]:
    names = get_month_names("wide", context="format", locale=locale_of(lang))
    return tuple(names[month] for month in range(1, 13))


@cache
def weekday_names(lang: str) -> tuple[str, ...]:
    names = get_day_names("wide", context="format", locale=locale_of(lang))
    return tuple(names[day] for day in range(7))


@cache
def locale_of(lang: str) -> Locale:
    """English as written in Europe: day before month, 24 hours."""
    try:
        return Locale.parse("en_GB" if lang == "en" else lang, sep="-" if "-" in lang else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
