"""Dates and times as people write them, in each language: in full words to customers, short at the desk."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta

THAI_ERA = 543  # years by which the Buddhist era is ahead
# Full weekday, day, month and year, in the order and case the language writes them.
_LONG = {
    "en": "EEEE d MMMM y",
    "sk": "EEEE d. MMMM y",
    "lv": "EEEE, y. 'gada' d. MMMM",
    "bg": "EEEE, d MMMM y 'г.'",
    "ro": "EEEE, d MMMM y",
    "th": "EEEE'ที่' d MMMM",
}
_SHORT = {"en": "EEE d MMM", "sk": "EEE d. M.", "lv": "EEE d. MMM", "bg": "EEE d MMM", "ro": "EEE d MMM", "th": "EEE d MMM"}


@lru_cache(maxsize=32)
def _locale(lang: str) -> Locale:
    return Locale.parse(lang if lang in _LONG else "en")


def _lang(lang: str) -> str:
    return lang if lang in _LONG else "en"


def long_date(day: date, lang: str) -> str:
    """A date in full words, such as "Friday 20 November 2026" or "วันศุกร์ที่ 20 พฤศจิกายน 2569"."""
    lang = _lang(lang)
    words = format_date(day, _LONG[lang], _locale(lang))
    return f"{words} {day.year + THAI_ERA}" if lang == "th" else words


def long_date_time(at: datetime, lang: str, zone: str) -> str:
    """Date in full words and local time; `at` is aware."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{long_date(local.date(), lang)}, {clock_time(at, lang, zone)}"


def clock_time(at: datetime, lang: str, zone: str) -> str:
    """The local time of day, such as 17:00, in Thai 17.00 น."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H.%M} น." if _lang(lang) == "th" else format_time(local, "HH:mm", locale=_locale(_lang(lang)))


def short_date(day: date, lang: str) -> str:
    """For the desk, such as "Fri 20 Nov"."""
    return format_date(day, _SHORT[_lang(lang)], _locale(_lang(lang)))


def short_date_time(at: datetime, lang: str, zone: str) -> str:
    """For the desk, such as "Fri 20 Nov, 12:00"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_datetime(local, _SHORT[_lang(lang)], locale=_locale(_lang(lang)))}, {clock_time(at, lang, zone)}"


def duration_words(seconds: float, lang: str) -> str:
    """About how long, in the largest fitting unit, such as "2 hours"."""
    return format_timedelta(seconds, granularity="minute", threshold=1.2, locale=_locale(_lang(lang)))
