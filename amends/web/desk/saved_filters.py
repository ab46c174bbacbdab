"""Saved filters: keeping the list one looks at, and the page where they are renamed, shared and removed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases import actions
from amends.cases.models import SavedFilter
from amends.cases.queries import saved_filters
from amends.people.models import Team
from amends.people.refusal import Refusal
from amends.web.desk import undo
from amends.web.desk.chosen import chosen
from amends.web.desk.list_tools import saved, teams_of_mine
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import said_and_seen, show


@desk_page
def filters(request: DeskRequest) -> HttpResponse:
    return _page(request)


@desk_page
def save(request: DeskRequest) -> HttpResponse:
    """POST only; the address carries the filters of the list. Refused, what was typed stands on the page of filters."""
    if request.method != "POST":
        raise Http404
    asked = chosen(request.GET)
    name = request.POST.get("name", "")
    try:
        actions.save_filter(name, asked.query(), _team(request), by=request.by)
    except Refusal as refused:
        return _page(request, refused, unsaved=asked, typed=name)
    return said_and_seen(request, _("The filter is saved."), asked.url)


@desk_page
def act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """POST only: `change` or `remove`."""
    row = next((r for r in saved_filters(request.staff) if r.pk == pk), None)
    if request.method != "POST" or row is None or what not in ("change", "remove"):
        raise Http404
    typed = request.POST.get("name", "")
    way_back = undo.of_filter(request, row) if what == "remove" else ""
    try:
        said = _do(request, row, what, typed)
    except Refusal as refused:
        return _page(request, refused, about=pk, typed=typed)
    return said_and_seen(request, said, reverse("desk:filters"), undo=way_back)


def _do(request: DeskRequest, row: SavedFilter, what: str, name: str) -> str:
    if what == "remove":
        actions.remove_filter(row, by=request.by)
        return _("The filter is removed.")
    team = row.team if request.POST.get("team") == str(row.team_id) else _team(request)
    actions.change_filter(row, name, team, by=request.by)
    return _("The filter is changed.")


def _team(request: DeskRequest) -> Team | None:
    asked = request.POST.get("team", "")
    return next((team for team in teams_of_mine(request) if str(team.pk) == asked), None)


def _page(request: DeskRequest, refused: Refusal | None = None, **more: Any) -> HttpResponse:
    return show(
        request,
        "desk/filters.html",
        status=refused.status if refused else 200,
        refused=refused.sentence() if refused else "",
        saved_filters=saved(request),
        teams_of_mine=teams_of_mine(request),
        nav_counts=nav_counts(request.staff),
        **more,
    )
