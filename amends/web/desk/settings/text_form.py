"""The form of a prepared text, and what it reads like for an invented complaint."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Point
from amends.language.own_names import OWN_NAMES
from amends.language.safe_text import clean
from amends.people import queries as people
from amends.people.models import Staff
from amends.responses.models import PreparedText
from amends.responses.places import Wrong, filled, open_places, wrong_places
from amends.responses.prepared import KEEPERS
from amends.responses.sample import sample_values
from amends.responses.variables import VARIABLES, names_in
from amends.web.desk.settings.frame import SettingsForm
from amends.web.desk.verbs._verb import line

ALL, OWN = "all", "own"
WAYS = (("email", _("By email")), ("phone", _("By phone")), ("paper", _("By letter")))
LANGUAGES = [(code, OWN_NAMES.get(code, code)) for code, _name in settings.LANGUAGES]


class TextForm(SettingsForm):
    """`who` says who has it: all, one team by its key, or its owner alone."""

    name = line(_("Name"), longest=80)
    kind = forms.ChoiceField(label=_("What it is for"), choices=PreparedText.KINDS)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    verdict = forms.ChoiceField(label=_("For which verdict"), required=False)
    channel = forms.ChoiceField(label=_("For which way of answering"), required=False)
    who = forms.ChoiceField(label=_("Who has it"))
    text = forms.CharField(
        label=_("Words"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-places": "", "spellcheck": "true"}),
        help_text=_(
            "Variables such as {customer_name} are put in from the complaint, gaps such as {?number of the parcel} by hand."
        ),
    )

    def __init__(self, *args: Any, staff: Staff, **more: Any) -> None:
        self.staff = staff
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.choose("verdict", [("", gettext("every verdict")), *Point.Verdict.choices])
        self.choose("channel", [("", gettext("every way")), *WAYS])
        self.choose("who", self._who())

    def _who(self) -> list[tuple[str, str]]:
        """Whom this employee may give a text to; a team no longer in use only where it has the text now."""
        held = people.standing(self.staff)
        now = self.initial.get("who")
        teams = [
            t for t in people.teams() if held.roles_in(t.pk) & KEEPERS and (t.active or str(t.pk) == now)
        ]
        everybody = [(ALL, gettext("Everybody"))] if held.roles_in(None) & KEEPERS else []
        return [*everybody, *((str(t.pk), t.name) for t in teams), (OWN, gettext("Only me"))]

    def chosen(self) -> dict[str, Any]:
        """The values as the actions take them."""
        values = {
            name: self.cleaned_data[name]
            for name in ("name", "kind", "language", "verdict", "channel", "text")
        }
        who = self.cleaned_data["who"]
        team = next((t for t in people.teams() if str(t.pk) == who), None)
        return {**values, "team": team, "owner": self.staff if who == OWN else None}


def now_set(text: PreparedText | None, staff: Staff, language: str) -> dict[str, Any]:
    """What a form begins with: a text as it is, or a new one of the employee's own."""
    if text is None:
        return {"name": "", "kind": "snippet", "language": language, "who": OWN, "text": ""}
    who = OWN if text.owner_id else str(text.team_id or ALL)
    names = ("name", "kind", "language", "verdict", "channel", "text")
    return {**{name: getattr(text, name) for name in names}, "who": who}


@dataclass(frozen=True)
class Preview:
    """A text for an invented complaint: `pieces` are words, and whether they are a gap; or what is wrong with it."""

    pieces: list[tuple[str, bool]]
    language: str
    wrong: Wrong | None = None


def preview(text: str, language: str) -> Preview:
    text, spoken = clean(text), language if language in dict(LANGUAGES) else "en"
    wrong = next(wrong_places(text, VARIABLES), None)
    words = filled(text, sample_values(spoken), names_in(spoken))
    pieces, at = [], 0
    for gap in open_places(words, VARIABLES):
        pieces += [(words[at : gap.start], False), (gap.asks, True)]
        at = gap.end
    return Preview([*pieces, (words[at:], False)], spoken, wrong)
