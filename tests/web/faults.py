"""Addresses that fail as real ones might: under `/desk/` for employees, under `/my/` for customers."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from amends.server import urls
from amends.web import trouble

RAISED: dict[str, type[Exception]] = {
    "nothing": Http404,
    "refused": PermissionDenied,
    "unread": BadRequest,
    "large": RequestDataTooBig,
    "away": OperationalError,
}


@require_POST
def button(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret of the house")


def failing(kind: type[Exception]) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise kind

    return view


def under(place: str) -> list[URLPattern]:
    raised = [path(f"{place}/{name}/", failing(kind)) for name, kind in RAISED.items()]
    return [
        *raised,
        path(f"{place}/fault/", fault),
        path(f"{place}/button/", button),
        path(f"{place}/often/", trouble.too_often),
        path(f"{place}/old/", trouble.not_surely_theirs),
    ]


STATUS = {
    "nothing": 404,
    "refused": 403,
    "old": 403,
    "unread": 400,
    "button": 405,
    "large": 413,
    "often": 429,
    "fault": 500,
    "away": 503,
}
urlpatterns = [*under("desk"), *under("my"), *under("api/v1"), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
