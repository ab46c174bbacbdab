"""In which language a customer's page speaks: chosen here, else the complaint's, else the browser's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from amends.people import queries

View = Callable[..., HttpResponse]


def language_for(request: HttpRequest, own: str = "") -> str:
    """Only a language the company answers in; its first one where nothing else fits."""
    offered = list(queries.languages())
    wished = [request.GET.get("lang", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), own]
    if not own:
        accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
        wished += [code.partition("-")[0] for code, _quality in accepted]
    return next((code for code in wished if code in offered), offered[0])


def speak(request: HttpRequest, own: str = "") -> str:
    code = language_for(request, own)
    translation.activate(code)  # the locale middleware starts every request anew
    request.LANGUAGE_CODE = code
    return code


def in_their_language(view: View) -> View:
    """For a page everybody may see: in the reader's language, and not for search engines to keep."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        speak(request)
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    return spoken
