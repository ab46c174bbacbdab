"""Whether a case changed since the page was loaded, told by a line above the place and never by a jump."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.journal import kinds
from amends.journal import queries as journal
from amends.web.desk.page import DeskRequest, case_page
from amends.web.showing import show


@case_page
def changed(request: DeskRequest, case: Case) -> HttpResponse:
    if request.GET.get("version", "") == str(case.version):
        return HttpResponse(status=204)
    said = last_step(case) or _("This complaint changed meanwhile.")
    return show(request, "parts/_live_change.html", sentence=said, url=reverse("desk:case", args=[case.ref]))


def last_step(case: Case) -> str:
    """Who did what last, as the journal says it."""
    latest = journal.of_case(case.ref, limit=1)
    return f"{kinds.actor_name(latest[0])}: {kinds.describe(latest[0])}" if latest else ""
