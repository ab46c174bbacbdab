"""The page where anybody complains, without an account; and the one for a remark without a name."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amends.channels.intake import receive
from amends.people import queries
from amends.web.callers import count_call
from amends.web.public.ahead import ahead
from amends.web.public.forms import ComplaintForm, RemarkForm
from amends.web.public.hand_in import new_token, remark_of
from amends.web.public.take_in import SPAN, NotTaken, empty_form, many, take_complaint, too_many
from amends.web.showing import said_and_seen, show
from amends.web.speaking import in_their_language


@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, "public/complain.html", **form_context(request, empty_form()))
    done = take_complaint(request)
    if isinstance(done, NotTaken):
        context = form_context(request, done.form, refused=done.refused)
        return show(request, "public/complain.html", status=done.status, **context)
    # On the host they are at: the form may lead nowhere else, and they may have come by another name than that of our mail.
    return said_and_seen(request, _said(done.answer_by), urlsplit(done.receipt.follow_link).path)


def form_context(request: HttpRequest, form: ComplaintForm, *, refused: str = "") -> dict[str, Any]:
    """What the form is shown with, on our own page and in a frame."""
    company = queries.company()
    return {
        "form": form,
        "ahead": ahead(company, request.LANGUAGE_CODE),
        "refused": refused,
        "files_lost": bool(request.FILES),
        "remark_url": reverse("public:remark") if company.feedback_wanted else "",
    }


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
    if too_many(request):
        return show(request, "public/remark.html", status=429, form=form, refused=many())
    receive(remark_of(form.cleaned_data, request.LANGUAGE_CODE))
    count_call("complaint", request, SPAN)
    said = _(
        "Your remark has reached us and will be read. No answer follows, because we do not know who you are."
    )
    return said_and_seen(request, said, reverse("public:remark"))
