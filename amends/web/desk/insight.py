"""Insight: what quality and management ask of the register, in few figures, each leading to its complaints."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from amends.insight.figures import Asked, read
from amends.insight.figures.as_csv import as_csv
from amends.insight.figures.asked import asked_of, months_before, sees_insight, teams_of
from amends.people.procedures import today
from amends.people.queries import company
from amends.web.desk import insight_shown as shown
from amends.web.desk.files import attachment
from amends.web.desk.improve import leads
from amends.web.desk.list_files import BYTE_ORDER_MARK
from amends.web.desk.page import DeskRequest, nav_counts, page_for
from amends.web.showing import show


def _asked(request: DeskRequest) -> Asked:
    return asked_of(request.GET, request.staff, today(company()))


@page_for(sees_insight)
def insight(request: DeskRequest) -> HttpResponse:
    asked = _asked(request)
    figures = read(asked)
    team = dict(teams_of(request.staff)).get(asked.team or 0, "")
    return show(
        request,
        "desk/insight.html",
        asked=asked,
        figures=figures,
        shown=shown.page_of(figures, asked, team),
        teams=teams_of(request.staff),
        spans=_spans(asked),
        leads=leads(request.staff),
        query=request.GET.urlencode(),
        nav_counts=nav_counts(request.staff),
    )


def _spans(asked: Asked) -> list[tuple[str, str]]:
    """Times one asks for often, each as words and address; the team stays."""
    day = today(company())
    team = f"&team={asked.team}" if asked.team else ""
    begins = (
        (_("3 months"), months_before(day, 2)),
        (_("12 months"), months_before(day, 11)),
        (_("this year"), day.replace(month=1, day=1)),
    )
    return [(words, f"?from={first}&until={day}{team}") for words, first in begins]


@page_for(sees_insight)
def insight_csv(request: DeskRequest) -> HttpResponseBase:
    asked = _asked(request)
    content = (BYTE_ORDER_MARK + as_csv(read(asked), asked)).encode()
    name = f"{_('insight')}-{asked.first}-{asked.last}.csv"
    return attachment(name, "text/csv", len(content), [content])
