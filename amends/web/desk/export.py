"""Taking a list out as a file: the same filters, only what the employee may see, and on record."""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amends.cases.actions import note_export
from amends.procedure.moment import now
from amends.web.desk.chosen import Chosen, chosen
from amends.web.desk.files import SANDBOX
from amends.web.desk.list_files import SHEET_ROWS, csv_lines, workbook
from amends.web.desk.page import DeskRequest, desk_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk_page
def export(request: DeskRequest) -> Any:
    """POST with `as` csv or xlsx; the address carries the filters of the list."""
    form = request.POST.get("as", "")
    make = {"csv": _csv, "xlsx": _xlsx}.get(form)
    if request.method != "POST" or make is None:
        raise Http404
    asked = chosen(request.GET)
    response = make(request, asked)
    note_export(asked.query(), form.upper(), by=request.by)
    name = f"{_('complaints')}-{now().astimezone(timezone.get_current_timezone()):%Y-%m-%d}.{form}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def _csv(request: DeskRequest, asked: Chosen) -> Any:
    """Sent while it is read. The first page is read before anything is sent, so that a refusal still has its page."""
    asked.page(request.staff, limit=1)
    zone = timezone.get_current_timezone()
    lines = _as_asked(partial(csv_lines, asked.all(request.staff), zone), get_language() or "en", zone)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def _as_asked(lines: Callable[[], Iterator[str]], language: str, zone: tzinfo) -> Iterator[bytes]:
    """A response is sent after the page has gone, and the employee's language and days with it."""
    with translation.override(language), timezone.override(zone):
        for line in lines():
            yield line.encode()


def _xlsx(request: DeskRequest, asked: Chosen) -> Any:
    cases = asked.all(request.staff, SHEET_ROWS + 1)
    return FileResponse(workbook(cases, timezone.get_current_timezone()), content_type=XLSX)
