"""What a customer fills in on their own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amends.web.customer_fields import FilesField, WordsField

FACETS = ("outcome", "treatment", "course")
MARKS = ((5, _("Very good")), (4, _("Good")), (3, _("Middling")), (2, _("Bad")), (1, _("Very bad")))


class AdditionForm(forms.Form):
    """Words, files or both."""

    text = WordsField(label=_("Is there more you want to tell us?"), required=False, rows=3)
    attachments = FilesField(label=_("Photos and files"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text") and not data.get("attachments") and not self.errors:
            self.add_error("text", _("Write something, or choose a file."))
        return data


class AnswerForm(forms.Form):
    """Yes or no to what we propose."""

    accepted = forms.ChoiceField(choices=(("yes", _("Yes")), ("no", _("No"))))
    words = WordsField(
        label=_("What would suit you better?"),
        help_text=_("If you say no. It may stay empty."),
        required=False,
        rows=3,
    )


def facet(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five answers."),
            "invalid_choice": _("Choose one of the five answers."),
        },
    )


class SurveyForm(forms.Form):
    """How it went in three facets, a free word, and whether it is to be looked at again (M29)."""

    outcome = facet(_("What you got from us in the end"))
    treatment = facet(_("How we treated you"))
    course = facet(_("How it went: the time it took, how clear it was"))
    words = WordsField(label=_("What else should we know?"), required=False, rows=3)
    again = forms.BooleanField(label=_("It is not settled. Look at it again."), required=False)


class ReopenForm(forms.Form):
    reason = WordsField(
        label=_("What is not right?"),
        empty=_("Write what is not right, so that we can look into it."),
        rows=4,
    )


class WithdrawForm(forms.Form):
    reason = WordsField(
        label=_("Why do you take it back?"),
        help_text=_("It may stay empty. If something was settled elsewhere, it helps us to know."),
        required=False,
        rows=3,
    )
