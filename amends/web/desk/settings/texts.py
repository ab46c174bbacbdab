"""Letter templates and snippets: the list, one text, retiring it. Everybody keeps their own; shared ones their keepers."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.language.safe_text import whole_number
from amends.responses import actions
from amends.responses.models import PreparedText
from amends.responses.prepared import may_keep, texts_of
from amends.responses.variables import VARIABLES
from amends.web.desk.lines import language as spoken
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.desk.settings.frame import answer, show_settings
from amends.web.desk.settings.text_form import LANGUAGES, TextForm, now_set, preview
from amends.web.showing import said_and_seen, show

MOST = 300  # lines of the list
ACTS = {
    "retire": (actions.retire_text, _("The text is retired. Replies already written keep it.")),
    "back": (actions.bring_back_text, _("The text is offered again.")),
}


@desk_page
def texts(request: DeskRequest) -> HttpResponse:
    """Every text the employee may use, in their own language first; `language` and `kind` narrow it."""
    language, kind = request.GET.get("language", spoken()), request.GET.get("kind", "")
    found = texts_of(request.staff)
    if language in dict(LANGUAGES):
        found = found.filter(language=language)
    if kind in dict(PreparedText.KINDS):
        found = found.filter(kind=kind)
    rows = list(found[:MOST])
    return show_settings(
        request,
        "texts.html",
        "texts",
        rows=rows,
        most=len(rows) == MOST,
        language=language,
        kind=kind,
        languages=LANGUAGES,
        kinds=PreparedText.KINDS,
    )


def text_of(request: DeskRequest, pk: int) -> PreparedText:
    """Http404 for what the employee may not use."""
    found = texts_of(request.staff).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@desk_page
def add(request: DeskRequest) -> HttpResponse:
    """A new text; with `like` it begins as a copy of one's own."""
    like = text_of(request, whole_number(request.GET["like"]) or 0) if "like" in request.GET else None
    first = {**now_set(like, request.staff, spoken()), "who": "own"}
    form = TextForm(request.POST or None, now_set=first, staff=request.staff)

    def page(status: int) -> HttpResponse:
        return text_page(request, form, None, status)

    def act(values: dict[str, Any]) -> str:
        return reverse("desk:settings_text", args=[actions.add_text(form.chosen(), by=request.by).pk])

    return seen_or_kept(request, form, act, "", page)


@desk_page
def text(request: DeskRequest, pk: int) -> HttpResponse:
    """One text; who may not keep it reads it, and may make a copy of their own."""
    found = text_of(request, pk)
    if not may_keep(request.staff, found):
        return text_page(request, None, found, 200)
    form = TextForm(
        request.POST or None, now_set=now_set(found, request.staff, found.language), staff=request.staff
    )

    def page(status: int) -> HttpResponse:
        return text_page(request, form, found, status)

    def act(values: dict[str, Any]) -> None:
        actions.change_text(found, form.chosen(), by=request.by)

    return seen_or_kept(request, form, act, reverse("desk:settings_text", args=[pk]), page)


def seen_or_kept(
    request: DeskRequest,
    form: TextForm,
    act: Callable[[dict[str, Any]], object],
    address: str,
    page: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Sent with `see`, without script, the page shows how it reads; sent otherwise the text is kept."""
    if "see" in request.POST:
        return page(200)
    return answer(request, form, act, gettext("The text is kept."), address, page)


def text_page(
    request: DeskRequest, form: TextForm | None, found: PreparedText | None, status: int
) -> HttpResponse:
    words = str(form["text"].value() or "") if form else found.text if found else ""
    language = str(form["language"].value()) if form else found.language if found else ""
    shown = preview(words, language)
    return show_settings(
        request,
        "text.html" if form else "text_read.html",
        "texts",
        status=status,
        form=form,
        text=found,
        preview=shown,
        variables=VARIABLES.items(),
    )


@desk_page
def text_preview(request: DeskRequest) -> HttpResponse:
    """What is being typed, for an invented complaint. POST only; nothing is kept."""
    if request.method != "POST":
        raise Http404
    shown = preview(request.POST.get("text", ""), request.POST.get("language", ""))
    return show(request, "desk/settings/_text_preview.html", preview=shown)


@desk_page
def text_act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """POST only: `retire` it or bring it `back`."""
    found = text_of(request, pk)
    if request.method != "POST" or what not in ACTS:
        raise Http404
    act, said = ACTS[what]
    act(found, by=request.by)
    return said_and_seen(request, str(said), reverse("desk:settings_text", args=[pk]))
