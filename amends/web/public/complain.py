"""The page where anybody complains, without an account; and the one for a remark without a name."""

from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amends.channels.incoming import KeyReused
from amends.channels.intake import receive
from amends.people import queries
from amends.people.refusal import Refusal
from amends.web.callers import calls, count_call
from amends.web.customer_fields import say_dropped
from amends.web.public.ahead import ahead
from amends.web.public.forms import ComplaintForm, RemarkForm
from amends.web.public.hand_in import complaint_of, new_token, remark_of
from amends.web.showing import said_and_seen, show
from amends.web.speaking import in_their_language
from amends.web.uploads import files_dropped

SPAN = 600  # seconds in which complaints from one address are counted


def _too_many(request: HttpRequest) -> bool:
    most = settings.COMPLAINTS_PER_ADDRESS
    return bool(most) and calls("complaint", request, SPAN) >= most


@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, ComplaintForm(initial={"token": new_token()}))
    form = ComplaintForm(request.POST, request.FILES)
    if files_dropped(request):
        say_dropped(form)
    if not form.is_valid():
        return _form(request, form, status=422)
    if _too_many(request):
        return _form(request, form, status=429, refused=_many())
    try:
        receipt = receive(complaint_of(form.cleaned_data, request.LANGUAGE_CODE))
    except KeyReused:
        return _form(request, _anew(request), status=409, refused=_sent_before())
    except Refusal as refusal:
        return _form(request, form, status=refusal.status, refused=refusal.sentence())
    count_call("complaint", request, SPAN)
    return said_and_seen(request, _said(form.cleaned_data["answer_by"]), receipt.follow_link)


def _anew(request: HttpRequest) -> ComplaintForm:
    """The same form with a token of its own, so that it can be sent as another complaint."""
    given = request.POST.copy()
    given["token"] = new_token()
    return ComplaintForm(given, request.FILES)


def _form(request: HttpRequest, form: Form, *, status: int = 200, refused: str = "") -> HttpResponse:
    company = queries.company()
    context: dict[str, Any] = {
        "form": form,
        "ahead": ahead(company, request.LANGUAGE_CODE),
        "refused": refused,
    }
    context["files_lost"] = bool(form.is_bound and request.FILES)
    context["remark_url"] = reverse("public:remark") if company.feedback_wanted else ""
    return show(request, "public/complain.html", status=status, **context)


def _many() -> str:
    return _(
        "Very many complaints have come from your network within minutes. Wait ten minutes, then send yours: "
        "it is still here."
    )


def _sent_before() -> str:
    return _(
        "You have already sent a complaint from this page, with other words. To add to it, use the page we gave you. "
        "If this is another complaint, send it now."
    )


def _said(answer_by: str) -> str:
    if answer_by == "email":
        return _(
            "Your complaint has reached us. We have sent you the same by email. This page stays yours: keep its address."
        )
    return _("Your complaint has reached us. This page stays yours: keep its address.")


@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest) -> HttpResponse:
    """A remark without a name: read and kept, and said plainly that no answer can come."""
    if not queries.company().feedback_wanted:
        raise Http404
    if request.method != "POST":
        form = RemarkForm(initial={"token": new_token()})
        return show(request, "public/remark.html", form=form)
    form = RemarkForm(request.POST)
    if not form.is_valid() or form.cleaned_data["website"]:
        return show(request, "public/remark.html", status=422, form=form)
    if _too_many(request):
        return show(request, "public/remark.html", status=429, form=form, refused=_many())
    receive(remark_of(form.cleaned_data, request.LANGUAGE_CODE))
    count_call("complaint", request, SPAN)
    said = _(
        "Your remark has reached us and will be read. No answer follows, because we do not know who you are."
    )
    return said_and_seen(request, said, reverse("public:remark"))
