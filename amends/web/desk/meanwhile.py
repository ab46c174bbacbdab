"""What colleagues did to a reply while one had it open: told part by part, and nothing typed is overwritten."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.models import Case
from amends.people.refusal import Changed, Settled
from amends.responses.models import Block, Draft
from amends.responses.queries import open_draft
from amends.web.desk.changed import last_step
from amends.web.desk.page import DeskRequest, case_page
from amends.web.showing import show


@dataclass(frozen=True)
class Told:
    """A part that somebody else wrote: `mine` is what the page holds unsaved, or None when it holds nothing of its own."""

    block: Block
    who: str
    at: datetime | None
    mine: str | None


@require_POST
@case_page
def meanwhile(request: DeskRequest, case: Case) -> HttpResponse:
    """The page sends what it shows and what it knew of each part; 204 when nobody else changed anything."""
    draft = open_draft(case)
    if draft is None:
        return gone(request, case)
    told = [one for block in draft.blocks.all() if (one := _compared(request, block))]
    moved = request.POST.get("state", draft.state) != draft.state
    if not told and not moved:
        return HttpResponse(status=204)
    return show(
        request,
        "desk/_meanwhile.html",
        told=told,
        language=draft.language,
        sentence=last_step(case) if moved else "",
        url=reverse("desk:reply", args=[case.ref]),
    )


def newer_than_shown(request: DeskRequest, draft: Draft, block: Block) -> HttpResponse | None:
    """The answer to a save of nothing new, where the part has other words by now: to take those for what the page had
    shown would let its next save put the old ones back.
    """
    was, text = (_sent(request, f"{name}-{block.pk}") for name in ("was", "text"))
    if text != was or block.text == text:
        return None
    told = _compared(request, block)
    if told is None:
        return HttpResponse(status=204)
    return show(request, "desk/_meanwhile.html", told=[told], language=draft.language)


def _compared(request: DeskRequest, block: Block) -> Told | None:
    was, text = (_sent(request, f"{name}-{block.pk}") for name in ("was", "text"))
    if was is None or text is None or block.text in (was, text):
        return None
    if block.written_by_id == request.staff.pk:  # one's own words, whose answer is on its way to this page
        return None
    return Told(block, _writer(request, block), block.written_at, None if text == was else text)


def _sent(request: DeskRequest, name: str) -> str | None:
    text = request.POST.get(name)
    return None if text is None else text.replace("\r\n", "\n")


def _writer(request: DeskRequest, block: Block) -> str:
    if block.written_by is None:
        return _("A colleague")
    if block.written_by_id == request.staff.pk:
        return _("You, in another window")
    return block.written_by.full_name


def both_texts(request: DeskRequest, draft: Draft, block: Block, lost: Changed) -> HttpResponse:
    """The answer to a part that could not be saved, put under it."""
    told = Told(block, _writer(request, block), block.written_at, lost.mine)
    response = show(request, "desk/_lost_block.html", status=409, one=told, language=draft.language)
    response["HX-Retarget"], response["HX-Reswap"] = f"#lost-{block.pk}", "innerHTML"
    return response


def gone(request: DeskRequest, case: Case) -> HttpResponse:
    """The reply was sent meanwhile; what is typed stays on the page."""
    context = {"sentence": Settled().sentence(), "url": reverse("desk:reply", args=[case.ref])}
    response = show(request, "desk/_meanwhile.html", status=409, **context)
    response["HX-Retarget"], response["HX-Reswap"] = "#meanwhile", "innerHTML"
    return response
