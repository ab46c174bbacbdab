"""Handing over several complaints: chosen in a list, shown what will be done and what cannot, then done one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Case
from amends.cases.queries import with_references
from amends.language.safe_text import whole_number
from amends.people.models import Staff, Team
from amends.people.queries import active_staff, active_teams, away_today, staff_with_role
from amends.people.refusal import Refusal
from amends.web.desk import undo
from amends.web.desk.chosen import chosen
from amends.web.desk.lines import grouped
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.verbs._verb import people_choices, person_field, text
from amends.web.showing import said_and_seen, show

AT_MOST = 100


class HandOverMany(forms.Form):
    """A person, a team, or both; to a team alone means to who manages it."""

    to = person_field(_("To whom"), required=False)
    team = person_field(
        _("Team"),
        required=False,
        help_text=_("Leave it when the team stays the same. A team without a person: its manager gets them."),
    )
    reason = text(_("What should the next person know?"), empty=_("Write what the next person should know."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.people = {str(person.pk): person for person in active_staff()}
        self.teams = {str(team.pk): team for team in active_teams()}
        self.fields["to"].choices = people_choices(list(self.people.values()), _("Choose a person"))  # type: ignore[attr-defined]
        named = [(key, team.name) for key, team in self.teams.items()]
        self.fields["team"].choices = [("", _("The same team")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        team = self.teams.get(values.get("team", ""))
        to = self.people.get(values.get("to", "")) or (manager_of(team) if team else None)
        if to is None and "to" in values:
            sentence = (
                gettext("Nobody manages this team. Choose a person.") if team else gettext("Choose a person.")
            )
            self.add_error("to", sentence)
        elif to is not None:
            values["handing"] = actions.Handing(to, values.get("reason", ""), team)
        return values


def manager_of(team: Team) -> Staff | None:
    """Who manages the team and is there, the first by name."""
    found = staff_with_role("manager", team).exclude(pk__in=away_today())
    return found.order_by("full_name", "id").first()


@dataclass(frozen=True)
class Row:
    """A chosen complaint; `refused` says why it cannot be handed over, `told` whether that was asked."""

    case: Case
    told: bool = False
    refused: str = ""


@desk_page
def hand_over(request: DeskRequest) -> HttpResponse:
    """GET shows the form, POST with `step` preview what would happen, with `step` do does it."""
    given = request.POST if request.method == "POST" else request.GET
    cases = with_references(request.staff, [value.partition(":")[0] for value in asked_for(given)])
    form = HandOverMany(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, [Row(case) for case in cases], status=422 if form.is_bound else 200)
    handing = form.cleaned_data["handing"]
    if given.get("step") != "do":
        return _page(request, form, preview(request, cases, handing), handing=handing)
    rows = done(request, cases, handing, shown_versions(given))
    if any(row.refused for row in rows) or not rows:
        return _page(request, form, rows, handing=handing, done=True)
    way_back = undo.of_owners(request, cases)
    return said_and_seen(request, how_many_done(len(rows)), chosen(request.GET).url, undo=way_back)


def asked_for(given: QueryDict) -> list[str]:
    """The values of the ticked boxes: a reference, and after a colon the version that was shown."""
    return given.getlist("case")[:AT_MOST]


def shown_versions(given: QueryDict) -> dict[str, int]:
    pairs = (value.partition(":") for value in asked_for(given))
    return {ref: shown for ref, _colon, version in pairs if (shown := whole_number(version)) is not None}


def preview(request: DeskRequest, cases: Sequence[Case], handing: actions.Handing) -> list[Row]:
    refusals = [actions.would_refuse(case, handing, by=request.by) for case in cases]
    return [Row(c, True, r.sentence() if r else "") for c, r in zip(cases, refusals, strict=True)]


def done(
    request: DeskRequest, cases: Sequence[Case], handing: actions.Handing, versions: dict[str, int]
) -> list[Row]:
    """Each by itself: what one is refused does not hold up the others."""
    rows = []
    for case in cases:
        refused = ""
        try:
            actions.give(case, handing, versions.get(case.ref, 0), by=request.by)
        except Refusal as why:
            refused = why.sentence()
        rows.append(Row(case, True, refused))
    return rows


def how_many_done(count: int) -> str:
    said = ngettext("%(n)s complaint is handed over.", "%(n)s complaints are handed over.", count)
    return said % {"n": grouped(count)}


def _page(
    request: DeskRequest,
    form: HandOverMany,
    rows: list[Row],
    *,
    status: int = 200,
    done: bool = False,
    **more: Any,
) -> HttpResponse:
    able = [row for row in rows if row.told and not row.refused]
    return show(
        request,
        "desk/hand_over_many.html",
        status=status,
        form=form,
        rows=rows,
        able=able,
        unable=[row for row in rows if row.refused],
        said=how_many_done(len(able)) if done and able else "",
        done=done,
        chosen=chosen(request.GET),
        nav_counts=nav_counts(request.staff),
        **more,
    )
