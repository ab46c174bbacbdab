"""How grave each rule of the coach is here: whether it stops a reply, advises, or is silent."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.coach.catalogue import rules
from amends.people import actions
from amends.people import queries as people
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings

GRAVE = [
    ("stop", gettext_lazy("stops a reply")),
    ("advise", gettext_lazy("advises")),
    ("off", gettext_lazy("is silent")),
]


class CoachForm(SettingsForm):
    """A choice for each rule, under its code."""

    def prepare(self) -> None:
        for rule in rules():
            label = f"{rule.code} {_(rule.name)}"
            self.fields[rule.code] = forms.ChoiceField(label=label, choices=GRAVE, help_text=_(rule.message))

    def chosen(self) -> dict[str, str]:
        """Only what differs from the rule's own gravity, so that a rule made graver later is graver here too."""
        return {
            rule.code: grave for rule in rules() if (grave := self.cleaned_data[rule.code]) != rule.severity
        }


@settings_page
def coach(request: DeskRequest) -> HttpResponse:
    own = people.company_now().coach_severities
    now_set = {rule.code: own.get(rule.code, rule.severity) for rule in rules()}
    form = CoachForm(request.POST or None, now_set=now_set)

    def change(values: dict[str, Any]) -> None:
        actions.change_company(people.company_now(), {"coach_severities": form.chosen()}, by=request.by)

    def page(status: int) -> HttpResponse:
        return show_settings(request, "coach.html", "coach", status=status, form=form)

    return answer(request, form, change, _("The coach is set."), reverse("desk:settings_coach"), page)
