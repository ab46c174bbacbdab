"""Every part of the pages in every state, drawn by the very templates the pages use: for whoever changes how they look."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from amends.web.context import language_choices
from amends.web.desk.page import DeskRequest, nav_counts
from amends.web.desk.settings.frame import settings_page
from amends.web.desk.style_frame import Sample
from amends.web.desk.style_samples import sections
from amends.web.showing import show


@dataclass(frozen=True)
class Drawn:
    """A sample as the browser gets it; `name` is the template's."""

    sample: Sample
    html: SafeString


@settings_page
def style(request: DeskRequest) -> HttpResponse:
    """In the language and shade asked for. The forms among the samples lead back here and change nothing."""
    if request.method == "POST":
        return HttpResponseRedirect(request.get_full_path())
    languages = language_choices([code for code, _name in settings.LANGUAGES])
    language = _asked(
        request, "language", [one["code"] for one in languages], translation.get_language() or "en"
    )
    pages = _asked(request, "pages", ["desk", "customer"], "desk")
    shown: dict[str, Any] = {
        "languages": languages,
        "language": language,
        "pages": pages,
        "layout": f"{pages}/_layout.html",
    }
    shown["shade"] = _asked(request, "shade", ["light", "dark"], "")  # empty follows the device
    with translation.override(language):
        drawn = [(one, [_drawn(request, each) for each in one.samples]) for one in sections(pages)]
        few, wide = [pair for pair in drawn if not pair[0].wide], [pair for pair in drawn if pair[0].wide]
        counts = nav_counts(request.staff)
        return show(request, "desk/style.html", few=few, wide=wide, nav_counts=counts, **shown)


def _asked(request: DeskRequest, name: str, known: list[str], otherwise: str) -> str:
    """What the address asks for, where it is one of those known."""
    found = request.GET.get(name, "")
    return found if found in known else otherwise


def _drawn(request: DeskRequest, sample: Sample) -> Drawn:
    return Drawn(sample, render_to_string(sample.template, {"messages": [], **sample.context}, request))
