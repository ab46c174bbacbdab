"""What an employee sets for themselves: language, time zone, how to reach them."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from amends.language.own_names import OWN_NAMES
from amends.people.actions import change_own
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.settings.places import zones
from amends.web.showing import said_and_seen, show


class Mine(forms.Form):
    """One's own settings."""

    language = forms.ChoiceField(
        label=_("Language of the desk"), choices=[(c, OWN_NAMES.get(c, c)) for c, _n in settings.LANGUAGES]
    )
    zone = forms.ChoiceField(label=_("Time zone"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    job_title = forms.CharField(label=_("What you do"), required=False, max_length=120)
    department = forms.CharField(label=_("Department"), required=False, max_length=120)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.fields["zone"].choices = [("", gettext("The company's")), *zones()]  # type: ignore[attr-defined]


@desk_page
def me(request: DeskRequest) -> HttpResponse:
    first = {name: getattr(request.staff, name) for name in Mine.base_fields}
    form = Mine(request.POST or None, initial=first)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return show(request, "desk/me.html", form=form, status=status, nav_counts=nav_counts(request.staff))
    change_own(request.staff, form.cleaned_data, by=request.by)
    with override(form.cleaned_data["language"]):
        response = said_and_seen(request, gettext("Your settings are kept."), reverse("desk:me"))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"], samesite="Lax")
    return response
