"""A complaint from the form, taken in or refused: the same on our own page and in a frame on another website."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from amends.channels.incoming import KeyReused, Receipt
from amends.channels.intake import receive
from amends.people.refusal import Refusal
from amends.web.callers import calls, count_call
from amends.web.customer_fields import say_dropped
from amends.web.public.forms import ComplaintForm
from amends.web.public.hand_in import complaint_of, known_token, new_token
from amends.web.uploads import files_dropped

SPAN = 600  # seconds in which complaints from one address are counted


@dataclass(frozen=True)
class Taken:
    """It stands; `answer_by` is the way the answer goes."""

    receipt: Receipt
    answer_by: str


@dataclass(frozen=True)
class NotTaken:
    """Nothing stands: the form with what was typed, the status of the page, and why in a sentence unless fields say it."""

    form: ComplaintForm
    status: int
    refused: str = ""


def empty_form() -> ComplaintForm:
    return ComplaintForm(initial={"token": new_token()})


def take_complaint(request: HttpRequest) -> Taken | NotTaken:
    form = ComplaintForm(request.POST, request.FILES)
    if files_dropped(request):
        say_dropped(form)
    if not form.is_valid():
        return NotTaken(form, 422)
    if too_many(request):
        return NotTaken(form, 429, many())
    try:
        receipt = receive(complaint_of(form.cleaned_data, request.LANGUAGE_CODE))
    except KeyReused:
        return NotTaken(anew(request), 409, _sent_before())
    except Refusal as refusal:
        return NotTaken(form, refusal.status, refusal.sentence())
    count_call("complaint", request, SPAN)
    return Taken(receipt, form.cleaned_data["answer_by"])


def anew(request: HttpRequest) -> ComplaintForm:
    """The same form with a token of its own, so that it can be sent as another complaint."""
    given = request.POST.copy()
    given["token"] = new_token()
    return ComplaintForm(given, request.FILES)


def in_other_words(request: HttpRequest) -> ComplaintForm:
    """What was typed so far, asked in another language: nothing is sent yet, so nothing is held against it."""
    given = request.POST
    several = ("wishes",)
    typed = {name: given.getlist(name) if name in several else given[name] for name in given}
    return ComplaintForm(
        initial=typed if known_token(given.get("token", "")) else {**typed, "token": new_token()}
    )


def too_many(request: HttpRequest) -> bool:
    most = settings.COMPLAINTS_PER_ADDRESS
    return bool(most) and calls("complaint", request, SPAN) >= most


def many() -> str:
    return _(
        "Very many complaints have come from your network within minutes. Wait ten minutes, then send yours: "
        "it is still here."
    )


def _sent_before() -> str:
    return _(
        "You have already sent a complaint from this page, with other words. To add to it, use the page we gave you. "
        "If this is another complaint, send it now."
    )
