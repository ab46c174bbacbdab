"""The list of complaints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases import worklist
from amends.cases.channel_words import CHANNELS
from amends.cases.models import Case
from amends.cases.models.case import OPEN_STAGES
from amends.people import queries as people
from amends.people.actor import Actor
from amends.people.colleagues import member
from amends.web.desk import words
from amends.web.desk.chosen import Chosen, chosen
from amends.web.desk.lines import Line, grouped, listed
from amends.web.desk.list_look import columns_of, with_cells
from amends.web.desk.list_tools import list_tools
from amends.web.desk.next_step import for_rows, next_of
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show


@dataclass(frozen=True)
class Tab:
    """A filter with its number; `count` None where none is told."""

    words: str
    url: str
    here: bool
    count: str | None


@desk_page
def complaints(request: DeskRequest) -> HttpResponse:
    asked = Chosen(chosen(request.GET).filters)
    after = request.GET.get("after", "")
    cases, key = asked.page(request.staff, after)
    numbers, tools = worklist.counts(request.staff), list_tools(request, asked)
    return show(
        request,
        "desk/complaints.html",
        tabs=tabs(asked, numbers),
        **of_one(asked),
        **tools,
        rows=rows_of(cases, request.by),
        filters=asked.filters,
        **pages(asked, after, key),
        empty_fact=_("No complaint is in this list."),
        empty_then=_("Choose another filter, or go back to Today."),
        nav_counts=nav_counts(request.staff, complaints=capped(numbers["open"])),
        **choices(),
        teams=tools["teams_of_mine"],
    )


def pages(asked: Chosen, after: str, key: str) -> dict[str, Any]:
    """The addresses of the next page and of the first, each empty where there is none or this is it."""
    address = reverse("desk:complaints")
    return {
        "next_url": f"{address}?{asked.query(after=key)}" if key else "",
        "first_url": f"{address}?{asked.query()}" if after else "",
    }


def of_one(asked: Chosen) -> dict[str, Any]:
    """Whose complaints are listed, where it is one employee's, and the address of everybody's."""
    everybody = f"{reverse('desk:complaints')}?{asked.query(owner='')}"
    return {"owner": member(asked.filters.owner), "without_owner": everybody}


def rows_of(cases: Sequence[Case], by: Actor) -> list[Line]:
    steps = next_of([c for c in cases if c.is_open], by)
    columns = columns_of(by.staff) if by.staff else []
    return [with_cells(listed(case, for_rows(steps, case)), case, columns) for case in cases]


def tabs(asked: Chosen, numbers: dict[str, int]) -> list[Tab]:
    address, filters = reverse("desk:complaints"), asked.filters
    named = [("", _("Open"), "open"), ("mine", _("Mine"), "mine"), ("unowned", _("Nobody's yet"), "unowned")]
    named += [("overdue", _("Overdue"), "overdue"), ("closed", _("Ended"), "")]
    if filters.owner:  # the numbers are those of all one sees, not of one employee
        named = [(which, label, "") for which, label, _key in named if which not in ("mine", "unowned")]
    for which, label in (("today", _("Due today")), ("waiting", _("Waits for others"))):
        if filters.owner or filters.which == which:
            named.insert(-1, (which, label, ""))
    found = [
        Tab(
            label,
            f"{address}?{asked.query(which=which, stage='')}",
            filters.which == which and not filters.stage,
            capped(numbers.get(key, 0)) if key else None,
        )
        for which, label, key in named
    ]
    for stage in () if filters.owner else OPEN_STAGES:
        if numbers.get(stage) or filters.stage == stage:
            url = f"{address}?{asked.query(which='', stage=stage)}"
            found.append(Tab(words.stage(stage), url, filters.stage == stage, capped(numbers.get(stage, 0))))
    return found


def capped(number: int) -> str:
    most = worklist.COUNTED_UP_TO
    return grouped(number) if number <= most else f"{grouped(most)}+"


def choices() -> dict[str, Any]:
    doors = [(code, label) for code, label in CHANNELS.items() if code not in ("", "paper", "page", "web")]
    return {"languages": people.languages(), "channels": doors}
