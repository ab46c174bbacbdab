"""What a new version of the procedure changed, in the reader's words: the journal holds the figures themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from amends.language.numbers import decimal, percent, whole
from amends.procedure import words
from amends.procedure.policy import length


def changes_in_words(changes: Any) -> str:
    """The sentence of `procedure.figures.differences`, such as "Next news: within 5 working days → within 4 working days"."""
    if not isinstance(changes, list):
        return str(changes)
    return "; ".join(_change(change) for change in changes)


def _change(change: Mapping[str, Any]) -> str:
    part, _space, name = str(change["figure"]).partition(" ")
    named, says = PARTS[part]
    said = {when: says(change[when]) for when in ("before", "after")}
    return f"{named(name)}: {said['before']} → {said['after']}"


def _clock(value: Any) -> str:
    return length(*value).say(gettext, ngettext) if value else "–"


def _limit(value: Any) -> str:
    if value in (None, "inf"):
        return gettext("without limit") if value else "–"
    return decimal(float(value), _language(), 2) if "." in str(value) else whole(int(value), _language())


def _warnings(value: Any) -> str:
    return ", ".join(percent(level / 100, _language()) for level in value)


def _offered(value: Any) -> str:
    ways = {
        None: gettext("not offered"),
        True: gettext("on the spot too"),
        False: gettext("offered, not on the spot"),
    }
    return ways[value]


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _clock_named(name: str) -> str:
    """ "plan:final:simple": what is counted, and for which route where it has several."""
    _whose, kind, *route = name.split(":")
    said = gettext(words.CLOCKS.get(kind, kind))
    return f"{said} ({gettext(words.ROUTES.get(route[0], route[0]))})" if route else said


def _named(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda name: gettext(table.get(name, name))


PARTS: Mapping[str, tuple[Callable[[str], str], Callable[[Any], str]]] = {
    "clocks": (_clock_named, _clock),
    "limits": (_named(words.ROLES), _limit),
    "warnings": (lambda _name: gettext("Warnings"), _warnings),
    "remedies": (_named(words.REMEDIES), _offered),
}
