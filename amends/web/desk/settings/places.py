"""Choices of places: countries, time zones and currencies by their names in the language of the page."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from amends.procedure.calendar import countries_known
from amends.web.desk.lines import language


def countries() -> list[tuple[str, str]]:
    return [("", "—"), *_countries(language())]


@lru_cache(maxsize=8)
def _countries(code: str) -> list[tuple[str, str]]:
    """Those whose public holidays are known."""
    names = Locale.parse(code).territories
    return sorted(((key, names.get(key, key)) for key in countries_known()), key=lambda one: one[1])


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    return [
        (zone, zone.replace("_", " "))
        for zone in sorted(available_timezones())
        if "/" in zone or zone == "UTC"
    ]


def currencies() -> list[tuple[str, str]]:
    return _currencies(language())


@lru_cache(maxsize=8)
def _currencies(code: str) -> list[tuple[str, str]]:
    """Those in use somewhere today."""
    used = {
        currency for place in get_global("territory_zones") for currency in get_territory_currencies(place)
    }
    names = Locale.parse(code).currencies
    return sorted((key, f"{key} · {names.get(key, key)}") for key in used)
