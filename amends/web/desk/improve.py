"""What changes so that it does not happen again, and what customers said afterwards."""

from datetime import timedelta

from django.http import HttpResponse

from amends.improvement import queries
from amends.improvement.actions.causes import LEAD
from amends.people.models import Staff
from amends.people.queries import standing
from amends.procedure.moment import now
from amends.web.desk.lines import today
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show

SHOWN = 100


@desk_page
def improve(request: DeskRequest) -> HttpResponse:
    surveys = queries.answered_surveys(request.staff, now() - timedelta(days=90))
    return show(
        request,
        "desk/improve.html",
        open_actions=list(queries.open_actions(request.staff)[:SHOWN]),
        unproven=list(queries.unproven_actions(request.staff)[:SHOWN]),
        surveys=surveys,
        satisfied=sum(bool(s.satisfied) for s in surveys),
        today=today(),
        leads=leads(request.staff),
        nav_counts=nav_counts(request.staff),
    )


def leads(staff: Staff) -> bool:
    """Managers and quality see what changes through."""
    return bool(standing(staff).all_roles & LEAD) or staff.is_superuser
