"""A page of a case says that somebody has it before them, and where they write; the live process tells the others."""

import re

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST

from amends.cases.models import Case
from amends.cases.presence import announce
from amends.web.desk.page import DeskRequest, case_page

NAMED = re.compile(r"[A-Za-z0-9_-]{0,64}")  # a window, or the id of a field


@require_POST
@case_page
def here(request: DeskRequest, case: Case) -> HttpResponse:
    given = request.POST
    tab, writes_in = given.get("tab", ""), given.get("in", "")
    if not tab or not NAMED.fullmatch(tab) or not NAMED.fullmatch(writes_in):
        return HttpResponseBadRequest()
    announce(case, request.staff, tab, writes_in=writes_in, asks="asks" in given, gone="gone" in given)
    return HttpResponse(status=204)
