"""One company for the whole of a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from amends.people.queries import company_read_once


class CompanyOnce:
    """A page whose parts each ask for the company reads it once, and shows one state of it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with company_read_once():
            return self.answer(request)
