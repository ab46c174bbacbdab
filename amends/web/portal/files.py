"""Files of the customer's own complaint, always as a download: nothing that was sent to us runs in a page of ours."""

from uuid import UUID

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from amends.cases import files as store
from amends.cases.customer_queries import file_for_reader
from amends.web.portal.door import Here, own_complaint


@require_safe
@own_complaint
def file(request: HttpRequest, here: Here, pk: UUID) -> StreamingHttpResponse:
    row = file_for_reader(here.case, pk)
    if row is None or not store.path_of(row.sha256).is_file():
        raise Http404
    kind = row.media_type if row.media_type == "application/pdf" else "application/octet-stream"
    response = StreamingHttpResponse(store.chunks(row.sha256), content_type=kind)
    response["Content-Length"] = str(row.size)
    response["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
