"""The company: what its letters and pages are headed with, its languages, and the rules that bind it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.language.own_names import OWN_NAMES
from amends.people import actions
from amends.people import queries as people
from amends.people.models import Company
from amends.procedure.packs import available, load_pack
from amends.responses.letter.typeset import LOGO_AT_MOST, can_be_set
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings import places
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.verbs._verb import line, text

PLAIN = (
    "name",
    "address",
    "email",
    "phone",
    "website",
    "colour",
    "country",
    "zone",
    "currency",
    "packs",
    "feedback_wanted",
)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class CompanyForm(SettingsForm):
    """The company's settings; the logo is kept as it is unless another is given or it is taken away."""

    name = line(_("Name"), longest=200)
    address = text(_("Address"), rows=3, required=False, help_text=_("As it stands on your letters."))
    email = forms.EmailField(label=_("Email"), required=False, help_text=_("Where customers may write to."))
    phone = line(_("Phone"), required=False, longest=40)
    website = line(_("Website"), required=False, longest=200)
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG or JPEG, up to 400 kB. On your pages and letters.")
    )
    without_logo = forms.BooleanField(label=_("Show the name in place of the logo"), required=False)
    colour = line(
        _("Colour"),
        required=False,
        longest=20,
        help_text=_("Of your customers' pages, such as #0A5567. Empty: ours."),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Its public holidays are no working days.")
    )
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Teams that keep the company's move with it."))
    currency = forms.ChoiceField(label=_("Currency of remedies"))
    first_language = forms.ChoiceField(label=_("Your own language"))
    languages = forms.MultipleChoiceField(
        label=_("Languages you answer in"), widget=forms.CheckboxSelectMultiple, required=False
    )
    packs = forms.MultipleChoiceField(
        label=_("Rules that bind you"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Complaints already taken in keep the rules they came under."),
    )
    default_team = forms.ChoiceField(label=_("Team for complaints that name none"))
    feedback_wanted = forms.BooleanField(label=_("Keep remarks without a name as feedback"), required=False)

    def prepare(self) -> None:
        spoken = [(code, OWN_NAMES.get(code, code)) for code, _name in settings.LANGUAGES]
        self.choose("country", places.countries())
        self.choose("zone", places.zones())
        self.choose("currency", places.currencies())
        self.choose("first_language", spoken)
        self.choose("languages", spoken)
        self.choose("packs", [(key, gettext(load_pack(key).name)) for key in available()])
        self.choose("default_team", [(str(team.pk), team.name) for team in people.active_teams()])

    def clean_logo(self) -> bytes | None:
        file = self.cleaned_data.get("logo")
        return _checked_logo(file) if isinstance(file, UploadedFile) else None


def _checked_logo(file: "UploadedFile[Any]") -> bytes:
    """The picture's bytes, if a browser and a letter can show them."""
    if (file.size or 0) > LOGO_AT_MOST:
        raise forms.ValidationError(gettext("The picture is larger than 400 kB."))
    content: bytes = file.read()
    if not content.startswith(PICTURES):
        raise forms.ValidationError(gettext("This is no PNG or JPEG picture."))
    if not can_be_set(content):
        raise forms.ValidationError(gettext("The picture is damaged and cannot be shown."))
    return content


def _now_set(found: Company) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(found, name) for name in PLAIN}
    values["first_language"] = (found.languages or ["en"])[0]
    return {**values, "languages": list(found.languages), "default_team": str(found.default_team_id or "")}


@settings_page
def company(request: DeskRequest) -> HttpResponse:
    found = people.company_now()
    form = CompanyForm(request.POST or None, request.FILES or None, now_set=_now_set(found))

    def change(values: dict[str, Any]) -> None:
        actions.change_company(found, _changes(found, values), by=request.by)

    def page(status: int) -> HttpResponse:
        return show_settings(request, "company.html", "company", status=status, form=form)

    said = gettext("The company's settings are kept.")
    return answer(request, form, change, said, reverse("desk:settings_company"), page)


def _changes(found: Company, values: dict[str, Any]) -> dict[str, Any]:
    first = values["first_language"]
    changes = {name: values[name] for name in PLAIN}
    changes["languages"] = [first, *(code for code in values["languages"] if code != first)]
    changes["default_team_id"] = int(values["default_team"])
    if values["logo"] or values["without_logo"]:
        changes["logo"] = values["logo"] or None
    return changes
