"""The customer's way to their own complaint: reference and code, no account. Wrong and unknown look the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from amends.cases.models import Case
from amends.channels.first_answer import zone_for
from amends.channels.links import FollowLink
from amends.people.actor import Actor, of_customer
from amends.web.callers import calls, count_call
from amends.web.speaking import speak

WRONG_CODES, SPAN = (
    10,
    900,
)  # so many from one address in so many seconds; the right code is answered all the same


@dataclass(frozen=True)
class Here:
    """The complaint a link leads to, and the addresses of its pages, which keep the link one came by."""

    case: Case
    ref: str
    code: str

    @property
    def by(self) -> Actor:
        return of_customer(self.case.representative or self.case.customer)

    def address(self, page: str = "follow", **more: Any) -> str:
        return reverse(f"portal:{page}", kwargs={"ref": self.ref, "code": self.code, **more})

    @property
    def files(self) -> str:
        """The beginning of a file's address."""
        return f"{self.address()}/file/"

    @property
    def remedies(self) -> str:
        """The beginning of an offer's address."""
        return f"{self.address()}/remedy/"


View = Callable[..., HttpResponseBase]


def own_complaint(view: View) -> View:
    """Give the view the complaint behind the link, in its language and the customer's time zone."""

    @wraps(view)
    def opened(request: HttpRequest, ref: str, code: str, **more: Any) -> HttpResponseBase:
        case = FollowLink.case_for(ref, code)
        if case is None:
            return sealed(_unknown(request))
        speak(request, case.language)
        with timezone.override(zone_for(case)):
            return sealed(view(request, Here(case, ref, code), **more))

    return opened


def _unknown(request: HttpRequest) -> HttpResponse:
    """Not there and not yours are one answer; who tries many is told to wait."""
    slow = calls("code", request, SPAN) >= WRONG_CODES
    count_call("code", request, SPAN)
    speak(request)
    return render(request, "portal/unknown.html", {"slow": slow}, status=429 if slow else 404)


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    """The address of the page is its key: it is kept by no cache and no search engine and told to no other site.

    The policy is same-origin because no-referrer makes browsers send `Origin: null` with our own forms, which the
    check against forged forms refuses.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
