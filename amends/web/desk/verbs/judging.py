"""Assessing, writing down points, deciding them, joining a double."""

from django import forms
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.judged import wish_chosen
from amends.cases.models import Case, Point
from amends.cases.queries import case_for
from amends.people.refusal import Invalid
from amends.procedure import words as procedure_words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.complaint_read import (
    LEARNS,
    WANTS,
    can_hear,
    facts_hint,
    heard,
    state_hint,
    wish_hint,
)
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, line, text


class Assess(VerbForm):
    title = line(_("In one line"), required=False, help_text=_("Colleagues see this line in every list."))
    essence = text(
        _("What are they unhappy with?"),
        empty=_("Say in a sentence of your own what they are unhappy with."),
    )
    wish = text(_("What do they want?"), rows=2, required=False)
    wants = forms.ChoiceField(label=_("Which kind of wish is it?"), required=False)
    state = forms.ChoiceField(
        label=_("How is the customer?"),
        choices=Case.State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the customer is.")},
    )
    severity = forms.TypedChoiceField(
        label=_("How serious is it?"),
        choices=Case.Severity.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how serious it is.")},
    )
    route = forms.ChoiceField(
        label=_("Which way does it go?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which way it goes.")},
    )
    product = line(
        _("What is it about?"),
        required=False,
        help_text=_("A product or service. Who made it does not handle it."),
    )

    side_by_side = ("state", "severity")

    def prepare(self) -> None:
        case = self.file.case
        routes = [r for r in procedure_words.ROUTES if r]
        self.fields["route"].choices = [(r, gettext(procedure_words.ROUTES[r])) for r in routes]  # type: ignore[attr-defined]
        for name in ("title", "essence", "wish", "state", "severity", "product"):
            self.fields[name].initial = getattr(case, name)
        self.fields["route"].initial = case.route or "simple"
        self.fields["wants"].choices = [("", _("They do not say")), *WANTS.items()]  # type: ignore[attr-defined]
        self.fields["wants"].initial = wish_chosen(case)
        self.offer_what_is_heard()

    def offer_what_is_heard(self) -> None:
        """What the coach hears stands beside the fields; a state is only chosen beforehand while nobody has chosen one."""
        if not can_hear(self.file):
            self.fields["state"].help_text = LEARNS
            return
        found = heard(self.file)
        if found is None:
            return
        self.fields["state"].help_text = state_hint(found)
        self.fields["wants"].help_text = wish_hint(found)
        if found.wish and not self.file.case.state:
            self.fields["wants"].initial = found.wish
        self.fields["essence"].help_text = facts_hint(found.said)
        if not self.file.case.state:
            self.fields["state"].initial = found.state


class AddPoint(VerbForm):
    what = line(
        _("What is this point about?"),
        help_text=_("In a few words of your own."),
        empty=_("Say in a few words what this point is about."),
    )
    evidence = text(
        _("In the customer's words"),
        rows=2,
        required=False,
        help_text=_("Copied from the message, as it stands there."),
    )
    wish = line(_("What do they want about it?"), required=False)


class RewordPoint(VerbForm):
    what = line(_("What is this point about?"), empty=_("Say in a few words what this point is about."))
    wish = line(_("What do they want about it?"), required=False)
    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["what"].initial = self.fields["was"].initial = self.about.what
        self.fields["wish"].initial = self.about.wish


class Reason(VerbForm):
    reason = text(_("Reason"), empty=_("Say why this is no point of the complaint."))


class Decide(VerbForm):
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Point.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a verdict.")},
    )
    reason = text(
        _("Why"),
        empty=_("Give the reason; the customer has a right to it."),
    )
    turn_to = text(
        _("Whom to turn to"),
        rows=2,
        required=False,
        help_text=_("Only for “not ours”: who is competent and how to reach them."),
    )


class Reconsider(VerbForm):
    why = text(_("Why is it opened again?"), empty=_("Say why it is opened again."))


class Join(VerbForm):
    to = line(
        _("Reference of the other complaint"),
        help_text=_("Such as K7TR-4MXD-9."),
        longest=20,
        empty=_("Write the reference of the other complaint, such as K7TR-4MXD-9."),
    )


def _assess(doing: Doing) -> None:
    given = {k: v for k, v in doing.values.items() if k not in ("version", "on")}
    actions.assess(doing.case, **given, by=doing.by)


def _add_point(doing: Doing) -> None:
    values = doing.values
    words = values["evidence"].replace("\r\n", "\n").strip()
    where = next((m for m in doing.file.messages if m.direction == "in" and words and words in m.text), None)
    if words and where is None:
        raise Invalid(_("These words do not stand in the customer's message."), field="evidence")
    actions.add_point(
        doing.case, values["what"], by=doing.by, wish=values["wish"], evidence=words, evidence_in=where
    )


def _join(doing: Doing) -> None:
    assert doing.by.staff is not None
    try:
        other = case_for(doing.by.staff, doing.values["to"])
    except Http404 as missing:
        raise Invalid(_("There is no complaint with this reference."), field="to") from missing
    actions.join_duplicate(doing.case, other, by=doing.by, shown=doing.shown)


def _undecided(file: CaseFile) -> list[Point]:
    return [p for p in file.points if not p.verdict]


def _decided(file: CaseFile) -> list[Point]:
    return [p for p in file.points if p.verdict]


def _number(point: Point) -> str:
    return str(point.number)


VERBS = [
    Verb("assess", "assess", _("Assess the complaint"), _("The complaint is assessed."), Assess, _assess),
    Verb(
        "add_point",
        "split_into_points",
        _("Write down a point"),
        _("The point is written down."),
        AddPoint,
        _add_point,
    ),
    Verb(
        "reword_point",
        "split_into_points",
        _("Reword point %(what)s"),
        _("The point is reworded."),
        RewordPoint,
        lambda d: actions.reword_point(
            d.about, d.values["what"], by=d.by, shown=d.values["was"] or None, wish=d.values["wish"]
        ),
        rows=lambda file: file.points,
        naming=_number,
        why=_("Only the words change; number and verdict stay."),
        any_version=True,
    ),
    Verb(
        "withdraw_point",
        "split_into_points",
        _("Take back point %(what)s"),
        _("The point is taken back."),
        Reason,
        lambda d: actions.withdraw_point(d.about, d.values["reason"], by=d.by),
        rows=lambda file: file.points,
        naming=_number,
        why=_("It is no point after all and gets neither verdict nor answer. It stays on record."),
        stop=True,
    ),
    Verb(
        "decide_point",
        "decide_point",
        _("Decide point %(what)s"),
        _("The point is decided."),
        Decide,
        lambda d: actions.decide_point(
            d.about,
            d.values["verdict"],
            d.values["reason"],
            by=d.by,
            turn_to=d.values["turn_to"],
        ),
        rows=_undecided,
        naming=_number,
    ),
    Verb(
        "reconsider_point",
        "reconsider_point",
        _("Reconsider point %(what)s"),
        _("The point is open again."),
        Reconsider,
        lambda d: actions.reconsider_point(d.about, d.values["why"], by=d.by),
        rows=_decided,
        naming=_number,
    ),
    Verb(
        "join_duplicate",
        "join_duplicate",
        _("Join to another complaint"),
        _("The complaints are joined."),
        Join,
        _join,
        stop=True,
        any_version=True,
    ),
]
