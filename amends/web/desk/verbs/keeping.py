"""Promised dates: given, moved, paused and gone on with; the customer hears of each."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Promise
from amends.channels.delivery import reaches
from amends.language import dates
from amends.responses.actions import tell_new_date, tell_pause, tell_promise, tell_resume
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.lines import language
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, moment_field, text, working_noon
from amends.web.desk.verbs.talking import TO_CUSTOMER

HEAR_BY = _("Choose the day and time by which the customer hears from you.")


class Give(VerbForm):
    kind = forms.ChoiceField(
        label=_("What is promised"),
        choices=[(k, v) for k, v in Promise.Kind.choices if k in ("next_contact", "final", "remedy")],
    )
    due = moment_field(empty=HEAR_BY)
    text = text(
        _("Your words to the customer"),
        rows=4,
        help_text=TO_CUSTOMER,
        empty=_("Write what the customer is told."),
    )

    def prepare(self) -> None:
        self.fields["due"].initial = working_noon(self.file.case, 2)


class Move(VerbForm):
    due = moment_field(_("The new date"), empty=HEAR_BY)
    reason = text(
        _("Why it is moved"),
        help_text=_("The customer reads this; write it in their language."),
        empty=_("Say why the date is moved; the customer is told the reason."),
    )

    def prepare(self) -> None:
        self.fields["due"].initial = working_noon(self.file.case, 2)


class Waiting(VerbForm):
    """Where the customer hears of the step, `for_customer` are the fields they read; else the page says why they do not."""

    for_customer: tuple[str, ...] = ()

    def prepare(self) -> None:
        if not reaches(self.file.case):
            self.untold = _("No mail goes out: they asked for none, or no address is known.")
            for name in self.for_customer:
                del self.fields[name]


class PauseForm(Waiting):
    until = moment_field(_("They hear from us by"), empty=HEAR_BY)
    reason = text(
        _("What does it wait for?"),
        rows=2,
        help_text=_("For colleagues."),
        empty=_("Say what it waits for."),
    )
    needs = text(
        _("What we need from the customer"),
        rows=2,
        required=False,
        help_text=_("In their language. Empty when it waits for somebody else."),
    )
    text = text(
        _("Why it waits, for the customer"),
        empty=_("Say why it waits; the customer reads this."),
        help_text=_("In the customer's language. The date they hear again and your name are added."),
    )

    field_order = ("version", "on", "until", "reason", "text", "needs")
    for_customer = ("text", "needs")

    def prepare(self) -> None:
        super().prepare()
        self.fields["until"].initial = working_noon(self.file.case, 2)


class Resume(Waiting):
    text = text(
        _("A word with it"),
        required=False,
        help_text=_("In the customer's language; that we go on, and the date they hear again, is added."),
    )

    for_customer = ("text",)


def _pause(doing: Doing) -> None:
    told = {name: doing.values.get(name, "") for name in PauseForm.for_customer}
    tell_pause(doing.case, doing.values["until"], doing.values["reason"], by=doing.by, **told)


def _movable(file: CaseFile) -> list[Promise]:
    """Open promises, and broken ones nothing has replaced: the customer is owed a new date."""
    held = [p for p in file.promises if p.to_customer and not (p.kept_at or p.replaced_by_id or p.dropped_at)]
    later = max((p.made_at for p in held if p.is_open), default=None)
    return [p for p in held if p.is_open or later is None or p.due > later]


def _date(row: Promise) -> str:
    date = dates.short_date_time(row.due, language(), timezone.get_current_timezone(), near=row.due.date())
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
        _("It is paused."),
        PauseForm,
        _pause,
        tells=True,
    ),
    Verb(
        "resume",
        "resume",
        _("Go on with it"),
        _("The wait is over."),
        Resume,
        lambda d: tell_resume(d.case, by=d.by, text=d.values.get("text", "")),
        tells=True,
    ),
]
