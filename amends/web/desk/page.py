"""The one door of every desk page: an employee is signed in, their language and time zone hold, refusals are told."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from amends.cases.models import Case
from amends.cases.queries import case_for
from amends.people.actor import Actor, of_staff
from amends.people.models import Staff
from amends.people.queries import company
from amends.people.refusal import Refusal
from amends.responses.queries import to_sign
from amends.web.showing import show, wants_fragment

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class DeskRequest(HttpRequest):
    """A request of a signed-in employee."""

    staff: Staff
    by: Actor


def desk_page(
    view: Callable[Concatenate[DeskRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Sign-in asked for, `request.staff` and `request.by` set; a refusal nobody caught becomes a page that says why."""

    @wraps(view)
    def page(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        staff: Staff = request.user
        request.staff, request.by = staff, of_staff(staff)
        with translation.override(language_of(request, staff)), timezone.override(zone_of(staff)):
            try:
                response = view(request, *args, **kwargs)
            except Refusal as refused:
                response = show(
                    request, "desk/refused.html", status=refused.status, sentence=refused.sentence()
                )
            response["Cache-Control"] = "private, no-store"
            return response

    return page  # type: ignore[return-value]


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """A script is told so, and its page keeps what is typed; a browser is led to sign in and back to where it stood."""
    if wants_fragment(request):
        return HttpResponse(status=401)
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': _stood_at(request)})}")


def _stood_at(request: HttpRequest) -> str:
    """The page asked for; of a form sent, the page it stood on, which can be opened again."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came_from.netloc == request.get_host():
        return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return request.get_full_path()


def zone_of(staff: Staff) -> ZoneInfo:
    """The employee's time zone, else the company's."""
    return ZoneInfo(staff.zone or company().zone or "UTC")


def language_of(request: HttpRequest, staff: Staff) -> str:
    """The language chosen in this browser, else the employee's own."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return translation.get_language() or "en"
    return staff.language or "en"


def case_page(
    view: Callable[Concatenate[DeskRequest, Case, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A desk page about the case whose reference stands in the address; 404 when the employee may not see it."""

    @wraps(view)
    def page(request: DeskRequest, *args: Any, ref: str, **kwargs: Any) -> HttpResponse:
        return view(request, case_for(request.staff, ref), *args, **kwargs)

    return desk_page(page)  # type: ignore[arg-type]


def page_for(
    allowed: Callable[[Staff], bool],
) -> Callable[[Callable[Concatenate[DeskRequest, P], R]], Callable[Concatenate[HttpRequest, P], R]]:
    """A desk page for those of whom `allowed` holds; for others it is not there."""

    def only(view: Callable[Concatenate[DeskRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
        @wraps(view)
        def page(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> R:
            if not allowed(request.staff):
                raise Http404
            return view(request, *args, **kwargs)

        return desk_page(page)  # type: ignore[arg-type, return-value]

    return only


def nav_counts(staff: Staff, **known: int | str) -> dict[str, int | str]:
    """Numbers for the bar and the tabs of the phone; what a page has counted itself is not counted again."""
    return {"sign": to_sign(staff), **known}
