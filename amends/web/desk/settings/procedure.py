"""The procedure's times as sentences to fill in, the public page beside them, and a new version from a day."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from amends.cases.queries import last_answered, open_by_version
from amends.people import procedures
from amends.people import queries as people
from amends.people.actions import publish_procedure
from amends.people.figure_words import changes_in_words
from amends.people.models import Company, Team
from amends.procedure.definition import Procedure
from amends.procedure.figures import differences, figures_of
from amends.procedure.moment import now
from amends.procedure.policy import span
from amends.web.context import language_choices
from amends.web.desk.lines import language
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import answer, settings_page, show_settings
from amends.web.desk.settings.hold import in_time, sooner
from amends.web.desk.settings.public_page import compared
from amends.web.desk.settings.versions import VersionForm, first_day, inside, number
from amends.web.public.ahead import rules
from amends.web.showing import wants_fragment

COUNTED = [
    ("working_days", _("working days")),
    ("calendar_days", _("days")),
    ("working_hours", _("working hours")),
    ("hours", _("hours")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("years", _("years")),
    ("minutes", _("minutes")),
]
CLOCKS = {
    "responsible": _("Somebody is responsible within"),
    "next_contact": _("Next news within"),
    "final:on_the_spot": _("Solved on the spot within"),
    "final:simple": _("Reply to a simple complaint within"),
    "final:complex": _("Reply to a complex complaint within"),
    "interim": _("News at least every"),
    "statement": _("Statement within"),
    "right_of_reply": _("Reply to a finding within"),
    "remedy": _("Remedy done within"),
    "satisfaction": _("Asked whether it is right after"),
}


class ProcedureForm(VersionForm):
    """A number and what it counts for each clock the procedure has, and the three warnings in percent."""

    def prepare(self) -> None:
        self.fields["begins"].widget.attrs["form"] = (
            "figures"  # it stands beside the button, outside the form
        )
        for name, label in CLOCKS.items():
            field = field_name(name)
            if f"{field}_n" in self.initial:
                self.fields[f"{field}_n"] = number(label)
                widget = forms.Select(attrs={**inside(_("What is counted"))})
                self.fields[f"{field}_unit"] = forms.ChoiceField(choices=COUNTED, widget=widget, label=label)
        for place in range(3):
            self.fields[f"warning_{place}"] = number(_("Percent of the time used"))
        for name in self.fields.keys() - {"begins", "shown"}:
            self._outline(name)

    def _outline(self, name: str) -> None:
        """Mark a field that differs from what holds now; the script goes on with it while one types."""
        attrs, now_set = self.fields[name].widget.attrs, str(self.initial.get(name))
        attrs["data-now"] = now_set
        if self.is_bound and self.data.get(name) != now_set:
            attrs["class"] = f"{attrs.get('class', '')} ch".strip()

    def figures(self) -> dict[str, Any]:
        values = self.cleaned_data
        clocks = {
            f"plan:{name}": [values[f"{field_name(name)}_n"], values[f"{field_name(name)}_unit"]]
            for name in CLOCKS
            if f"{field_name(name)}_n" in self.fields
        }
        return {"clocks": clocks, "warnings": [values[f"warning_{place}"] for place in range(3)]}

    def field_of(self, figure: str) -> str:
        if figure == "warnings":
            return "warning_0"
        return (
            f"{field_name(figure.removeprefix('clocks plan:'))}_n" if figure.startswith("clocks") else figure
        )


def field_name(clock: str) -> str:
    return clock.replace(":", "_")


def _now_set(company: Company, plan: Procedure) -> dict[str, Any]:
    values: dict[str, Any] = {"begins": first_day(company).isoformat()}
    for name in CLOCKS:
        if clock := plan.clock_named(f"plan:{name}"):
            values[f"{field_name(name)}_n"] = clock.n
            values[f"{field_name(name)}_unit"] = clock.unit
    return values | {f"warning_{place}": level for place, level in enumerate(plan.warnings)}


@settings_page
def procedure(request: DeskRequest) -> HttpResponse:
    """Sent with `publish` it publishes; sent otherwise it shows what would change."""
    company = people.company_now()
    form = ProcedureForm(request.POST or None, now_set=_now_set(company, procedures.newest(company)))

    def page(status: int) -> HttpResponse:
        return _page(request, company, form, status)

    def publish(values: dict[str, Any]) -> None:
        publish_procedure(form.figures(), values["begins"], by=request.by)

    if "publish" not in request.POST:
        return page(200)
    said = gettext("Version %(version)s is published.") % {"version": procedures.next_version(company)}
    return answer(request, form, publish, said, reverse("desk:settings_procedure"), page)


def _page(request: DeskRequest, company: Company, form: ProcedureForm, status: int) -> HttpResponse:
    before = procedures.newest(company)
    after = (form.trial(company) if form.is_bound and not form.errors else None) or before
    chosen = request.POST.get("lang") or language()
    spoken = chosen if chosen in dict(settings.LANGUAGES) else "en"
    found = compared(
        company,
        before,
        after,
        first_day(company),
        request.build_absolute_uri(reverse("public:complain")),
        spoken,
    )
    answered = last_answered()
    context = {
        "form": form,
        "sections_said": found,
        "changes": sum(one.changed for _heading, rows in found for one in rows),
        "spoken": spoken,
        "public_title": _title(spoken),
        "languages": language_choices(list(people.languages(company))),
        "answered": len(answered),
        "held": in_time(before, answered),
        "rules": bool(company.packs),
        "sooner": _sooner(company, after),
        "would_hold": in_time(after, answered),
        "begins": first_day(company),
        "version": procedures.next_version(company),
        "last": before.version,
        "open_cases": sum(open_by_version().values()),
        "coming": _coming(company),
        "versions": _versions(company),
    }
    template = "_public.html" if wants_fragment(request) else "procedure.html"
    return show_settings(request, template, "procedure", status=status, **context)


def _sooner(company: Company, plan: Procedure) -> list[tuple[str, str]]:
    """Each rule that asks for an answer sooner, by its source, with its time in words."""
    calendar = (company.default_team or Team()).calendar
    found = sooner(plan, rules(company), now(), calendar)
    return [(clock.source or clock.pack, span(clock).say(gettext, ngettext)) for clock in found]


def _title(code: str) -> str:
    with override(code):
        return gettext("How we handle complaints")


def _coming(company: Company) -> list[dict[str, Any]]:
    """The versions that are published and have not begun."""
    today = procedures.today(company)
    rows = [{"version": r["version"], "begins": date.fromisoformat(r["begins"])} for r in company.procedures]
    return [row for row in rows if row["begins"] > today]


def _versions(company: Company) -> list[dict[str, Any]]:
    """The versions so far, the newest first, each with what it changed in words."""
    rows, before = [], figures_of(procedures.first(company))
    for row in company.procedures:
        changes = changes_in_words(differences(before, row["figures"]))
        begins = date.fromisoformat(row["begins"])
        rows.append({"version": row["version"], "begins": begins, "changes": changes})
        before = row["figures"]
    return rows[::-1]
