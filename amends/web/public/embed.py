"""The complaints form inside the website of the company, and the script that opens it there from a link.

A frame on another website sends us no cookies, so the usual protection against forged forms cannot stand. In its place the
form must bring the token we signed for it, and the browser must say that it was sent from our own page. What could be forged is
small all the same: nothing here acts for whoever is signed in.
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import etag, require_http_methods, require_safe

import amends.web
from amends.cases.queries import promises
from amends.people import queries
from amends.web.context import language_choices
from amends.web.portal.headline import headline
from amends.web.public.complain import form_context
from amends.web.public.hand_in import is_ours
from amends.web.public.take_in import NotTaken, Taken, anew, empty_form, in_other_words, take_complaint
from amends.web.showing import show
from amends.web.speaking import in_their_language

SCRIPT = Path(amends.web.__file__).parent / "static" / "amends" / "embed.js"
KEPT = "public, max-age=3600, stale-while-revalidate=86400"  # whoever copied the snippet gets a newer script in an hour

View = Callable[[HttpRequest], HttpResponse]


def framed_where_allowed(view: View) -> View:
    """The websites in the company's list may show the page in a frame; with an empty list nobody may, as everywhere."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponseBase:
        origins = list(queries.company().embed_origins)
        if not origins:
            return view(request)
        # The older header knows no list, and a browser that knows the newer one has to find only that.
        allowed: Callable[[HttpRequest], HttpResponseBase] = csp_replace({"frame-ancestors": origins})(
            xframe_options_exempt(view)
        )
        return allowed(request)

    return shown  # type: ignore[return-value]


@csrf_exempt
@framed_where_allowed
@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def embed(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return embedded_form(request, NotTaken(empty_form(), 200))
    if "speak" in request.POST:
        return embedded_form(request, NotTaken(in_other_words(request), 200))
    if not _sent_from_our_page(request):
        return embedded_form(request, NotTaken(anew(request), 403, _not_from_our_page()))
    if not is_ours(request.POST.get("token", "")):
        return embedded_form(request, NotTaken(anew(request), 403, _open_too_long()))
    done = take_complaint(request)
    return embedded_form(request, done) if isinstance(done, NotTaken) else _first_answer(request, done)


def embedded_form(request: HttpRequest, what: NotTaken, *, preview: bool = False) -> HttpResponse:
    """The form as it stands in a frame; a preview keeps nothing of what is tried in it."""
    context = form_context(request, what.form, refused=what.refused) | {"preview": preview}
    return show(request, "public/embed.html", status=what.status, **context, **_frame(request))


def _first_answer(request: HttpRequest, done: Taken) -> HttpResponse:
    """Shown in place, because nothing said by a cookie would arrive; loaded again, the same complaint is answered the same."""
    case = done.receipt.case
    return show(
        request,
        "public/embed_done.html",
        reference=done.receipt.reference,
        follow_link=done.receipt.follow_link,
        answer_by=done.answer_by,
        headline=headline(case, promises(case), request.LANGUAGE_CODE) if case else None,
        **_frame(request),
    )


def _frame(request: HttpRequest) -> dict[str, Any]:
    """`origins` may be told how tall the page is; a language is chosen by address, for want of a cookie."""
    company = queries.company()
    languages = language_choices(list(queries.languages(company)))
    return {"framed": True, "origins": " ".join(company.embed_origins), "frame_languages": languages}


def _sent_from_our_page(request: HttpRequest) -> bool:
    """What a browser says of where a form was sent from; whoever is no browser says nothing, and has nobody's trust to abuse."""
    origin = request.headers.get("Origin", "")
    if origin:
        return origin in (f"{request.scheme}://{request.get_host()}", settings.PUBLIC_URL)
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _not_from_our_page() -> str:
    return _(
        "We could not be sure that this came from our own form, and have taken nothing in. What you typed is still here: "
        "send it once more, or copy it to our complaints page."
    )


def _open_too_long() -> str:
    return _("This form had been open for too long, and nothing was taken in yet. Send it once more.")


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, str]:
    """The script and the version its content makes."""
    content = SCRIPT.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]


@require_safe
@gzip_page
@etag(lambda _request: f'"{_script()[1]}"')
def script(request: HttpRequest) -> HttpResponse:
    headers = {"Cache-Control": KEPT, "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(_script()[0], content_type="text/javascript; charset=utf-8", headers=headers)
