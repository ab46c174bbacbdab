"""Keys by which other programs act, and the addresses that are told of events. A secret is shown once."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.channels import webhook_register
from amends.channels.announcements import EVENTS
from amends.people import actions
from amends.people import queries as people
from amends.people.actions.keys import SCOPES
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.verbs._verb import line
from amends.web.showing import said_and_seen

ALLOWS = {
    "complaints:write": _("take complaints in, add words and files"),
    "complaints:read": _("see how complaints stand"),
    "cases:write": _("take steps of the procedure"),
    "customers:read": _("see customers' cards"),
    "coach:read": _("let the coach read replies and complaints"),
    "webhooks:write": _("list, add and remove webhooks"),
}


class KeyForm(SettingsForm):
    """A new key."""

    name = line(_("Whose key it is"), longest=120, help_text=_("Such as: shop. The journal names it."))
    scopes = forms.MultipleChoiceField(
        label=_("What it allows"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(scope, ALLOWS.get(scope, scope)) for scope in SCOPES],
    )
    team = forms.ChoiceField(label=_("For which team"), required=False)

    def prepare(self) -> None:
        teams = [(str(team.pk), team.name) for team in people.active_teams()]
        self.choose("team", [("", gettext("every team")), *teams])


class HookForm(SettingsForm):
    """A new webhook."""

    name = line(_("What it is called"), required=False, longest=120)
    url = line(
        _("Address"), longest=500, help_text=_("A public address, such as https://shop.example/amends.")
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(event, event) for event in EVENTS],
        help_text=_("None chosen: every event."),
    )


@settings_page
def programs(request: DeskRequest) -> HttpResponse:
    keys = list(people.keys())
    return show_settings(
        request,
        "programs.html",
        "programs",
        keys=keys,
        in_force=sum(key.revoked_at is None for key in keys),
        hooks=webhook_register.webhooks(),
        api=f"{settings.PUBLIC_URL}/api/v1/",
    )


def _form_page(
    request: DeskRequest, form: SettingsForm, heading: str, lead: str, status: int
) -> HttpResponse:
    return show_settings(
        request, "program.html", "programs", status=status, form=form, heading=heading, lead=lead
    )


@settings_page
def add_key(request: DeskRequest) -> HttpResponse:
    form = KeyForm(request.POST or None, now_set={"team": ""})
    heading, lead = (
        gettext("Make a key"),
        gettext("A program shows it with every call. It allows what you choose, no more."),
    )

    def page(status: int) -> HttpResponse:
        return _form_page(request, form, heading, lead, status)

    def make(values: dict[str, Any]) -> HttpResponse:
        team = people.active_teams().filter(pk=int(values["team"])).first() if values["team"] else None
        key, secret = actions.create_key(values["name"], values["scopes"], by=request.by, team=team)
        heading = gettext("The key of %(name)s") % {"name": key.name}
        return show_settings(
            request, "secret.html", "programs", heading=heading, name=key.name, secret=secret
        )

    return answer(request, form, make, "", "", page)


@settings_page
def revoke(request: DeskRequest, pk: int) -> HttpResponse:
    """POST only."""
    key = people.keys().filter(pk=pk).first()
    if request.method != "POST" or key is None:
        raise Http404
    actions.revoke_key(key, by=request.by)
    said = gettext("The key of %(name)s is revoked. It stops working within half a minute.") % {
        "name": key.name
    }
    return said_and_seen(request, said, reverse("desk:settings_programs"))


@settings_page
def add_hook(request: DeskRequest) -> HttpResponse:
    form = HookForm(request.POST or None, now_set={})
    heading, lead = (
        gettext("Add a webhook"),
        gettext("The address is called, signed, when something happens."),
    )

    def page(status: int) -> HttpResponse:
        return _form_page(request, form, heading, lead, status)

    def make(values: dict[str, Any]) -> HttpResponse:
        row, secret = webhook_register.add_webhook(
            values["url"], values["events"], by=request.by, name=values["name"]
        )
        heading = gettext("The secret calls to %(name)s are signed with") % {"name": row}
        return show_settings(request, "secret.html", "programs", heading=heading, name=row.url, secret=secret)

    return answer(request, form, make, "", "", page)


@settings_page
def hook_act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """POST only: `remove` it, or `start` calling it again."""
    row = webhook_register.webhook(pk)
    acts = {
        "remove": (webhook_register.remove_webhook, gettext("The webhook is removed.")),
        "start": (webhook_register.start_webhook, gettext("The webhook is called again.")),
    }
    if request.method != "POST" or row is None or what not in acts:
        raise Http404
    act, said = acts[what]
    act(row, by=request.by)
    return said_and_seen(request, said, reverse("desk:settings_programs"))
