"""Fields, dialogs and notes of the page of parts: a form of every kind of field, empty and refused."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.web.desk.style_frame import Sample, part


class Everything(forms.Form):
    """A field of every kind."""

    order = forms.CharField(
        label=gettext_lazy("Order number"), help_text=gettext_lazy("It may stay empty."), required=False
    )
    day = forms.DateField(label=gettext_lazy("New date"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    verdict = forms.ChoiceField(
        label=gettext_lazy("Verdict"),
        widget=forms.RadioSelect,
        choices=(("justified", gettext_lazy("Justified")), ("partly", gettext_lazy("Partly"))),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=(("", "–"), ("sk", "Slovenčina"), ("th", "ไทย"))
    )
    sure = forms.BooleanField(label=gettext_lazy("Sign only"))
    papers = forms.FileField(label=gettext_lazy("Files"), required=False)


def fields() -> Iterator[Sample]:
    """Every kind of field, then the same refused, and the dialog that asks why."""
    empty = Everything(auto_id="empty_%s", label_suffix="")
    refused = Everything({"order": "51907", "day": "31"}, auto_id="refused_%s", label_suffix="")
    refused.add_error(None, _("Nothing was changed."))
    yield part("form_errors", "refused", form=refused)
    for name in empty.fields:
        choices = name == "verdict"
        yield part("field", name, field=empty[name], optional_words=name == "order", inline=choices, hint="")
        if choices:
            yield part(
                "field", f"{name}, one below the other", field=Everything(auto_id="below_%s")[name], hint=""
            )
        if refused[name].errors:
            yield part("field", f"{name}, refused", field=refused[name], inline=choices, hint="")
    for stop in (False, True):
        yield _dialog(stop)


def _dialog(stop: bool) -> Sample:
    words: dict[str, Any] = {
        "title": _("Why do you close this without a reply?"),
        "label": _("Close"),
        "hint": _("Give the reason; the customer has a right to it."),
    }
    name = "stop" if stop else "asks"
    return part("dialog_reason", "stop" if stop else "", id=f"dialog-{name}", url="", stop=stop, **words)


def notes() -> Iterator[Sample]:
    """Each tone of what is said after a step, the first with the way back."""
    tones = (constants.SUCCESS, constants.INFO, constants.WARNING, constants.ERROR)
    said = [Message(tone, _("Nothing was changed.")) for tone in tones]
    undone = Message(constants.SUCCESS, _("Signed."), extra_tags="sample")
    yield part("notes", "done with undo, done, info, warning, error", messages=[undone, *said])
