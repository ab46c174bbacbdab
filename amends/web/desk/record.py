"""The incident record as a form: CUSTOMER, PROBLEM, DISCUSSION, SOLUTION, and what may be given on the spot (M2, M5, M8)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case
from amends.channels.models import SetAside
from amends.language.own_names import OWN_NAMES
from amends.people import queries as people
from amends.procedure import words as procedure_words
from amends.procedure.definition import Procedure
from amends.procedure.remedies import Granted, may_grant, on_the_spot
from amends.web.desk.page import DeskRequest
from amends.web.desk.verbs._verb import text
from amends.web.desk.words import money

DOORS = (
    ("phone", _("On the phone")),
    ("in_person", _("In person")),
    ("post", _("On paper")),
    ("third_person", _("From a third person")),
)
ANSWERS = (("email", _("By email")), ("phone", _("By phone")), ("post", _("By letter")))


class Record(forms.Form):
    """The incident record: CUSTOMER, PROBLEM, DISCUSSION, SOLUTION."""

    door = forms.ChoiceField(
        label=_("How did it come?"), choices=DOORS, initial="phone", widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Full name"), max_length=300)
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
    title = forms.CharField(label=_("In one line"), max_length=200)
    problem = text(
        _("Problem"), rows=4, help_text=_("In their words: what happened, what they are unhappy with.")
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

    side_by_side = ("door", "answer_by", "state")

    def __init__(self, *args: Any, request: DeskRequest, aside: SetAside | None = None, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        if aside is not None:  # it came by mail, and how is no question
            self.fields["door"] = forms.CharField(initial="email", widget=forms.HiddenInput)
        self.staff = request.staff
        own = people.standing(request.staff)
        teams = [t for t in people.active_teams() if own.everywhere or t.pk in own.teams]
        self._choose("team", [(str(t.pk), t.name) for t in teams])
        self._choose("language", [(c, OWN_NAMES.get(c, c)) for c in people.languages()])
        self.teams = {str(t.pk): t.pk for t in teams}
        team = self.data.get("team") or next(iter(self.teams), "")
        arsenal = may_give(people.procedure(), self._roles(team))
        self._choose("remedy", [("", gettext("Nothing now")), *arsenal])
        self.fields["language"].initial = (get_language() or "en")[:2]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _roles(self, team: str) -> frozenset[str]:
        """What the employee is in the team chosen; of a team that is none of theirs, what they are everywhere."""
        return people.standing(self.staff).roles_in(self.teams.get(team))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.data.get("do") == "solved" and not values.get("solution"):
            self.add_error("solution", gettext("Say in a sentence how it was solved."))
        if self.data.get("do") == "solved" and values.get("remedy") and values.get("team"):
            roles = self._roles(values["team"])
            if not isinstance(
                may_grant(people.procedure(), roles, values["remedy"], values.get("amount")), Granted
            ):
                self.add_error("amount", gettext("This remedy is more than your role may grant on the spot."))
        if values.get("answer_by") == "email" and not values.get("email"):
            self.add_error("email", gettext("Write down an address, or choose another way to answer."))
        return values

    def agreed(self) -> str:
        """What was agreed with the customer, in words: the solution and the remedy chosen; empty when there is neither."""
        values = self.cleaned_data
        remedy = gettext(procedure_words.REMEDIES[values["remedy"]]) if values["remedy"] else ""
        amount = money(values["amount"]) if remedy and values["amount"] is not None else ""
        return "\n".join(filter(None, (values["solution"], f"{remedy} {amount}".strip())))


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
