"""The reply being written: saved as one types, laid before a manager, sent. Nobody's words are lost to somebody else's."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.models import Case
from amends.language.safe_text import whole_number
from amends.people.refusal import Changed, Refusal, Settled
from amends.responses import actions
from amends.responses.models import Block, Draft
from amends.web.desk.case_file import CaseFile
from amends.web.desk.ease_shown import ease_shown
from amends.web.desk.meanwhile import both_texts, gone, newer_than_shown
from amends.web.desk.page import DeskRequest, case_page
from amends.web.desk.reply_shown import coach_said, lost_update, may_write, not_yet, page
from amends.web.showing import said_and_seen, show


@case_page
def reply(request: DeskRequest, case: Case) -> HttpResponse:
    """Opening the page begins the draft when the procedure allows it, as the button that leads here says."""
    file = CaseFile(case, request.by)
    if request.method == "POST":
        return save_all(request, file)
    if (file.draft is None or file.draft.state in ("writing", "returned")) and may_write(file):
        actions.begin_draft(case, by=request.by)
        file = CaseFile(case, request.by)
    if file.draft is None:
        return show(request, "desk/reply_not_yet.html", **not_yet(file))
    return page(request, file)


def save_all(request: DeskRequest, file: CaseFile) -> HttpResponse:
    """Without script every block is saved at once."""
    if file.draft is None:
        return sent_meanwhile(request, file)
    if refused := write_all(request, file):
        return refused
    return said_and_seen(request, _("The reply is saved."), reverse("desk:reply", args=[file.case.ref]))


def write_all(request: DeskRequest, file: CaseFile) -> HttpResponse | None:
    """Save every block the page sent. What somebody else wrote meanwhile is refused, block by block, with both texts."""
    assert file.draft is not None
    lost: list[tuple[Block, Changed]] = []
    for block in list(file.draft.blocks.all()):
        if f"text-{block.pk}" in request.POST:
            try:
                write(request, file.draft, block)
            except Changed as changed:
                lost.append((block, changed))
    if not lost:
        return None
    fresh = CaseFile(file.case, request.by)
    return page(request, fresh, status=409, lost=_lost(request, lost, fresh))


def _lost(request: DeskRequest, lost: list[tuple[Block, Changed]], fresh: CaseFile) -> list[dict[str, Any]]:
    """A form for each; each carries what was typed into the other blocks, so that keeping one loses none."""
    forms = [lost_update(fresh.case, block, changed, fresh) for block, changed in lost]
    for form in forms:
        for block, changed in lost:
            if form["name"] != f"text-{block.pk}":
                was = request.POST.get(f"was-{block.pk}", "")
                form["hidden"] |= {f"text-{block.pk}": changed.mine, f"was-{block.pk}": was}
    return forms


def sent_meanwhile(request: DeskRequest, file: CaseFile) -> HttpResponse:
    """The reply was sent while somebody still wrote in it: what they typed stands there to be copied."""
    texts = [str(text).strip() for name, text in request.POST.items() if name.startswith("text-")]
    typed = [(_("What you typed"), text) for text in texts if text]
    context = {**not_yet(file), "typed": typed, "sentence": Settled().sentence()}
    return show(request, "desk/reply_not_yet.html", status=Settled.status, **context)


def write(request: DeskRequest, draft: Draft, block: Block) -> Draft:
    """Save one block as the page sent it; the text the page had shown tells whether somebody wrote meanwhile."""
    name = str(block.pk)
    text = request.POST[f"text-{name}"].replace("\r\n", "\n")
    was = request.POST.get(f"was-{name}", block.text).replace("\r\n", "\n")
    if text == was:
        return draft
    if was != block.text and text != block.text:
        raise Changed(theirs=block.text, mine=text)
    version = whole_number(request.POST.get("version", ""))
    return actions.write_block(draft, block, text, by=request.by, shown=version)


@require_POST
@case_page
def save_block(request: DeskRequest, case: Case, block_id: Any) -> HttpResponse:
    """One block, saved while one types."""
    file = CaseFile(case, request.by)
    block = block_of(file, block_id)
    if file.draft is None:
        return gone(request, case)
    if block is None or f"text-{block.pk}" not in request.POST:
        raise Http404
    try:
        write(request, file.draft, block)
    except Changed as lost:
        return both_texts(request, file.draft, block, lost)
    fresh = CaseFile(case, request.by)
    now = block_of(fresh, block_id)
    newer = newer_than_shown(request, fresh.draft, now) if fresh.draft and now else None
    return newer or saved(request, fresh, block_id)


def block_of(file: CaseFile, pk: Any) -> Block | None:
    found: Block | None = file.of(list(file.draft.blocks.all()), str(pk)) if file.draft else None
    return found


def saved(request: DeskRequest, file: CaseFile, block_id: Any) -> HttpResponse:
    draft = file.draft
    assert draft is not None
    changed: dict[str, Any] = {
        "draft": draft,
        "block": block_of(file, block_id),
        "ease": ease_shown(draft, list(draft.blocks.all())),
        **coach_said(file),
    }
    return show(request, "desk/_block_saved.html", case=file.case, **changed)


@require_POST
@case_page
def act(request: DeskRequest, case: Case, what: str) -> HttpResponse:
    """Ask for a signature, or send what is signed; a refusal stands on the reply's own page."""
    file = CaseFile(case, request.by)
    if file.draft is None:
        return sent_meanwhile(request, file)
    try:
        if refused := write_all(request, file):
            return refused
        said = take(what, file.draft, request)
    except Refusal as why:
        return page(request, CaseFile(case, request.by), status=why.status, refused=why.sentence())
    return said_and_seen(request, said, reverse("desk:case", args=[case.ref]))


def take(what: str, draft: Draft, request: DeskRequest) -> str:
    if what == "ask":
        actions.request_signature(draft, by=request.by)
        return _("A manager is asked to sign.")
    actions.send(draft, by=request.by)
    return _("The reply is on its way.")
