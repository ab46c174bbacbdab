"""The complaint on paper: a sheet to tick and write on, with a code that leads a phone to the complaints page (M16, M33)."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from amends.web.public.forms import WAYS, WISHES, ComplaintForm
from amends.web.showing import show
from amends.web.speaking import in_their_language


@in_their_language
@require_safe
def questionnaire(request: HttpRequest) -> HttpResponse:
    """In the reader's language, or with `?lang=` in another the company answers in; asks what the complaints page asks."""
    page = settings.PUBLIC_URL + reverse("public:complain")
    return show(
        request,
        "public/questionnaire.html",
        form=ComplaintForm(),
        wishes=[words for _key, words in WISHES],
        ways=[words for _key, words in WAYS],
        page=page,
        code=code_to(f"{page}?lang={request.LANGUAGE_CODE}"),
    )


def code_to(address: str) -> SafeString:
    """The QR code of an address as an inline picture, readable with a seventh of it spoilt."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, light="#fff", dark="#000")
    return mark_safe(drawn)  # noqa: S308 - drawn from paths alone; no part of the address stands in it
