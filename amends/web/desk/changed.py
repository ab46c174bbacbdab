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
    latest = journal.of_case(case.ref, limit=1)
    said = _("This complaint changed meanwhile.")
    if latest:
        said = f"{kinds.actor_name(latest[0])}: {kinds.describe(latest[0])}"
    return show(request, "parts/_live_change.html", sentence=said, url=reverse("desk:case", args=[case.ref]))
