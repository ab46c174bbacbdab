"""Adding to a complaint that is there: further words of the customer, and files."""

from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, HttpResponse
from ninja import File, Form, Router, Status, UploadedFile

from amends.api.auth import KeyedRequest, needs
from amends.api.errors import NotRead, TooLarge, not_found
from amends.api.v1 import given, showing, shown
from amends.api.v1.complaints import IdempotencyKey, fingerprint
from amends.cases import files as store
from amends.cases import queries, seen_by_key
from amends.cases.actions import attach_file
from amends.channels import known
from amends.channels.additions import add_to_case
from amends.channels.email.message import safe_name
from amends.channels.incoming import Incoming, Receipt

router = Router(tags=["complaints"])


@router.post(
    "/{reference}/messages",
    response={201: shown.MessageShown},
    auth=needs("complaints:write"),
    summary="Add what the customer wrote",
)
@transaction.atomic
def add_words(
    request: KeyedRequest, reference: str, payload: given.MessageGiven, idempotency_key: IdempotencyKey = None
) -> Status[shown.MessageShown]:
    """Whoever answers for the complaint sees it at once; a complaint that is closed stays closed."""
    case = seen_by_key.case_for_key(request.auth.team, reference)
    one = Incoming(
        channel="api",
        door="api message",
        text=payload.text,
        subject=payload.subject,
        external_key=f"{request.auth.key.pk}:{case.pk}:{idempotency_key}" if idempotency_key else "",
        fingerprint=fingerprint(payload) if idempotency_key else "",
        sender_name=case.customer.full_name,
    )
    claims = known.claim([one])
    if 0 in claims.receipts and (earlier := claims.receipts[0].message) is not None:
        return Status(201, showing.message_shown(earlier))
    message = add_to_case(case, one, by=request.auth.actor)
    claims.settle({0: Receipt(case=case, message=message)}, opened=set())
    return Status(201, showing.message_shown(message))


@router.post(
    "/{reference}/files",
    response={201: shown.FileShown},
    auth=needs("complaints:write"),
    summary="Add a file",
)
def add_file(
    request: KeyedRequest, reference: str, file: File[UploadedFile], name: Form[str] = ""
) -> Status[shown.FileShown]:
    """Kept as it came; nothing in it is opened or run. `name` replaces the name the file came with."""
    if request.content_type != "multipart/form-data":
        raise NotRead(wanted="multipart/form-data")
    case = seen_by_key.case_for_key(request.auth.team, reference)
    if (file.size or 0) > settings.LARGEST_UPLOAD:
        raise TooLarge(limit=settings.LARGEST_UPLOAD)
    shown_name = safe_name(name or file.name or "")
    row = attach_file(
        case, shown_name, file.content_type or "application/octet-stream", file.read(), by=request.auth.actor
    )
    return Status(201, showing.file_shown(row))


@router.get(
    "/{reference}/files/{file_id}",
    auth=needs("complaints:read"),
    summary="Fetch a file",
    openapi_extra={"responses": {200: {"content": {"application/octet-stream": {}}}}},
)
def get_file(request: KeyedRequest, reference: str, file_id: UUID) -> HttpResponse | FileResponse:
    case = seen_by_key.case_for_key(request.auth.team, reference)
    row = next((f for f in queries.files(case) if f.pk == file_id and not f.is_original), None)
    if row is None or not store.path_of(row.sha256).is_file():  # of a forgotten customer only the row is left
        return not_found()
    answer = FileResponse(
        store.path_of(row.sha256).open("rb"),
        as_attachment=True,
        filename=PurePath(row.name).name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
