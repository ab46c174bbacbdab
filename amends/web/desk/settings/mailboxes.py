"""Mailboxes that are read, tried at a button, and where mail goes out."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.channels import mailboxes as boxes
from amends.channels.email.trial import trial
from amends.channels.email.trial_out import send_trial, way_out
from amends.channels.models import Mailbox
from amends.channels.queries import mailboxes as all_boxes
from amends.people import queries as people
from amends.people.refusal import Refusal
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.verbs._verb import line
from amends.web.showing import said_and_seen

PLAIN = ("address", "host", "port", "security", "user", "folder", "done_folder", "tags")


class BoxForm(SettingsForm):
    """One mailbox; the password is never shown again."""

    address = forms.EmailField(
        label=_("Address"), help_text=_("Customers write to it, and answers come from it.")
    )
    team = forms.ChoiceField(
        label=_("Team that answers"),
        required=False,
        help_text=_("No particular one: the team for complaints that name none."),
    )
    host = line(
        _("Server (IMAP)"),
        required=False,
        longest=200,
        help_text=_("Such as imap.firm.example. Empty: your mail server hands the mail to us."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    security = forms.ChoiceField(
        label=_("Security"),
        choices=[
            ("tls", _("TLS (port 993)")),
            ("starttls", _("STARTTLS (port 143)")),
            ("none", _("no encryption")),
        ],
        help_text=_("Without encryption anybody between can read the password."),
    )
    user = line(_("Name to sign in with"), required=False, longest=200, help_text=_("Empty: the address."))
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    folder = line(_("Folder that is read"), longest=200)
    done_folder = line(
        _("Folder for mail that was read"),
        required=False,
        longest=200,
        help_text=_("Empty: it is marked as seen."),
    )
    tags = forms.BooleanField(
        label=_("The server takes address+anything too"),
        required=False,
        help_text=_("Then every answer finds its complaint."),
    )

    def prepare(self) -> None:
        teams = [(str(team.pk), team.name) for team in people.active_teams()]
        self.choose("team", [("", gettext("no particular one")), *teams])


FIRST = {"port": 993, "security": "tls", "folder": "INBOX", "tags": True, "team": ""}


def _now_set(box: Mailbox) -> dict[str, Any]:
    return {**{name: getattr(box, name) for name in PLAIN}, "team": str(box.team_id or "")}


def _values(form: dict[str, Any]) -> dict[str, Any]:
    values = {name: form[name] for name in PLAIN}
    team = people.active_teams().filter(pk=int(form["team"])).first() if form["team"] else None
    return {**values, "user": values["user"] or values["address"], "team": team}


@settings_page
def mailboxes(request: DeskRequest) -> HttpResponse:
    return _list(request)


def _list(request: DeskRequest, **more: Any) -> HttpResponse:
    server, sender = way_out()
    return show_settings(
        request, "mailboxes.html", "mailboxes", boxes=all_boxes(), server=server, sender=sender, **more
    )


@settings_page
def add(request: DeskRequest) -> HttpResponse:
    form = BoxForm(request.POST or None, now_set=FIRST)

    def page(status: int) -> HttpResponse:
        return show_settings(request, "mailbox.html", "mailboxes", status=status, form=form)

    def make(values: dict[str, Any]) -> HttpResponse:
        made = _values(values)
        box = boxes.add_mailbox(made.pop("address"), by=request.by, password=values["password"], **made)
        return _tried(request, box, gettext("The mailbox is set up."))

    return answer(request, form, make, "", "", page)


def _tried(request: DeskRequest, box: Mailbox, said: str) -> HttpResponse:
    """After a change the mailbox is tried at once: whoever set it up sees what is wrong while they know why."""
    address = reverse("desk:settings_mailbox", args=[box.pk])
    return said_and_seen(request, said, f"{address}?try" if box.host else address)


@settings_page
def mailbox(request: DeskRequest, pk: int) -> HttpResponse:
    """The form; with `?try` also what trying it said."""
    box = _one(pk)
    form = BoxForm(request.POST or None, now_set=_now_set(box))
    tried = request.method == "GET" and "try" in request.GET and bool(box.host)
    facts = {"box": box, "tried": tried, "trouble": trial(box) if tried else None}

    def page(status: int) -> HttpResponse:
        return show_settings(request, "mailbox.html", "mailboxes", status=status, form=form, **facts)

    def change(values: dict[str, Any]) -> HttpResponse:
        boxes.change_mailbox(box, _values(values), by=request.by, password=values["password"])
        return _tried(request, box, gettext("The mailbox is changed."))

    return answer(request, form, change, "", "", page)


def _one(pk: int) -> Mailbox:
    box = all_boxes().filter(pk=pk).first()
    if box is None:
        raise Http404
    return box


@settings_page
def mailbox_act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """POST only: `stop` reading it, or `start` again."""
    box = _one(pk)
    acts = {
        "stop": (boxes.stop_mailbox, gettext("The mailbox is not read any more.")),
        "start": (boxes.start_mailbox, gettext("The mailbox is read again.")),
    }
    if request.method != "POST" or what not in acts:
        raise Http404
    act, said = acts[what]
    act(box, by=request.by)
    return said_and_seen(request, said, reverse("desk:settings_mailbox", args=[pk]))


@settings_page
def try_out(request: DeskRequest) -> HttpResponse:
    """POST only: a mail to whoever asks, to see whether mail goes out."""
    if request.method != "POST":
        raise Http404
    outcome = send_trial(request.staff.email)
    if outcome.sent:
        said = gettext("A mail to %(address)s was handed over.") % {"address": request.staff.email}
        return said_and_seen(request, said, reverse("desk:settings_mailboxes"))
    return _list(request, status=Refusal.status, unsent=outcome)
