"""Files come down as files: never shown by the browser within our pages."""

from typing import Any
from uuid import UUID

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from amends.cases import files as store
from amends.cases.models import Case
from amends.cases.queries import file_of
from amends.language.safe_text import one_line
from amends.web.desk.page import DeskRequest, case_page

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
