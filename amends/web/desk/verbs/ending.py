"""How it ends: solved at once, taken back, passed to another body, closed, opened again; and how it went."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.permission import plan_of
from amends.improvement.actions import record_satisfaction
from amends.procedure import words as procedure_words
from amends.procedure.remedies import on_the_spot
from amends.responses.actions import tell_transfer
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, line, text
from amends.web.desk.verbs.mending import Nothing

MARKS = [(5, _("5, very good")), (4, _("4")), (3, _("3")), (2, _("2")), (1, _("1, very bad"))]


class OnTheSpot(VerbForm):
    how = text(
        _("How was it solved?"),
        help_text=_("As agreed with the customer."),
        empty=_("Say in a sentence how it was solved."),
    )
    remedy = forms.ChoiceField(label=_("What was given"), required=False)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=12, decimal_places=2, min_value=0
    )

    def prepare(self) -> None:
        kinds = [(k, gettext(procedure_words.REMEDIES[k])) for k in on_the_spot(plan_of(self.file.case))]
        self.fields["remedy"].choices = [("", _("Nothing but the solution")), *kinds]  # type: ignore[attr-defined]


class Withdraw(VerbForm):
    reason = text(_("What did the customer say?"), empty=_("Write down what the customer said."))


class Transfer(VerbForm):
    body = line(_("Which body is competent"), longest=200, empty=_("Name the body the complaint goes to."))
    contact = text(
        _("How the customer reaches them"),
        rows=2,
        help_text=_("An address, a telephone number or a page. The customer reads it."),
        empty=_("Say how the customer reaches them."),
    )
    reason = text(
        _("Why it goes there"), rows=2, help_text=_("For colleagues."), empty=_("Say why it goes there.")
    )
    text = text(
        _("A word with it"),
        required=False,
        help_text=_("In the customer's language. Whom to turn to, and how, is added."),
    )


class Reopen(VerbForm):
    reason = text(_("Why is it opened again?"), empty=_("Say why it is opened again."))


class TakeApart(VerbForm):
    reason = text(
        _("Why are they taken apart?"),
        empty=_("Say why they are taken apart."),
        help_text=_("What came in since they were joined stays with the other."),
    )


class Satisfaction(VerbForm):
    outcome = forms.TypedChoiceField(
        label=_("The outcome"), choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    treatment = forms.TypedChoiceField(
        label=_("How they were treated"), choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    course = forms.TypedChoiceField(
        label=_("How it went along"), choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    words = text(_("In their words"), rows=2, required=False)
    reopen_wanted = forms.BooleanField(label=_("They want it looked at again"), required=False)

    side_by_side = ("outcome", "treatment", "course")


def _satisfaction(doing: Doing) -> None:
    given = {k: v for k, v in doing.values.items() if k not in ("version", "on")}
    record_satisfaction(doing.case, **given, by=doing.by)


VERBS = [
    Verb(
        "solve_on_the_spot",
        "solve_on_the_spot",
        _("Solved on the spot"),
        _("It is solved and recorded."),
        OnTheSpot,
        lambda d: actions.solve_on_the_spot(
            d.case, d.values["how"], by=d.by, remedy=d.values["remedy"], amount=d.values["amount"]
        ),
    ),
    Verb(
        "record_satisfaction",
        "record_satisfaction",
        _("Record the customer's view"),
        _("The customer's view is recorded."),
        Satisfaction,
        _satisfaction,
    ),
    Verb(
        "close",
        "close",
        _("Close"),
        _("The complaint is closed."),
        Nothing,
        lambda d: actions.close(d.case, by=d.by),
        why=_("The customer has the answer and nothing is left to do."),
    ),
    Verb(
        "reopen",
        "reopen",
        _("Open again"),
        _("It is open again, with a new date."),
        Reopen,
        lambda d: actions.reopen(d.case, d.values["reason"], by=d.by),
    ),
    Verb(
        "take_apart",
        "take_apart",
        _("Take it apart again"),
        _("It stands by itself again, with a new date."),
        TakeApart,
        lambda d: actions.take_apart(d.case, d.values["reason"], by=d.by),
    ),
    Verb(
        "withdraw",
        "withdraw",
        _("The customer takes it back"),
        _("It is taken back."),
        Withdraw,
        lambda d: actions.withdraw(d.case, d.values["reason"], by=d.by),
        stop=True,
    ),
    Verb(
        "transfer",
        "transfer",
        _("Pass to another body"),
        _("It is passed on, and the customer is told."),
        Transfer,
        lambda d: tell_transfer(
            d.case, d.values["body"], d.values["contact"], d.values["reason"], by=d.by, text=d.values["text"]
        ),
        stop=True,
        tells=True,
    ),
]
