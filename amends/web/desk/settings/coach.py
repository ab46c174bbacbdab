"""How grave each rule of the coach is here: whether it stops a reply, advises, or is silent."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from amends.cases import judged
from amends.cases.actions import forget_judgements
from amends.coach.catalogue import rules
from amends.language.own_names import OWN_NAMES
from amends.people import actions
from amends.people import queries as people
from amends.web.desk.lines import grouped
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.showing import said_and_seen

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
        learnt = [(OWN_NAMES.get(one.language, one.language), told(one)) for one in judged.learnt()]
        return show_settings(request, "coach.html", "coach", status=status, form=form, learnt=learnt)

    return answer(request, form, change, _("The coach is set."), reverse("desk:settings_coach"), page)


def told(learnt: judged.Learnt) -> str:
    how_many = {"count": grouped(learnt.judged), "otherwise": grouped(learnt.otherwise)}
    return (
        ngettext(
            "%(count)s complaint was judged; otherwise than the coach had thought: %(otherwise)s.",
            "%(count)s complaints were judged; otherwise than the coach had thought: %(otherwise)s.",
            learnt.judged,
        )
        % how_many
    )


@require_POST
@settings_page
def coach_forget(request: DeskRequest) -> HttpResponse:
    """What it learnt here goes; what it learnt from its own examples stays."""
    forget_judgements(by=request.by)
    return said_and_seen(
        request, _("The coach has forgotten what it learnt here."), reverse("desk:settings_coach")
    )
