"""The complaints form inside the company's website: where it may be shown, and what to copy into its pages."""

from typing import Any

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from amends.people import actions
from amends.people import queries as people
from amends.people.origins import LONGEST, MOST, in_own_letters
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.verbs._verb import text
from amends.web.public.embed import embedded_form
from amends.web.public.take_in import NotTaken, empty_form
from amends.web.speaking import speak


class WebsiteForm(SettingsForm):
    """One origin a line; the action checks each."""

    embed_origins = text(
        _("Websites that may show the form"),
        rows=4,
        required=False,
        help_text=_(
            "Each on a line of its own, such as https://shop.example. None: the form is shown nowhere else."
        ),
    )

    def clean_embed_origins(self) -> list[str]:
        written: str = self.cleaned_data["embed_origins"]
        if len(written) > MOST * LONGEST:
            raise forms.ValidationError(gettext("At most %(most)s websites.") % {"most": MOST})
        return [line for line in written.splitlines() if line.strip()]


@settings_page
def website(request: DeskRequest) -> HttpResponse:
    found = people.company_now()
    form = WebsiteForm(request.POST or None, now_set={"embed_origins": "\n".join(found.embed_origins)})

    def change(values: dict[str, Any]) -> None:
        actions.change_company(found, {"embed_origins": values["embed_origins"]}, by=request.by)

    def page(status: int) -> HttpResponse:
        return show_settings(
            request, "website.html", "website", status=status, form=form, **_shown(found.embed_origins)
        )

    said = gettext("The websites that may show the form are kept.")
    return answer(request, form, change, said, reverse("desk:settings_website"), page)


@csp_replace({"frame-ancestors": ["'self'"]})
@xframe_options_sameorigin
@require_safe
@settings_page
def preview(request: DeskRequest) -> HttpResponse:
    """The form as customers see it in a frame, for our own page to show; it cannot be sent."""
    speak(request, request.LANGUAGE_CODE)
    return embedded_form(request, NotTaken(empty_form(), 200), preview=True)


def _shown(origins: list[str]) -> dict[str, Any]:
    """The pieces to copy, and the names of websites as their owners write them."""
    where = {
        "page": settings.PUBLIC_URL + reverse("public:complain"),
        "embed": settings.PUBLIC_URL + reverse("public:embed"),
        "script": settings.PUBLIC_URL + reverse("public:embed_script"),
    }
    return {
        "button_piece": render_to_string("desk/settings/_website_button.html", where).strip(),
        "frame_piece": render_to_string("desk/settings/_website_frame.html", where).strip(),
        "international": [(origin, own) for origin in origins if (own := in_own_letters(origin))],
        "allowed": bool(origins),
        "ours": settings.PUBLIC_URL,
    }
