"""What stands above every list: the saved filters, and what may be done with the list as it is shown."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from amends.cases.actions import may_change_filter
from amends.cases.models import SavedFilter
from amends.cases.queries import saved_filters
from amends.people.colleagues import teams_in_use
from amends.people.models import Team
from amends.people.queries import standing
from amends.web.desk.chosen import Chosen, chosen
from amends.web.desk.list_look import look_of
from amends.web.desk.page import DeskRequest


@dataclass(frozen=True)
class Saved:
    """A saved filter as a link; `shared` names the team it is shared with."""

    row: SavedFilter
    url: str
    here: bool
    changeable: bool  # may be renamed, shared and removed

    @property
    def shared(self) -> str:
        return self.row.team.name if self.row.team else ""


def list_tools(request: DeskRequest, asked: Chosen) -> dict[str, Any]:
    """The context of `desk/_list_tools.html` and `desk/_saved.html`."""
    return {
        "chosen": asked,
        "saved_filters": saved(request, asked),
        "teams_of_mine": teams_of_mine(request),
        **look_of(request.staff),
    }


def saved(request: DeskRequest, asked: Chosen | None = None) -> list[Saved]:
    found = []
    for row in saved_filters(request.staff):
        kept = chosen(QueryDict(row.query))
        found.append(Saved(row, kept.url, kept == asked, may_change_filter(row, request.staff)))
    return found


def teams_of_mine(request: DeskRequest) -> list[Team]:
    own = standing(request.staff)
    return [team for team in teams_in_use() if own.everywhere or team.pk in own.teams]
