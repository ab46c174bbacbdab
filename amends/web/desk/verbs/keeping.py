"""Promised dates: given, moved, paused and gone on with; the customer hears of each."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Promise
from amends.language import dates
from amends.responses.actions import tell_new_date, tell_pause, tell_promise
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.verbs._verb import Verb, VerbForm, moment_field, text, working_noon
from amends.web.desk.verbs.mending import Nothing
from amends.web.desk.verbs.talking import TO_CUSTOMER


class Give(VerbForm):
    kind = forms.ChoiceField(
        label=_("What is promised"),
        choices=[(k, v) for k, v in Promise.Kind.choices if k in ("next_contact", "final", "remedy")],
    )
    due = moment_field()
    text = text(_("Your words to the customer"), rows=4, help_text=TO_CUSTOMER)

    def prepare(self) -> None:
        self.fields["due"].initial = working_noon(self.file.case, 2)


class Move(VerbForm):
    due = moment_field(_("The new date"))
    reason = text(_("Why it is moved"), help_text=_("The customer reads this; write it in their language."))

    def prepare(self) -> None:
        self.fields["due"].initial = working_noon(self.file.case, 2)


class PauseForm(VerbForm):
    until = moment_field(_("They hear from us by"))
    reason = text(_("What does it wait for?"), rows=2, help_text=_("For colleagues."))
    text = text(_("Your words to the customer"), rows=4, help_text=TO_CUSTOMER)

    def prepare(self) -> None:
        self.fields["until"].initial = working_noon(self.file.case, 2)


def _movable(file: CaseFile) -> list[Promise]:
    """Open promises, and broken ones nothing has replaced: the customer is owed a new date."""
    held = [p for p in file.promises if p.to_customer and not (p.kept_at or p.replaced_by_id or p.dropped_at)]
    later = max((p.made_at for p in held if p.is_open), default=None)
    return [p for p in held if p.is_open or later is None or p.due > later]


def _date(row: Promise) -> str:
    lang = (get_language() or "en").split("-")[0]
    date = dates.short_date_time(row.due, lang, timezone.get_current_timezone(), near=row.due.date())
    return str(words.BY_DATE.get(row.kind, "%(date)s")) % {"date": date}


VERBS = [
    Verb(
        "promise",
        "promise",
        _("Promise a date"),
        _("The date is promised, and the customer is told."),
        Give,
        lambda d: tell_promise(d.case, d.values["due"], d.values["text"], by=d.by, kind=d.values["kind"]),
        tells=True,
    ),
    Verb(
        "re_promise",
        "re_promise",
        _("Move: %(what)s"),
        _("The new date is promised, and the customer is told why."),
        Move,
        lambda d: tell_new_date(d.about, d.values["due"], d.values["reason"], by=d.by),
        rows=_movable,
        naming=_date,
        tells=True,
    ),
    Verb(
        "pause",
        "pause",
        _("Pause with a date"),
        _("It is paused, and the customer is told until when."),
        PauseForm,
        lambda d: tell_pause(d.case, d.values["until"], d.values["reason"], by=d.by, text=d.values["text"]),
        tells=True,
    ),
    Verb(
        "resume",
        "resume",
        _("Go on with it"),
        _("The wait is over."),
        Nothing,
        lambda d: actions.resume(d.case, by=d.by),
    ),
]
