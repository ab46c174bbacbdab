"""What a form says of a field that cannot be used: our sentences in the place of the framework's, which say what to do.

A field that names its own in `error_messages` keeps them.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from amends.language.numbers import Count

CHOOSE = {
    "required": _("Choose one."),
    "invalid_choice": _("This is not offered any more. Choose one of those shown."),
}
DAY = _("Choose a day, or write it as year, month and day: 2026-12-04.")
MOMENT = _("Choose a day and a time, or write them as 2026-12-04 12:00.")
WHOLE = _("Write a whole number, such as 5.")
NUMBER = _("Write a number, such as 25.00.")

SENTENCES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.ChoiceField: CHOOSE,
    forms.TypedChoiceField: CHOOSE,
    forms.MultipleChoiceField: {
        **CHOOSE,
        "required": _("Choose at least one."),
        "invalid_list": _("Choose from those shown."),
    },
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.DateField: {"required": _("Choose a day."), "invalid": DAY},
    forms.DateTimeField: {"required": _("Choose a day and a time."), "invalid": MOMENT},
    forms.IntegerField: {"required": WHOLE, "invalid": WHOLE},
    forms.DecimalField: {"required": NUMBER, "invalid": NUMBER},
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("No file arrived. Choose it again."),
        "missing": _("No file arrived. Choose it again."),
        "empty": _("This file is empty. Choose another."),
        "contradiction": _("Choose a file, or tick that there is none, not both."),
    },
}
ADDRESS = _("Write an email address, such as name@example.com.")
TOO_MANY_DIGITS = {
    "invalid": NUMBER,
    "max_digits": ngettext_lazy("Use at most %(max)s digit.", "Use at most %(max)s digits.", "max"),
    "max_decimal_places": ngettext_lazy(
        "Use at most %(max)s digit after the point.", "Use at most %(max)s digits after the point.", "max"
    ),
    "max_whole_digits": ngettext_lazy(
        "Use at most %(max)s digit before the point.", "Use at most %(max)s digits before the point.", "max"
    ),
}


class Counted:
    """A sentence of the framework's whose counts are grouped."""

    def __init__(self, words: Any) -> None:
        self.words = words

    def __mod__(self, given: Mapping[str, Any]) -> str:
        lang = (get_language() or "en").split("-")[0]
        counts = {name: Count(given[name], lang) for name in ("limit_value", "show_value")}
        return str(self.words % {**given, **counts})


def put_in() -> None:
    """Once, before the first form is made."""
    for field, sentences in SENTENCES.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    validators.EmailValidator.message = ADDRESS
    validators.DecimalValidator.messages = TOO_MANY_DIGITS  # type: ignore[assignment]  # said when they are asked for
    validators.ProhibitNullCharactersValidator.message = _(
        "This holds a sign that cannot be kept. Write it anew."
    )
    validators.MinValueValidator.message = _("Write %(limit_value)s or more.")
    validators.MaxValueValidator.message = _("Write %(limit_value)s or less.")
    validators.MinLengthValidator.message = Counted(  # type: ignore[assignment]  # said when it is asked for
        ngettext_lazy(
            "Write at least %(limit_value)s character; these are %(show_value)s.",
            "Write at least %(limit_value)s characters; these are %(show_value)s.",
            "limit_value",
        )
    )
    validators.MaxLengthValidator.message = Counted(  # type: ignore[assignment]  # said when it is asked for
        ngettext_lazy(
            "Write at most %(limit_value)s character; these are %(show_value)s.",
            "Write at most %(limit_value)s characters; these are %(show_value)s.",
            "limit_value",
        )
    )
