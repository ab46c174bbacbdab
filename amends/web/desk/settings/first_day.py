"""The first day of an installation: what to set up, in order, each thing ticked off by what is so."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.channels.queries import first_answer_went_out, mail_comes_in
from amends.people import queries as people
from amends.people.actions import change_company
from amends.people.models import Company, Staff
from amends.web.desk.lines import Desk, Line
from amends.web.desk.next_step import NextStep
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import settings_page, show_settings
from amends.web.showing import said_and_seen


@dataclass(frozen=True)
class Task:
    """One thing of the first day. `why` says what it is good for; `label` and `url` lead to where it is done."""

    name: str
    why: str
    label: str
    url: str
    done: bool


def tasks(company: Company) -> list[Task]:
    """In the order they are best done; a few quick looks at what is so."""
    return [_who_you_are(company), _calendar(company), _mail(), _people(), _complaint()]


def _who_you_are(company: Company) -> Task:
    return Task(
        _("Say who you are"),
        _("Name, address and how to reach you stand on every page and letter."),
        _("Fill in the company"),
        reverse("desk:settings_company"),
        bool(company.name and company.email and company.address),
    )


def _calendar(company: Company) -> Task:
    team = company.default_team
    return Task(
        _("Set the calendar"),
        _("Promises are counted on your working days, without the holidays of your country."),
        _("Set hours and country"),
        reverse("desk:settings_team", args=[team.pk]) if team else reverse("desk:settings_teams"),
        bool(team and team.country),
    )


def _mail() -> Task:
    return Task(
        _("Let mail come in"),
        _("Complaints by mail are taken in and answered at once."),
        _("Set up a mailbox"),
        reverse("desk:settings_mailboxes"),
        mail_comes_in(),
    )


def _people() -> Task:
    return Task(
        _("Invite your people"),
        _("Somebody answers, somebody else signs: at least a handler and a manager."),
        _("Invite somebody"),
        reverse("desk:settings_invite"),
        people.roles_held() >= {"handler", "manager"},
    )


def _complaint() -> Task:
    return Task(
        _("Try a complaint"),
        _(
            "Complain as a customer would, with your own address, and see the first answer arrive. Then withdraw it."
        ),
        _("Complain as a customer"),
        reverse("public:complain"),
        first_answer_went_out(),
    )


def left(staff: Staff) -> list[Task]:
    """What an administrator has still to do; nothing for others, and nothing once the guide is put away."""
    if not people.standing(staff).administers:
        return []
    company = people.company()
    return [] if company.first_day_over else [task for task in tasks(company) if not task.done]


def add_first_day(desk: Desk) -> None:
    """A group on Today for what is left, the first thing first."""
    url = reverse("desk:settings_first_day")
    rows = [
        Line(None, NextStep(task.label, task.url), task.why, mark=_("To set up"), lead=task.name, place=url)
        for task in left(desk.staff)
    ]
    desk.add("first_day", _("First day"), rows)


@settings_page
def first_day(request: DeskRequest) -> HttpResponse:
    found = tasks(people.company_now())
    first = next((task for task in found if not task.done), None)
    return show_settings(request, "first_day.html", "first_day", tasks=found, first=first)


@settings_page
def put_away(request: DeskRequest) -> HttpResponse:
    """POST only: the guide is no longer shown on Today."""
    if request.method != "POST":
        raise Http404
    change_company(people.company_now(), {"first_day_over": True}, by=request.by)
    return said_and_seen(
        request, _("The guide is put away. It stays in the settings."), reverse("desk:today")
    )
