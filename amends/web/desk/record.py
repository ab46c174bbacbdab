"""The incident record as a form: CUSTOMER, PROBLEM, DISCUSSION, SOLUTION, and what may be given on the spot (M2, M5, M8)."""

from datetime import datetime, time
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import check_ahead
from amends.cases.models import Case
from amends.cases.permission import may_receive
from amends.channels.models import SetAside
from amends.language.identity import uuid7
from amends.language.own_names import OWN_NAMES
from amends.language.safe_text import clean, is_blank, one_line
from amends.people import queries as people
from amends.people.models import Team
from amends.people.refusal import Refusal
from amends.procedure import words as procedure_words
from amends.procedure.definition import Procedure
from amends.procedure.moment import now
from amends.procedure.remedies import Granted, may_grant, on_the_spot
from amends.web.desk.lines import language
from amends.web.desk.page import DeskRequest
from amends.web.desk.verbs._verb import line, moment_field, text
from amends.web.desk.words import money

DOORS = (
    ("phone", _("On the phone")),
    ("in_person", _("In person")),
    ("post", _("On paper")),
    ("third_person", _("From a third person")),
)
POINTS, POINT_LENGTH = 30, 1_000
ANSWERS = (("email", _("By email")), ("phone", _("By phone")), ("post", _("By letter")))


class Record(forms.Form):
    """The incident record: CUSTOMER, PROBLEM, DISCUSSION, SOLUTION."""

    door = forms.ChoiceField(
        label=_("How did it come?"), choices=DOORS, initial="phone", widget=forms.RadioSelect
    )
    name = line(_("Full name"), empty=_("A complaint needs the customer's full name."))
    email = forms.EmailField(label=_("Email"), required=False)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"})
    )
    language = forms.ChoiceField(label=_("Language"))
    answer_by = forms.ChoiceField(
        label=_("How shall we answer?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )
    for_name = forms.CharField(label=_("In whose name, if not their own"), required=False, max_length=300)
    authority = forms.CharField(label=_("What shows that they may"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("How are they?"), choices=Case.State.choices, widget=forms.RadioSelect, required=False
    )
    title = forms.CharField(label=_("In one line"), max_length=200, required=False)
    problem = text(
        _("Problem"),
        rows=4,
        help_text=_("In their words: what happened, what they are unhappy with."),
        empty=_("Write what happened, in their words. One sentence is enough."),
    )
    discussion = text(
        _("Discussion"),
        rows=2,
        required=False,
        help_text=_("What you talked about, what was asked and answered."),
    )
    wish = text(_("They want"), rows=1, required=False)
    order_ref = forms.CharField(label=_("Order or contract"), required=False, max_length=120)
    product = forms.CharField(label=_("What it is about"), required=False, max_length=200)
    paper = forms.FileField(label=_("The paper, as a picture or PDF"), required=False)
    team = forms.ChoiceField(label=_("Team"))
    remedy = forms.ChoiceField(
        label=_("You may give this now, without asking"), required=False, widget=forms.RadioSelect
    )
    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=12, decimal_places=2, min_value=0
    )
    solution = text(_("Solution, agreed with them"), rows=2, required=False)
    until = moment_field(_("They hear from us by"), required=False)
    # Kept with the words, so that a record sent twice over a broken line is one complaint.
    once = forms.CharField(required=False, max_length=64, widget=forms.TextInput(attrs={"hidden": True}))

    side_by_side = ("door", "answer_by", "state")

    def __init__(self, *args: Any, request: DeskRequest, aside: SetAside | None = None, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        if aside is not None:  # it came by mail, and how is no question
            self.fields["door"] = forms.CharField(initial="email", widget=forms.HiddenInput)
        self.staff = request.staff
        self.teams = {str(t.pk): t for t in people.active_teams() if may_receive(request.staff, t)}
        self._choose("team", [(key, team.name) for key, team in self.teams.items()])
        self._choose("language", [(c, OWN_NAMES.get(c, c)) for c in people.languages()])
        team = self.data.get("team") or next(iter(self.teams), "")
        plan, roles = people.procedure(), self._roles(team)
        self.arsenal = may_give(plan, roles)
        self._choose("remedy", [("", gettext("Nothing now")), *self.arsenal])
        self.may_pause = bool(plan.steps["pause"].may & roles)
        self.fields["language"].initial = language()
        self.fields["once"].initial = str(uuid7())
        self.counted_by = self.teams.get(team)
        self.fields["until"].initial = next_call(self.teams[team]) if team in self.teams else None
        self._link_coach()

    def _link_coach(self) -> None:
        self.fields["solution"].widget.attrs |= {
            "hx-post": reverse("desk:new_coach"),
            "hx-trigger": "input changed delay:400ms, change",
            "hx-include": "#id_language",
            "hx-params": "solution,language",
            "hx-swap": "none",
            "hx-sync": "this:replace",
        }

    @property
    def does(self) -> str:
        """The button pressed: solved, pause, or register."""
        return str(self.data.get("do") or "register")

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _roles(self, team: str) -> frozenset[str]:
        """What the employee is in the team chosen; of a team that is none of theirs, what they are everywhere."""
        found = self.teams.get(team)
        return people.standing(self.staff).roles_in(found.pk if found else None)

    def chosen_team(self) -> Team:
        return self.teams[self.cleaned_data["team"]]

    def points(self) -> list[str]:
        """What they are unhappy with, point by point, in the order written down."""
        typed = (
            one_line(clean(self.data.get(f"point-{n}", "")))[:POINT_LENGTH] for n in range(1, POINTS + 1)
        )
        return [what for what in typed if not is_blank(what)]

    def point_rows(self) -> list[tuple[int, str]]:
        """The lines of the list: those written, and one to go on with."""
        return list(enumerate([*self.points(), ""][:POINTS], start=1))

    def fingerprint(self) -> str:
        """The same words have the same; a record sent again with other words is told apart by it."""
        written = [str(v) for k, v in sorted(self.cleaned_data.items()) if k not in ("once", "paper")]
        return sha256("\0".join([*written, *self.points()]).encode("utf-8", "replace")).hexdigest()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.does == "solved":
            self._check_solved(values)
        if self.does == "pause" and values.get("team"):
            self._check_pause(values)
        if values.get("answer_by") == "email" and not values.get("email"):
            self.add_error("email", gettext("Write down an address, or choose another way to answer."))
        return values

    def _check_solved(self, values: dict[str, Any]) -> None:
        if not values.get("solution"):
            values["solution"] = self._remedy_words(values)
        if not values["solution"]:
            self.add_error("solution", gettext("Say in a sentence how it was solved."))
        if values.get("remedy") and values.get("team"):
            roles = self._roles(values["team"])
            if not isinstance(
                may_grant(people.procedure(), roles, values["remedy"], values.get("amount")), Granted
            ):
                self.add_error("amount", gettext("This remedy is more than your role may grant on the spot."))

    def _check_pause(self, values: dict[str, Any]) -> None:
        until = values.get("until")
        if until is None:
            if "until" not in self.errors:
                self.add_error("until", gettext("Say by when they hear from us."))
            return
        try:
            check_ahead(self.teams[values["team"]].calendar, until)
        except Refusal as refused:
            self.add_error("until", refused.sentence())

    def _remedy_words(self, values: dict[str, Any]) -> str:
        if not values.get("remedy"):
            return ""
        amount = money(values["amount"]) if values.get("amount") is not None else ""
        return f"{gettext(procedure_words.REMEDIES[values['remedy']])} {amount}".strip()

    def agreed(self) -> str:
        """What was agreed with the customer, in words: the solution and the remedy chosen; empty when there is neither."""
        values = self.cleaned_data
        return "\n".join(dict.fromkeys(filter(None, (values["solution"], self._remedy_words(values)))))


def next_call(team: Team) -> datetime:
    """Eleven in the morning of the next working day: a first value for when they hear from us."""
    day = team.calendar.next_working_day(team.calendar.local(now()).date())
    return timezone.localtime(datetime.combine(day, time(11), team.calendar.tz))


def may_give(plan: Procedure, roles: frozenset[str]) -> list[tuple[str, str]]:
    """The arsenal on the spot that these roles grant without asking, each with its limit where money is given."""
    limit = max((plan.limits[role] for role in roles if role in plan.limits), default=Decimal(0))
    found = []
    for kind in on_the_spot(plan):
        if isinstance(may_grant(plan, roles, kind), Granted):
            words = gettext(procedure_words.REMEDIES[kind])
            if plan.remedies[kind].money and limit.is_finite():
                words = gettext("%(remedy)s, up to %(sum)s") % {"remedy": words, "sum": money(limit)}
            found.append((kind, words))
    return found
