"""What is shown when something went wrong: in the shell of whoever reads it, and to strangers nothing but what to do.

An employee keeps the bar of the desk, a customer the company's page. Where neither can be drawn, because the database is
away or drawing itself failed, the same words stand alone.
"""

import logging
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from amends.language import dates
from amends.procedure.moment import now
from amends.web.desk.page import language_of, nav_counts, zone_of
from amends.web.showing import wants_fragment
from amends.web.speaking import speak

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Lazy

log = logging.getLogger("amends.web")
DESK = ("/desk/", "/accounts/")  # where employees work
AGAIN_IN = {429: 300, 503: 60}  # seconds after which trying again is worth it
DATABASE_AWAY = (OperationalError, InterfaceError)


@dataclass(frozen=True)
class Trouble:
    """What happened, what became of what they did, and what to do; said otherwise to customers where it must be."""

    status: int
    what: Words
    why: Words
    then: Words
    to_customer: tuple[Words, Words, Words] | None = None

    def told(self, customer: bool) -> tuple[Words, Words, Words]:
        return self.to_customer if customer and self.to_customer else (self.what, self.why, self.then)


NOTHING_HERE = Trouble(
    404,
    _("There is nothing here for you."),
    _("The address may be mistyped, or what stood here belongs to a team you are not in."),
    _(
        "Look for it by a name, a reference or an order. If somebody gave you the address, ask them for the reference."
    ),
    (
        _("There is nothing at this address."),
        _("Perhaps a part of it is missing."),
        _("Open the link from our message once more, or copy it whole."),
    ),
)
NOT_YOURS = Trouble(
    403,
    _("This is not yours to see or to do."),
    _("Your role does not allow it, and nothing was changed."),
    _("A manager of the team or the administrator of your company can do it, or give you the role."),
    (
        _("This page is not open to everybody."),
        _("Nothing was changed."),
        _("To see your own complaint, open the link from our message."),
    ),
)
OPEN_TOO_LONG = Trouble(
    403,
    _("This page had been open for too long."),
    _("We could not be sure that it was you who sent this. Nothing was changed."),
    _(
        "Open the page again and send once more. What you typed comes back by itself; where it does not, "
        "go back in your browser and copy it first."
    ),
)
NO_COOKIE = Trouble(
    403,
    _("Your browser keeps no cookie of ours."),
    _("Without it we cannot be sure that it was you who sent this. Nothing was changed."),
    _(
        "Allow cookies for this address in the settings of your browser. Then open the page again and send once more."
    ),
)
NOT_READ = Trouble(
    400,
    _("This could not be read."),
    _("What arrived here was incomplete. Nothing was changed."),
    _("Go back: what you typed is still there. Then send it once more."),
)
NOT_SO = Trouble(
    405,
    _("There is no page to open at this address."),
    _("A button on another page leads to it. Nothing was changed."),
    _("Go back to that page and press its button once more."),
    (
        _("There is no page to open at this address."),
        _("A button on another page leads to it. Nothing was changed."),
        _("Open the link from our message, and press the button there."),
    ),
)
TOO_LARGE = Trouble(
    413,
    _("This is too large to be taken in."),
    _("Nothing was changed. At most %(text)s of text and %(files)s of files are taken at once."),
    _("Go back: what you typed is still there. Send fewer or smaller files, and a long text as a file."),
)
TOO_OFTEN = Trouble(
    429,
    _("This was done very often within a short time."),
    _("So that nobody tries out what is not theirs, we wait a little. Nothing was changed."),
    _("Wait five minutes, then try once more."),
)
BROKEN = Trouble(
    500,
    _("Something broke on our side."),
    _(
        "It is written down for those who run this. What was saved before is safe; what you did just now may not be."
    ),
    _("Go back and try once more. If it stays so, tell the administrator what you did, and when: %(time)s."),
    (
        _("Something broke on our side."),
        _("It is written down, and we see it. What you sent before is safe."),
        _("Go back and try once more: what you typed is still there. If it stays so, write or call us."),
    ),
)
AWAY = Trouble(
    503,
    _("Our records cannot be reached at the moment."),
    _("What was saved before is safe. What you did just now was not taken in."),
    _("Wait a minute, then go back and try once more: what you typed is still there."),
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, NOTHING_HERE)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, NOT_YOURS)


def not_read(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return answer(request, TOO_LARGE if large else NOT_READ)


def not_so(request: HttpRequest) -> HttpResponse:
    """Most often what only a button sends to was opened by its address, after signing in or from the history."""
    return answer(request, NOT_SO)


def not_surely_theirs(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: the page grew old, or the browser sent no cookie back."""
    return answer(request, NO_COOKIE if reason == REASON_NO_CSRF_COOKIE else OPEN_TOO_LONG)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, TOO_OFTEN)


def broken(request: HttpRequest) -> HttpResponse:
    """Called while the fault is being handled: a database that is away is another matter than a fault of ours."""
    return answer(request, AWAY if isinstance(sys.exc_info()[1], DATABASE_AWAY) else BROKEN)


def answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    content = _in_shell(request, trouble) if trouble is not AWAY else ""
    response = HttpResponse(content or _alone(request, trouble), status=trouble.status)
    response["Cache-Control"] = "private, no-store"
    if trouble.status in AGAIN_IN:
        response["Retry-After"] = str(AGAIN_IN[trouble.status])
    return response


def _in_shell(request: HttpRequest, trouble: Trouble) -> str:
    """The page in the bar of the desk or on the company's page; empty for strangers, and where neither can be drawn."""
    try:
        if not _at_desk(request):
            speak(request)
            return _drawn("errors/customer.html", request, trouble)
        staff = getattr(request, "user", None)
        if staff is None or not staff.is_authenticated:
            return ""
        with translation.override(language_of(request, staff)), timezone.override(zone_of(staff)):
            if wants_fragment(request):
                return _drawn("errors/piece.html", request, trouble)
            return _drawn("errors/desk.html", request, trouble, nav_counts=nav_counts(staff))
    except Exception:
        log.exception("The page that says what went wrong could not be drawn: %s", request.path)
        return ""


def _alone(request: HttpRequest, trouble: Trouble) -> str:
    """Needs no database and no session. At the desk it is for whoever is not signed in."""
    return render_to_string("errors/alone.html", _context(request, trouble, stranger=True))


def _at_desk(request: HttpRequest) -> bool:
    return request.path.startswith(DESK)


def _drawn(template: str, request: HttpRequest, trouble: Trouble, **more: Any) -> str:
    return render_to_string(template, {**_context(request, trouble), **more}, request)


def _context(request: HttpRequest, trouble: Trouble, *, stranger: bool = False) -> dict[str, Any]:
    desk = _at_desk(request)
    what, why, then = trouble.told(customer=not desk or stranger)
    asked_in = stranger and desk and trouble in (NOTHING_HERE, NOT_YOURS, NOT_SO)
    told = {"what": what, "why": why, "then": "" if asked_in else then}
    figures = {
        "text": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "files": filesizeformat(settings.LARGEST_UPLOAD),
        "time": dates.short_date_time(
            now(), translation.get_language() or "en", timezone.get_current_timezone()
        ),
    }
    return {
        **{name: str(words) % figures for name, words in told.items()},
        "status": trouble.status,
        "again": _page_it_stood_on(request) if trouble in (OPEN_TOO_LONG, NO_COOKIE) else "",
        "sign_in": settings.LOGIN_URL if asked_in else "",
    }


def _page_it_stood_on(request: HttpRequest) -> str:
    """Of a form that was sent: the address of its page, where that is one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or came_from.scheme not in ("http", "https"):
        return ""
    return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
