"""The page for whoever has lost the link to their complaint: it comes by mail again, to an address we know."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from amends.channels.jobs import send_lost_links
from amends.web.callers import calls, count_call
from amends.web.showing import said_and_seen, show
from amends.web.speaking import in_their_language

MOST, SPAN = 5, 900  # so many requests from one network in so many seconds
WANTED = _("Write an email address such as name@example.com.")


class LostForm(forms.Form):
    email = forms.EmailField(
        label=_("Email"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"required": WANTED, "invalid": WANTED},
    )


@in_their_language
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """The answer, and the time it takes, are the same for every address: the search is left to the worker."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return show(request, "public/lost.html", form=form)
    if not form.is_valid():
        return show(request, "public/lost.html", status=422, form=form)
    if calls("lost", request, SPAN) >= MOST:
        slow = gettext(
            "This was asked very often from your network. Wait a quarter of an hour, then try again."
        )
        return show(request, "public/lost.html", status=429, form=form, refused=slow)
    count_call("lost", request, SPAN)
    send_lost_links.defer(email=form.cleaned_data["email"])
    said = gettext(
        "If we have written to this address about an open complaint, its link arrives there in minutes."
    )
    return said_and_seen(request, said, reverse("public:lost"))
