"""Accounts of employees: who there is, inviting, roles in teams, ending an account."""

import secrets
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases.queries import open_cases_of
from amends.language.own_names import OWN_NAMES
from amends.people import actions
from amends.people import queries as people
from amends.people.models import Role, Staff, Team
from amends.people.refusal import Refusal
from amends.web.desk.absence import rows_of
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import SettingsForm, answer, settings_page, show_settings
from amends.web.desk.settings.places import zones
from amends.web.desk.verbs._verb import line
from amends.web.showing import said_and_seen
from amends.web.sign_in import password_link

SHOWN = 500
FIELDS = ("full_name", "email", "job_title", "department", "phone", "language", "zone")


class Account(SettingsForm):
    """What an account says about somebody."""

    full_name = line(_("Full name"), longest=200)
    email = forms.EmailField(label=_("Email"), help_text=_("They sign in with it."))
    job_title = line(
        _("What they do"), required=False, longest=120, help_text=_("It stands under their letters.")
    )
    department = line(_("Department"), required=False, longest=120)
    phone = line(_("Phone"), required=False, longest=40)
    language = forms.ChoiceField(
        label=_("Language of the desk"), choices=[(c, OWN_NAMES.get(c, c)) for c, _n in settings.LANGUAGES]
    )
    zone = forms.ChoiceField(label=_("Time zone"), required=False)

    def prepare(self) -> None:
        self.choose("zone", [("", gettext("The company's")), *zones()])


class RoleForm(SettingsForm):
    """One role, in one team or in every team."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.HANDLER)
    team = forms.ChoiceField(label=_("In which team"), required=False)

    def prepare(self) -> None:
        every = [
            ("", gettext("in every team")),
            *((str(team.pk), team.name) for team in people.active_teams()),
        ]
        self.choose("team", every)


class Invitation(RoleForm):
    """A new account with its first role."""

    full_name = line(_("Full name"), longest=200)
    email = forms.EmailField(label=_("Email"), help_text=_("They sign in with it."))
    language = forms.ChoiceField(
        label=_("Language of the desk"), choices=[(c, OWN_NAMES.get(c, c)) for c, _n in settings.LANGUAGES]
    )
    how = forms.ChoiceField(
        label=_("How they come in"),
        widget=forms.RadioSelect,
        choices=[
            ("link", _("By a link with which they set their own password")),
            ("password", _("With a first password that you tell them")),
        ],
        initial="link",
    )
    field_order = ("full_name", "email", "role", "team", "language", "how")


@settings_page
def staff(request: DeskRequest) -> HttpResponse:
    rows = list(people.all_staff()[: SHOWN + 1])
    return show_settings(request, "staff.html", "staff", people=rows[:SHOWN], more=len(rows) > SHOWN)


@settings_page
def invite(request: DeskRequest) -> HttpResponse:
    first = {"language": people.languages()[0], "role": Role.HANDLER, "how": "link"}
    form = Invitation(request.POST or None, now_set=first)

    def page(status: int) -> HttpResponse:
        return show_settings(request, "invite.html", "staff", status=status, form=form)

    return answer(request, form, lambda values: _invite(request, values), "", "", page)


def _invite(request: DeskRequest, values: dict[str, Any]) -> HttpResponse:
    """The account and what lets them in, which is shown on the page after this and never again."""
    password = secrets.token_urlsafe(9) if values["how"] == "password" else None
    person = actions.invite(
        values["email"],
        values["full_name"],
        values["role"],
        _team(values["team"]),
        by=request.by,
        password=password,
        language=values["language"],
    )
    if password:
        return show_settings(request, "let_in.html", "staff", person=person, password=password)
    return _show_link(request, person)


def _link(request: DeskRequest, person: Staff) -> HttpResponse:
    actions.note_link(person, by=request.by)
    return _show_link(request, person)


def _show_link(request: DeskRequest, person: Staff) -> HttpResponse:
    link, days = password_link(request, person), settings.PASSWORD_RESET_TIMEOUT // 86400
    return show_settings(request, "let_in.html", "staff", person=person, link=link, days=days)


def _team(chosen: str) -> Team | None:
    """None is every team, so a team that just ended must not become it."""
    return get_object_or_404(people.active_teams(), pk=int(chosen)) if chosen else None


def _one(pk: int) -> Staff:
    found = people.all_staff().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@settings_page
def person(request: DeskRequest, pk: int) -> HttpResponse:
    found = _one(pk)
    form = Account(request.POST or None, now_set={name: getattr(found, name) for name in FIELDS})

    def change(values: dict[str, Any]) -> None:
        actions.change_staff(found, {name: values[name] for name in FIELDS}, by=request.by)

    def page(status: int) -> HttpResponse:
        return _page(request, found, form, status)

    said = gettext("The account is changed.")
    return answer(request, form, change, said, reverse("desk:settings_person", args=[pk]), page)


def _page(request: DeskRequest, person: Staff, form: Account, status: int = 200, **more: Any) -> HttpResponse:
    role = more.pop("role", None) or RoleForm(now_set={"role": Role.HANDLER, "team": ""})
    return show_settings(
        request,
        "person.html",
        "staff",
        status=status,
        person=person,
        form=form,
        role=role,
        held=[(m, Role(m.role).label) for m in person.memberships.all()],
        open_cases=open_cases_of(person),
        away=rows_of(person),
        **more,
    )


@settings_page
def person_act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """POST only: give or take a role, make a link, end the account or open it again."""
    found = _one(pk)
    if request.method != "POST" or what not in ACTS:
        raise Http404
    try:
        done = ACTS[what](request, found)
    except Refusal as refused:
        form = Account(now_set={name: getattr(found, name) for name in FIELDS})
        return _page(request, found, form, refused.status, refused=refused.sentence())
    if isinstance(done, HttpResponse):
        return done
    return said_and_seen(request, str(done), reverse("desk:settings_person", args=[pk]))


def _give(request: DeskRequest, person: Staff) -> str:
    form = RoleForm(request.POST, now_set={"role": Role.HANDLER, "team": ""})
    if not form.is_valid():
        raise Refusal(gettext("Choose a role and a team."))
    actions.give_role(person, form.cleaned_data["role"], _team(form.cleaned_data["team"]), by=request.by)
    return gettext("The role is given.")


def _take(request: DeskRequest, person: Staff) -> str:
    for held in person.memberships.all():
        if str(held.pk) == request.POST.get("membership"):
            actions.take_role(person, held.role, held.team, by=request.by)
            return gettext("The role is taken away.")
    raise Refusal(gettext("They no longer have this role."))


def _deactivate(request: DeskRequest, person: Staff) -> str:
    actions.deactivate(person, by=request.by)
    return gettext("The account is ended. What they did stays under their name.")


def _activate(request: DeskRequest, person: Staff) -> str:
    actions.activate(person, by=request.by)
    return gettext("The account is open again.")


ACTS: dict[str, Callable[[DeskRequest, Staff], str | HttpResponse]] = {
    "give": _give,
    "take": _take,
    "link": _link,
    "deactivate": _deactivate,
    "activate": _activate,
}
