"""Remedies: proposed, approved, asked about, answered, carried out, taken back."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Remedy
from amends.cases.permission import plan_of
from amends.people.queries import company
from amends.procedure import words as procedure_words
from amends.responses.actions import ask_about_remedy
from amends.web.desk.case_file import CaseFile
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, moment_field, text


class Propose(VerbForm):
    kind = forms.ChoiceField(label=_("What kind"))
    what = text(
        _("What is done for the customer"),
        rows=2,
        help_text=_("As they will read it, in their language."),
        empty=_("Say what is done for the customer."),
    )
    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=12, decimal_places=2, min_value=0, localize=False
    )
    point = forms.ChoiceField(label=_("For which point"), required=False)
    do_by = moment_field(
        _("Done by"), required=False, help_text=_("It becomes a promise when the customer says yes.")
    )

    def prepare(self) -> None:
        offered = plan_of(self.file.case).remedies
        kinds = [(k, gettext(v)) for k, v in procedure_words.REMEDIES.items() if k in offered]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        points = [(str(p.pk), f"{p.number}. {p.what}") for p in self.file.points]
        self.fields["point"].choices = [("", _("The whole complaint")), *points]  # type: ignore[attr-defined]
        self.fields["amount"].help_text = _("In %(currency)s; empty for what costs nothing.") % {
            "currency": company().currency
        }


class Nothing(VerbForm):
    """A verb that needs no words."""


class Ask(VerbForm):
    text = text(
        _("A word with it"),
        rows=3,
        required=False,
        help_text=_("In the customer's language; the remedy and the question are added."),
    )


class Answer(VerbForm):
    accepted = forms.TypedChoiceField(
        label=_("Does it suit the customer?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    words = text(_("What they said"), rows=2, required=False)


class Done(VerbForm):
    proof = text(
        _("What shows that it was done"),
        rows=2,
        required=False,
        help_text=_("A number of a payment, a parcel, a protocol."),
    )


class Cancel(VerbForm):
    reason = text(_("Why is it taken back?"), empty=_("Say why it is taken back."))


def _propose(doing: Doing) -> None:
    values = doing.values
    actions.propose_remedy(
        doing.case,
        values["kind"],
        values["what"],
        by=doing.by,
        amount=values["amount"],
        point=doing.file.of(doing.file.points, values["point"]),
        do_by=values["do_by"],
    )


def _live(file: CaseFile) -> list[Remedy]:
    return [r for r in file.remedies if not r.cancelled_at and not r.done_at and not r.refused_at]


def _to_approve(file: CaseFile) -> list[Remedy]:
    me = file.by.staff
    waiting = [r for r in _live(file) if r.needs_approval_of and not r.approved_at]
    return [r for r in waiting if not me or r.proposed_by_id != me.pk]


def _to_offer(file: CaseFile) -> list[Remedy]:
    return [
        r
        for r in _live(file)
        if not r.accepted_at and not r.offered_at and (r.approved_at or not r.needs_approval_of)
    ]


def _to_answer(file: CaseFile) -> list[Remedy]:
    return [r for r in _live(file) if r.offered_at and not r.accepted_at]


def _to_do(file: CaseFile) -> list[Remedy]:
    return [r for r in _live(file) if r.accepted_at]


def named(row: Remedy) -> str:
    return row.what if len(row.what) <= 60 else gettext(procedure_words.REMEDIES.get(row.kind, row.kind))


VERBS = [
    Verb(
        "propose_remedy",
        "propose_remedy",
        _("Propose a remedy"),
        _("The remedy is proposed."),
        Propose,
        _propose,
    ),
    Verb(
        "approve_remedy",
        "approve_remedy",
        _("Approve: %(what)s"),
        _("The remedy is approved."),
        Nothing,
        lambda d: actions.approve_remedy(d.about, by=d.by),
        rows=_to_approve,
        naming=named,
    ),
    Verb(
        "offer_remedy",
        "propose_remedy",
        _("Ask if it suits them: %(what)s"),
        _("The customer is asked."),
        Ask,
        lambda d: ask_about_remedy(d.about, by=d.by, text=d.values["text"]),
        rows=_to_offer,
        naming=named,
        why=_("They are written to and say yes or no on their page."),
        tells=True,
    ),
    Verb(
        "answer_remedy",
        "answer_remedy",
        _("Record their answer: %(what)s"),
        _("The answer is recorded."),
        Answer,
        lambda d: actions.answer_remedy(d.about, d.values["accepted"], by=d.by, words=d.values["words"]),
        rows=_to_answer,
        naming=named,
    ),
    Verb(
        "carry_out_remedy",
        "carry_out_remedy",
        _("It is done: %(what)s"),
        _("The remedy is carried out."),
        Done,
        lambda d: actions.carry_out_remedy(d.about, by=d.by, proof=d.values["proof"]),
        rows=_to_do,
        naming=named,
    ),
    Verb(
        "cancel_remedy",
        "propose_remedy",
        _("Take back: %(what)s"),
        _("The remedy is taken back."),
        Cancel,
        lambda d: actions.cancel_remedy(d.about, d.values["reason"], by=d.by),
        rows=_live,
        naming=named,
        why=_("It is not carried out, and stays on record. If the customer has heard of it, tell them."),
        stop=True,
    ),
]
