"""What may be offered to put it right, and up to what amount each role grants it alone."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.people import procedures
from amends.people import queries as people
from amends.people.actions import publish_procedure
from amends.people.models import Company, Role
from amends.procedure import words
from amends.procedure.definition import Procedure
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import answer, settings_page, show_settings
from amends.web.desk.settings.versions import VersionForm, first_day

WAYS = [("spot", _("on the spot too")), ("offered", _("offered, not on the spot")), ("", _("not offered"))]


class RemedyForm(VersionForm):
    """A limit for each role that grants, and for each remedy whether it is offered."""

    def prepare(self) -> None:
        for name in self.initial:
            kind, _colon, what = name.partition("_")
            if kind == "limit":
                self.fields[name] = forms.DecimalField(
                    label=dict(Role.choices).get(what, what),
                    required=False,
                    min_value=Decimal(0),
                    max_digits=10,
                    decimal_places=2,
                )
            elif kind == "remedy":
                self.fields[name] = forms.ChoiceField(
                    label=gettext(words.REMEDIES[what]), choices=WAYS, required=False
                )

    def figures(self) -> dict[str, Any]:
        values = self.cleaned_data
        limits = {n[6:]: values[n] for n in self.fields if n.startswith("limit_")}
        remedies = {n[7:]: values[n] for n in self.fields if n.startswith("remedy_")}
        return {
            "limits": {
                role: "inf" if amount is None else f"{amount.normalize():f}"
                for role, amount in limits.items()
            },
            "remedies": {name: way == "spot" for name, way in remedies.items() if way},
        }

    def field_of(self, figure: str) -> str:
        return f"limit_{figure.removeprefix('limits ')}" if figure.startswith("limits ") else figure

    @property
    def limits(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("limit_")]

    @property
    def offered(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("remedy_")]


def _now_set(company: Company, plan: Procedure) -> dict[str, Any]:
    values: dict[str, Any] = {"begins": first_day(company).isoformat()}
    for role, amount in plan.limits.items():
        values[f"limit_{role}"] = f"{amount.normalize():f}" if amount.is_finite() else ""
    for name in procedures.first(company).remedies:
        remedy = plan.remedies.get(name)
        values[f"remedy_{name}"] = "" if remedy is None else "spot" if remedy.on_the_spot else "offered"
    return values


@settings_page
def remedies(request: DeskRequest) -> HttpResponse:
    company = people.company_now()
    form = RemedyForm(request.POST or None, now_set=_now_set(company, procedures.newest(company)))

    facts = {"version": procedures.next_version(company), "currency": company.currency}

    def page(status: int) -> HttpResponse:
        return show_settings(request, "remedies.html", "remedies", status=status, form=form, **facts)

    def publish(values: dict[str, Any]) -> None:
        publish_procedure(form.figures(), values["begins"], by=request.by)

    said = gettext("Version %(version)s is published.") % facts
    return answer(request, form, publish, said, reverse("desk:settings_remedies"), page)
