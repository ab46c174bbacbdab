"""What is still to be told by phone or post: the lines on Today, and the whole list."""

from collections.abc import Container, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.models import Case, Telling
from amends.cases.telling_queries import to_tell as waiting
from amends.cases.telling_queries import ways_to
from amends.channels.queries import came_back
from amends.language.safe_text import one_line
from amends.people.models import Contact, Customer, Staff
from amends.people.queries import procedure, standing
from amends.procedure.decide import who_may
from amends.web.desk.lines import Desk, Line, behalf_of, day_and_time
from amends.web.desk.next_step import NextStep, look_at, place
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show

ROWS = 20  # on Today
BY_POST = ("post", "paper")  # answered so, they wish for a letter


@desk_page
def to_tell(request: DeskRequest) -> HttpResponse:
    after = request.GET.get("after", "")
    rows, key = waiting(request.staff, after)
    address = reverse("desk:to_tell")
    return show(
        request,
        "desk/to_tell.html",
        rows=lines(request.staff, rows),
        next_url=f"{address}?{urlencode({'after': key})}" if key else "",
        first_url=address if after else "",
        empty_fact=_("Nothing is still to be told."),
        empty_then=_(
            "What a customer without a mail address is to hear waits here until you say that they were told."
        ),
        nav_counts=nav_counts(request.staff),
    )


def add_to_tell(desk: Desk) -> None:
    """The group on Today: those that wait longest."""
    rows, more = waiting(desk.staff, limit=ROWS)
    address = reverse("desk:to_tell") if more else ""
    desk.add("to_tell", _("To tell by phone or post"), lines(desk.staff, rows), more=address)


def lines(staff: Staff, rows: Sequence[Telling]) -> list[Line]:
    """A line a message: whom to tell and how to reach them, what it is, since when it waits; two queries for all."""
    contacts, may = ways_to({who_hears(row.case).pk for row in rows}), who_may(procedure(), "tell_customer")
    returned = came_back([row.pk for row in rows])
    return [_line(staff, row, contacts, may, returned) for row in rows]


def _line(
    staff: Staff, row: Telling, contacts: Sequence[Contact], may: frozenset[str], returned: Container[UUID]
) -> Line:
    case, person = row.case, who_hears(row.case)
    tell = NextStep(_("Tell them"), f"{place('desk:case_verb', case.ref, 'tell_customer')}?on={row.pk}")
    what = str(row.message.Kind(row.message.kind).label)
    way = way_to(case, [one for one in contacts if one.customer_id == person.pk])
    where = ", ".join(filter(None, map(one_line, way.splitlines())))
    return Line(
        case,
        tell if may & standing(staff).roles_in(case.team_id) else look_at(case),
        " · ".join(filter(None, (what, where, _("mail came back") if row.pk in returned else ""))),
        mark=_("Letter") if case.answer_by in BY_POST else _("Phone"),
        when=day_and_time(row.since),
        lead=person.full_name,
        behalf=behalf_of(staff, case.owner),
    )


def who_hears(case: Case) -> Customer:
    """The customer, or whoever speaks for them."""
    return case.representative or case.customer


def way_to(case: Case, contacts: Sequence[Contact]) -> str:
    """The telephone number or the postal address, as they wish to be answered; the other where that one is not known."""
    phone = next((one.value for one in contacts if one.kind == Contact.Kind.PHONE), "")
    post = next((one.value for one in contacts if one.kind == Contact.Kind.POST), who_hears(case).address)
    return post or phone if case.answer_by in BY_POST else phone or post
