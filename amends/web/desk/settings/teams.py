"""Teams and their calendars: what promises are counted on."""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.people import actions
from amends.people import queries as people
from amends.people.models import Team
from amends.procedure.moment import now
from amends.procedure.policy_words import WEEKDAYS
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings import places
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.verbs._verb import line, text

PLAIN = ("name", "zone", "country", "subdivision", "phone", "email", "active")
AHEAD = 120  # days whose closed working days are shown beside the form
INTERVAL = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to)\s*(\d{1,2})[:.](\d{2})")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


def read_hours(text: str) -> list[list[str]]:
    """Opening hours of a day as they are stored, of "9:00–12:00, 13:00–17:00"; empty text: closed.

    ValidationError for what is no interval of hours.
    """
    found = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;]", text))):
        match = INTERVAL.fullmatch(part)
        try:
            opens, closes = (time(int(h), int(m)) for h, m in (match.group(1, 2), match.group(3, 4)))  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            raise forms.ValidationError(gettext("Write hours such as 09:00–12:00, 13:00–17:00.")) from None
        if opens >= closes:
            raise forms.ValidationError(gettext("%(hours)s ends before it begins.") % {"hours": part})
        found.append([f"{opens:%H:%M}", f"{closes:%H:%M}"])
    return found


def read_days(text: str) -> list[str]:
    """ISO dates, one a line, in order; ValidationError names the line that is no date."""
    found = set()
    for written in filter(None, (one.strip() for one in re.split(r"[\n,;]", text))):
        match = DAY.fullmatch(written)
        try:
            parts = [int(p) for p in match.groups() if p]  # type: ignore[union-attr]
            found.add(date(*(parts if match.group(1) else reversed(parts))).isoformat())  # type: ignore[union-attr]
        except (AttributeError, ValueError):
            raise forms.ValidationError(
                gettext("“%(day)s” is no date. Write one a line, such as 2026-12-24 or 24.12.2026.")
                % {"day": written[:40]}
            ) from None
    return sorted(found)


class TeamForm(SettingsForm):
    """A team; one line of hours for each weekday, `hours_0` is Monday."""

    name = line(_("Name"), longest=120)
    zone = forms.ChoiceField(label=_("Time zone"))
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Its public holidays are no working days.")
    )
    subdivision = line(
        _("Part of the country"),
        required=False,
        longest=10,
        help_text=_("Where holidays differ, such as BY in Germany."),
    )
    email = forms.EmailField(
        label=_("Email"), required=False, help_text=_("Mail sent to this address comes to this team.")
    )
    phone = line(_("Phone"), required=False, longest=40)
    extra_closed = text(
        _("Also closed on"), rows=3, required=False, help_text=_("One date a line, such as 2026-12-24.")
    )
    extra_open = text(
        _("Open all the same on"),
        rows=2,
        required=False,
        help_text=_("Weekends or holidays on which you work."),
    )
    active = forms.BooleanField(label=_("In use"), required=False)

    def prepare(self) -> None:
        self.choose("country", places.countries())
        self.choose("zone", places.zones())
        for number, day in enumerate(WEEKDAYS):
            self.fields[f"hours_{number}"] = line(gettext(day), required=False, longest=80)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for name in [*(f"hours_{n}" for n in range(7)), "extra_closed", "extra_open"]:
            try:
                reads = read_hours if name.startswith("hours") else read_days
                values[name] = reads(values.get(name, ""))
            except forms.ValidationError as wrong:
                self.add_error(name, wrong)
        return values

    @property
    def weekdays(self) -> list[forms.BoundField]:
        return [self[f"hours_{number}"] for number in range(7)]


def _now_set(team: Team) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(team, name) for name in PLAIN}
    for number in range(7):
        values[f"hours_{number}"] = ", ".join("–".join(pair) for pair in team.hours.get(str(number), ()))
    return {**values, "extra_closed": "\n".join(team.extra_closed), "extra_open": "\n".join(team.extra_open)}


class NewTeam(SettingsForm):
    """A team begins with the company's zone and country and nine to five."""

    name = line(_("Name of the new team"), longest=120)


@settings_page
def teams(request: DeskRequest) -> HttpResponse:
    form = NewTeam(request.POST or None, now_set={})

    def page(status: int) -> HttpResponse:
        home = people.company().default_team_id
        found = people.teams()
        return show_settings(request, "teams.html", "teams", status=status, form=form, teams=found, home=home)

    def add(values: dict[str, Any]) -> str:
        made = actions.add_team(values["name"], by=request.by)
        return reverse("desk:settings_team", args=[made.pk])

    return answer(request, form, add, gettext("The team is set up. Look at its hours."), "", page)


@settings_page
def team(request: DeskRequest, pk: int) -> HttpResponse:
    found = people.teams().filter(pk=pk).first()
    if found is None:
        raise Http404
    form = TeamForm(request.POST or None, now_set=_now_set(found))

    def change(values: dict[str, Any]) -> None:
        hours = {str(n): values[f"hours_{n}"] for n in range(7) if values[f"hours_{n}"]}
        days = {name: values[name] for name in ("extra_closed", "extra_open")}
        changes = {**{name: values[name] for name in PLAIN}, **days, "hours": hours}
        actions.change_team(found, changes, by=request.by)

    def page(status: int) -> HttpResponse:
        closed = closed_days(found)
        return show_settings(
            request, "team.html", "teams", status=status, form=form, team=found, closed=closed, ahead=AHEAD
        )

    said = gettext("The team is changed. Dates already promised stay.")
    return answer(request, form, change, said, reverse("desk:settings_team", args=[pk]), page)


def closed_days(team: Team) -> list[date]:
    """The coming days that would be working days by the hours, and are not: holidays and extra closed days."""
    calendar = team.calendar
    today = calendar.local(now()).date()
    days = (today + timedelta(days=n) for n in range(AHEAD))
    return [day for day in days if calendar.hours[day.weekday()] and not calendar.is_working_day(day)]
