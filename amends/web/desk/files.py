"""Files come down as files: within our pages the browser shows only pictures we drew of them, and their text."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from amends.cases import files as store
from amends.cases.models import Case
from amends.cases.queries import file_of
from amends.copies.drawing import drawn
from amends.language.safe_text import one_line
from amends.web.desk.file_shown import shown, text_of
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.showing import show

SAFE_TYPES = {
    "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "message/rfc822", "audio/mpeg",
}  # fmt: skip
SANDBOX = "default-src 'none'; sandbox"


@case_page
def download(request: DeskRequest, case: Case, file_id: UUID) -> Any:
    row = file_of(case, file_id)
    if row is None or not store.path_of(row.sha256).is_file():
        raise Http404
    return attachment(row.name, row.media_type, row.size, store.chunks(row.sha256))


@case_page
def look(request: DeskRequest, case: Case, file_id: UUID) -> HttpResponse:
    """What a file holds: a dialog over the page it is named on, or a page of its own."""
    row = file_of(case, file_id)
    if row is None:
        raise Http404
    file = shown(case, row)
    text, cut = text_of(row) if file.shape == "text" else ("", False)
    opens = bool(file.large_url) and drawn(row, large=True) is not None
    return show(
        request,
        "desk/file.html",
        "desk/_file_look.html",
        case=case,
        one=file,
        opens=opens,
        text=text,
        cut=cut,
        nav_counts=nav_counts(request.staff),
    )


@case_page
def drawing(request: DeskRequest, case: Case, file_id: UUID, size: str) -> HttpResponse:
    """A PNG we drew of a picture or of the first page of a PDF."""
    row = file_of(case, file_id)
    content = drawn(row, large=size == "large") if row and size in ("small", "large") else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response


def attachment(name: str, media_type: str, size: int, content: Any) -> HttpResponseBase:
    """A response a browser saves and never runs: a name of one line, a harmless type, no sniffing, a sandbox."""
    kind = media_type.split(";")[0].strip().lower()
    response = StreamingHttpResponse(
        content, content_type=kind if kind in SAFE_TYPES else "application/octet-stream"
    )
    safe = one_line(name).replace("/", "_").replace("\\", "_") or "file"
    response["Content-Disposition"] = content_disposition_header(True, safe) or "attachment"
    response["Content-Length"] = str(size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    return response
