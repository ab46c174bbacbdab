"""What is wrong with a field, in the language of whoever reads it; the validator itself speaks English only."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amends.language.numbers import Count

UNLIKE = _("This is not written as it should be.")

# By the kind of the fault, whole or its first word; what a kind tells of itself fills the places.
WORDS: dict[str, str | Promise] = {
    "missing": _("This field is missing."),
    "extra_forbidden": _("There is no field of this name."),
    "literal_error": _("One of these is expected: %(expected)s."),
    "string_type": _("A text is expected."),
    "string_too_long": _("At most %(max_length)s characters are taken."),
    "string_too_short": _("At least %(min_length)s characters are needed."),
    "too_long": _("At most %(max_length)s entries are taken."),
    "too_short": _("At least %(min_length)s entries are needed."),
    "greater_than_equal": _("At least %(ge)s is expected."),
    "less_than_equal": _("At most %(le)s is expected."),
    "int": _("A whole number is expected."),
    "decimal": _("An amount is expected, such as 129.90."),
    "bool": _("Either true or false is expected."),
    "list": _("A list is expected."),
    "model": _("An object with fields is expected."),
    "dict": _("An object with fields is expected."),
    "datetime": _("A moment with its offset from UTC is expected, such as 2026-11-30T09:00:00Z."),
    "timezone": _("A moment with its offset from UTC is expected, such as 2026-11-30T09:00:00Z."),
}


def sentence(fault: dict[str, Any]) -> str:
    """The sentence of a fault as the validator reports it."""
    kind, told = fault["type"], dict(fault.get("ctx") or {})
    if kind == "value_error":
        return str(told["error"])  # our own words
    if "expected" in told:
        told["expected"] = str(told["expected"]).replace(" or ", ", ").replace("'", "")
    words = WORDS.get(kind) or WORDS.get(kind.split("_")[0]) or UNLIKE
    lang = (get_language() or "en").split("-")[0]
    return str(words) % {
        name: Count(value, lang) if type(value) is int else value for name, value in told.items()
    }
