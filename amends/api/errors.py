"""Every error as problem+json (RFC 9457): `code` for programs, `detail` for people, `errors` by field."""

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from amends.api.field_words import sentence
from amends.channels.incoming import KeyReused
from amends.people.refusal import Changed, Refusal

log = logging.getLogger("amends.api")

TITLES = {
    400: _("The request is not as it should be"),
    401: _("No valid key"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This address does not do that"),
    409: _("Not possible now"),
    412: _("Changed meanwhile"),
    413: _("Too large"),
    415: _("This kind of content is not read"),
    422: _("This value cannot be used"),
    500: _("Something went wrong here"),
    503: _("Not ready yet"),
}


class Malformed(Refusal):
    """The body cannot be read at all."""

    code, status = "malformed", 400
    words = _("The body is not valid JSON: %(reason)s")


class TooLarge(Refusal):
    code, status = "too_large", 413
    words = _("This is larger than %(limit)s bytes.")


class NotRead(Refusal):
    code, status = "content_not_read", 415
    words = _("Send the body as %(wanted)s, without a content encoding.")


class VersionPassed(Refusal):
    code, status = "version_passed", 412
    words = _("The complaint was changed since version %(version)s. Fetch it again.")


def problem(
    status: int, code: str, detail: str, *, errors: Sequence[dict[str, str]] = (), **headers: str
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES.get(status, TITLES[400])),
        "status": status,
        "code": code,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = json.dumps(body, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type="application/problem+json", headers=named)


def not_found() -> HttpResponse:
    """The one answer for what is not there and for what the key may not see."""
    return problem(404, "not_found", gettext("There is nothing here that this key may see."))


def not_so(allowed: str) -> HttpResponse:
    return problem(405, "not_done_here", gettext("This address takes %(methods)s.") % {"methods": allowed})


def broken() -> HttpResponse:
    return problem(500, "broken", gettext("The fault is ours. It was written to the log; try again later."))


def away() -> HttpResponse:
    """The database cannot be reached; nothing was taken in, and the same call may be made again."""
    words = gettext(
        "Our records cannot be reached at the moment. Nothing was changed; call again in a minute."
    )
    return problem(503, "away", words, Retry_After="60")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = 409 if isinstance(refusal, KeyReused) else refusal.status
    words = refusal.sentence()
    errors = [{"field": refusal.field, "message": words}] if refusal.field else []
    if isinstance(refusal, Changed):
        return problem(412, refusal.code, words)
    later = {"Retry_After": str(refusal.retry_after)} if refusal.retry_after else {}
    return problem(status, refusal.code, words, errors=errors, **later)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    if getattr(
        request, "files_dropped", False
    ):  # the upload handler saw that it was too large and let go of it
        return _refused(request, TooLarge(limit=settings.LARGEST_UPLOAD))
    errors = [{"field": _field(e["loc"]), "message": sentence(e)} for e in error.errors[:20]]
    named = "; ".join(f"{e['field']}: {e['message']}" for e in errors)
    return problem(
        400, "invalid", gettext("Not as it should be: %(fields)s") % {"fields": named}, errors=errors
    )


def _field(loc: Sequence[Any]) -> str:
    """`body.payload.customer.name` as the caller wrote it: `customer.name`."""
    parts = [str(part) for part in loc]
    if parts and parts[0] == "body":
        parts = parts[2:] or parts[1:]
    elif parts and parts[0] in ("query", "path", "header", "form", "file"):
        parts = parts[1:]
    return ".".join(parts)[:200]


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, Refusal):
        return _refused(request, cause)
    if isinstance(error, AuthenticationError):
        words = gettext("Send a valid key as `Authorization: Bearer …` or `X-API-Key`.")
        return problem(401, "no_valid_key", words, WWW_Authenticate='Bearer realm="amends"')
    return problem(error.status_code, "malformed", gettext("The body cannot be read."))


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, RequestDataTooBig):
        return problem(413, "too_large", gettext("The body is larger than this installation takes."))
    return problem(400, "malformed", gettext("The body cannot be read."))


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s", request.method, request.path, exc_info=error)
    return away() if isinstance(error, OperationalError | InterfaceError) else broken()


def answer_errors(api: NinjaAPI) -> None:
    """Make every error of the API a problem, and nothing else."""
    handlers: list[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = [
        (Exception, _broken),
        (Refusal, _refused),
        (ValidationError, _invalid),
        (HttpError, _http_error),
        (Http404, lambda request, error: not_found()),
        (SuspiciousOperation, _too_large),
        (MultiPartParserError, _too_large),
    ]
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)
