"""Who answers when something went wrong outside a view: programs get a problem, people a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from amends.api import errors
from amends.web import trouble

PROGRAMS = "/api/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return errors.not_found()
    return trouble.not_found(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return errors.broken()
    return trouble.broken(request)


def told_when_not_so(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address that does not do what was asked answers with no words, and Django has no handler for that."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        allowed = response["Allow"]
        told = errors.not_so(allowed) if request.path.startswith(PROGRAMS) else trouble.not_so(request)
        told["Allow"] = allowed
        return told

    return answered
