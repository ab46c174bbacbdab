"""Who answers when something went wrong outside a view: programs get a problem, people a page."""

from django.http import HttpRequest, HttpResponse

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
