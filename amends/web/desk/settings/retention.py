"""How long customers are kept, and what becomes of what is known about them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.improvement.retention import due_to_be_forgotten
from amends.people import queries as people
from amends.people.actions import change_company
from amends.people.set_up_checks import least_years
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.showing import show

MOST_COUNTED = 1000


class RetentionForm(SettingsForm):
    """For how many years after their last complaint a customer is known."""

    keep_years = forms.IntegerField(
        label=_("Forget customers so many years after their last complaint ended"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: they are kept until somebody forgets them."),
    )


@settings_page
def retention(request: DeskRequest) -> HttpResponse:
    company = people.company_now()
    form = RetentionForm(request.POST or None, now_set={"keep_years": company.keep_years})

    def page(status: int) -> HttpResponse:
        facts = {"years": company.keep_years, "least": least_years(company.packs)}
        return show_settings(request, "retention.html", "retention", status=status, form=form, **facts)

    def change(values: dict[str, Any]) -> None:
        change_company(company, {"keep_years": values["keep_years"]}, by=request.by)

    said = gettext("It is kept how long customers are known.")
    return answer(request, form, change, said, reverse("desk:settings_retention"), page)


@settings_page
def due(request: DeskRequest) -> HttpResponse:
    """How many are due, fetched after the page, since it looks at every customer."""
    found = due_to_be_forgotten().order_by()[: MOST_COUNTED + 1].count()
    more = found > MOST_COUNTED
    return show(request, "desk/settings/_due.html", due=min(found, MOST_COUNTED), more=more)
