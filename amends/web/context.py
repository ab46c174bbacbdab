"""What every template may count on: the company, the way around the desk, languages, the live address."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from amends.cases.permission import takes_in
from amends.insight.figures.asked import sees_insight
from amends.language.own_names import OWN_NAMES
from amends.people import queries

# Name of the address, the word in the bar, and the keys that lead there.
PLACES: tuple[tuple[str, str | Promise, str], ...] = (
    ("desk:today", _("Today"), "g t"),
    ("desk:complaints", _("Complaints"), "g c"),
    ("desk:promises", _("Promises"), "g p"),
    ("desk:sign", _("To sign"), "g s"),
    ("desk:improve", _("Improve"), "g i"),
    ("desk:insight", _("Insight"), "g n"),
    ("desk:settings", _("Settings"), ""),
)


# Pages of the desk that are led to besides.
PAGES = ("today", "complaints", "promises", "search", "new", "me")


@dataclass(frozen=True)
class Place:
    """One word of the bar."""

    name: str
    words: str
    url: str
    keys: str
    here: bool


@lru_cache(maxsize=64)
def address(name: str) -> str:
    """The address of a page, or nothing while no such page is installed: what is not there is not offered."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def places(request: HttpRequest) -> list[Place]:
    """The bar; the place whose address is the longest beginning of this one is marked as here."""
    known = [(name, words, address(name), keys) for name, words, keys in PLACES if _offered(name, request)]
    here = _here(request.path, {name: url for name, _w, url, _k in known if url})
    return [Place(name, str(words), url, keys, url == here) for name, words, url, keys in known if url]


def _offered(name: str, request: HttpRequest) -> bool:
    """Settings are for administrators, figures for those who lead."""
    if name == "desk:insight":
        return sees_insight(request.user)  # type: ignore[arg-type]
    return name != "desk:settings" or queries.standing(request.user).administers  # type: ignore[arg-type]


def _here(path: str, urls: dict[str, str]) -> str:
    """The place a page belongs to: one complaint to the complaints; Today is nothing but itself."""
    today = urls.get("desk:today", "")
    if today and path.startswith(
        (f"{today}cases/", f"{today}search/", f"{today}filters/", f"{today}hand-over/")
    ):
        return urls.get("desk:complaints", "")
    fits = [url for url in urls.values() if path == url or (url != today and path.startswith(url))]
    return max(fits, key=len, default="")


def _address_for(request: HttpRequest, name: str) -> str:
    """A page of the desk that is led to besides; a new complaint is offered to those who may take one in."""
    if name == "new" and request.user.is_authenticated and not takes_in(request.user):
        return ""
    return address(f"desk:{name}")


def colour_url(colour: str) -> str:
    """The style sheet of the company's own colour; its address changes with the colour, so it may be kept for long."""
    return reverse("public:colour", args=[colour.removeprefix("#")]) if colour else ""


def live_url(request: HttpRequest) -> str:
    """Where the browser hears of changes: a port of its own beside the pages, unless set otherwise."""
    if settings.LIVE_URL:
        return f"{settings.LIVE_URL.rstrip('/')}/live/"
    host = request.get_host().rsplit(":", 1)[0]
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}/live/"


def language_choices(codes: list[str]) -> list[dict[str, str]]:
    return [{"code": code, "name": OWN_NAMES.get(code, code)} for code in codes]


def unchanging(language: str) -> dict[str, Any]:
    """What is the same for everybody who reads this language."""
    return {
        "set_language_url": address("set_language"),
        "desk_languages": language_choices([code for code, _n in settings.LANGUAGES]),
        "LANGUAGE_CODE": language,
    }


def page(request: HttpRequest) -> dict[str, Any]:
    signed_in = SimpleLazyObject(lambda: request.user.is_authenticated)
    bar: Any = SimpleLazyObject(lambda: places(request) if signed_in else [])
    company: Any = SimpleLazyObject(queries.company)  # read once a page, and only where it is shown
    return {
        "company": company,
        "logo_url": SimpleLazyObject(lambda: address("public:logo") if company.logo else ""),
        "colour_url": SimpleLazyObject(lambda: colour_url(company.colour)),
        "csp_nonce": SimpleLazyObject(lambda: str(getattr(request, "csp_nonce", ""))),
        "places": bar,
        "place_of": SimpleLazyObject(lambda: {place.name.removeprefix("desk:"): place for place in bar}),
        "addresses": {name: SimpleLazyObject(partial(_address_for, request, name)) for name in PAGES},
        "set_language_url": address("set_language"),
        "live_url": SimpleLazyObject(lambda: live_url(request)),
        "customer_languages": SimpleLazyObject(lambda: language_choices(list(queries.languages(company)))),
    }
