"""The reply being written: blocks, one answer for each point, saved as one types."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from amends.cases.models import Case, Point
from amends.language.safe_text import is_blank
from amends.people.refusal import Changed, Refusal
from amends.responses import actions
from amends.responses.models import Block, Draft
from amends.web.desk import case_shown as shown
from amends.web.desk.case_file import CaseFile
from amends.web.desk.lines import promised
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.showing import said_and_seen, show

# The eight steps under CARP; the last word says which part of the letter carries the step.
STEPS = (
    (
        gettext_lazy("Control"),
        ((gettext_lazy("Thank them"), "opening"), (gettext_lazy("Say why it helps"), "opening")),
    ),
    (gettext_lazy("Acknowledge"), ((gettext_lazy("Apologise"), "answer"),)),
    (
        gettext_lazy("Refocus"),
        ((gettext_lazy("Promise action"), "answer"), (gettext_lazy("Ask what is needed"), "")),
    ),
    (
        gettext_lazy("Problem-solve"),
        (
            (gettext_lazy("Put it right"), "answer"),
            (gettext_lazy("Check it suits them"), "closing"),
            (gettext_lazy("Prevent"), "prevention"),
        ),
    ),
)


@dataclass(frozen=True)
class BlockShown:
    """One part of the letter on the page, with what the case knows about its point."""

    block: Block
    title: str
    point: Point | None
    missing: bool
    findings: tuple[Any, ...] = ()  # the coach's, once it reads along

    @property
    def rows(self) -> int:
        return max(2, min(14, 1 + len(self.block.text) // 70 + self.block.text.count("\n")))


@case_page
def reply(request: DeskRequest, case: Case) -> HttpResponse:
    """Opening the page begins the draft when the procedure allows it, as the button that leads here says."""
    file = CaseFile(case, request.by)
    if request.method == "POST":
        return save_all(request, file)
    wanted = file.draft is None or (file.draft.state in ("writing", "returned") and may_write(file))
    if wanted and may_write(file):
        actions.begin_draft(case, by=request.by)
        file = CaseFile(case, request.by)
    if file.draft is None:
        return show(request, "desk/reply_not_yet.html", **not_yet(file))
    return page(request, file)


def may_write(file: CaseFile) -> bool:
    return any(o.step.name == "draft" and o.open for o in file.offers)


def not_yet(file: CaseFile) -> dict[str, Any]:
    offer = next((o for o in file.offers if o.step.name == "draft"), None)
    why = [need.words for need in offer.missing] if offer else []
    return {"case": file.case, "why": [_(words) for words in why], "letters": file.letters}


def page(request: DeskRequest, file: CaseFile, *, status: int = 200, **more: Any) -> HttpResponse:
    counts = nav_counts(request.staff)
    return show(request, "desk/reply.html", status=status, nav_counts=counts, **letter(file), **more)


def letter(file: CaseFile) -> dict[str, Any]:
    """What the page of a reply shows."""
    draft, case = file.draft, file.case
    assert draft is not None
    due = file.open_promises[0] if file.open_promises else None
    signatures = list(draft.signatures.all())
    return {
        "case": case,
        "draft": draft,
        "blocks": blocks(file),
        "gate": gate(file),
        "steps": guide(draft),
        "due": promised(case, case.received_at, due.due, None) if due else None,
        "words": sum(len(b.text.split()) for b in draft.blocks.all()),
        "customer_words": file.complaint(),
        "rows": shown.point_rows(file),
        "signature": next((s for s in signatures if s.voided_at is None), None),
        "voided": next((s for s in signatures if s.voided_at), None),
    }


def blocks(file: CaseFile) -> list[BlockShown]:
    draft = file.draft
    assert draft is not None
    points = {p.pk: p for p in file.points}
    found = []
    for block in draft.blocks.all():
        point = points.get(block.point_id) if block.point_id else None
        title = (
            _("Point %(number)s") % {"number": point.number} if point else str(Block.Kind(block.kind).label)
        )
        needed = block.kind != "prevention"
        found.append(BlockShown(block, title, point, needed and is_blank(block.text)))
    return found


def gate(file: CaseFile) -> dict[str, Any]:
    """What is missing before a signature may be asked for; empty sentence when nothing is."""
    draft = file.draft
    assert draft is not None
    missing = [
        _("Point %(number)s") % {"number": g.point.number} if g.point else str(Block.Kind(g.kind).label)
        for g in file.gaps
    ]
    offer = next((o for o in file.offers if o.step.name == "request_signature"), None)
    other = [_(n.words) for n in offer.missing if n.name not in ("draft_complete",)] if offer else []
    return {
        "missing": missing,
        "other": other,
        "words": ngettext("%(what)s has no text yet.", "These have no text yet: %(what)s.", len(missing))
        % {"what": ", ".join(missing)}
        if missing
        else "",
        "open": not missing and not other,
        "state": draft.state,
        "forbidden": bool(offer and offer.forbidden),
    }


def guide(draft: Draft) -> list[dict[str, Any]]:
    """The eight steps; a tick where the part of the letter that carries the step is written."""
    by_kind: dict[str, list[bool]] = {}
    for block in draft.blocks.all():
        by_kind.setdefault(block.kind, []).append(not is_blank(block.text))
    number, found = 0, []
    for part, steps in STEPS:
        rows = []
        for title, kind in steps:
            number += 1
            rows.append(
                {
                    "n": number,
                    "title": title,
                    "kind": kind,
                    "written": bool(kind) and all(by_kind.get(kind, [False])),
                }
            )
        found.append({"part": part, "steps": rows})
    return found


def save_all(request: DeskRequest, file: CaseFile) -> HttpResponse:
    """Without script every block is saved at once."""
    if file.draft is None:
        raise Http404
    try:
        for block in list(file.draft.blocks.all()):
            name = str(block.pk)
            if f"text-{name}" in request.POST:
                write(request, file.draft, block)
    except Changed as lost:
        fresh = CaseFile(file.case, request.by)
        return page(request, fresh, status=409, lost=lost_update(file.case, block, lost, fresh))
    return said_and_seen(request, _("The reply is saved."), reverse("desk:reply", args=[file.case.ref]))


def write(request: DeskRequest, draft: Draft, block: Block) -> Draft:
    """Save one block as the page sent it; the text the page had shown tells whether somebody wrote meanwhile."""
    name = str(block.pk)
    text = request.POST[f"text-{name}"].replace("\r\n", "\n")
    was = request.POST.get(f"was-{name}", block.text).replace("\r\n", "\n")
    if text == was:
        return draft
    if was != block.text and text != block.text:
        raise Changed(theirs=block.text, mine=text)
    version = request.POST.get("version", "")
    return actions.write_block(
        draft, block, text, by=request.by, shown=int(version) if version.isdigit() else None
    )


@require_POST
@case_page
def save_block(request: DeskRequest, case: Case, block_id: Any) -> HttpResponse:
    """One block, saved while one types."""
    file = CaseFile(case, request.by)
    block = block_of(file, block_id)
    if block is None or file.draft is None or f"text-{block.pk}" not in request.POST:
        raise Http404
    try:
        write(request, file.draft, block)
    except Changed as lost:
        html = render_to_string("parts/_lost_update.html", lost_update(case, block, lost, file), request)
        return HttpResponse(
            html, status=409, headers={"HX-Retarget": f"#lost-{block.pk}", "HX-Reswap": "innerHTML"}
        )
    return saved(request, CaseFile(case, request.by), block_id)


def block_of(file: CaseFile, pk: Any) -> Block | None:
    found: Block | None = file.of(list(file.draft.blocks.all()), str(pk)) if file.draft else None
    return found


def saved(request: DeskRequest, file: CaseFile, block_id: Any) -> HttpResponse:
    draft = file.draft
    assert draft is not None
    changed: dict[str, Any] = {
        "draft": draft,
        "block": block_of(file, block_id),
        "gate": gate(file),
        "steps": guide(draft),
    }
    return show(request, "desk/_block_saved.html", case=file.case, **changed)


def lost_update(case: Case, block: Block, lost: Changed, file: CaseFile) -> dict[str, Any]:
    return {
        "sentence": lost.sentence(),
        "url": reverse("desk:reply", args=[case.ref]),
        "name": f"text-{block.pk}",
        "mine": lost.mine,
        "mine_at": _("just now"),
        "theirs": lost.theirs,
        "theirs_by": file.draft.author.full_name if file.draft else "",
        "theirs_at": _("a moment ago"),
        "version": file.draft.version if file.draft else "",
        "hidden": {f"was-{block.pk}": lost.theirs},
    }


@require_POST
@case_page
def act(request: DeskRequest, case: Case, what: str) -> HttpResponse:
    """Ask for a signature, or send what is signed; a refusal stands on the reply's own page."""
    file = CaseFile(case, request.by)
    if file.draft is None:
        raise Http404
    try:
        for block in list(file.draft.blocks.all()):
            if f"text-{block.pk}" in request.POST:
                write(request, file.draft, block)
        said = take(what, file.draft, request)
    except Refusal as refused:
        return page(request, CaseFile(case, request.by), status=refused.status, refused=refused.sentence())
    return said_and_seen(request, said, reverse("desk:case", args=[case.ref]))


def take(what: str, draft: Draft, request: DeskRequest) -> str:
    if what == "ask":
        actions.request_signature(draft, by=request.by)
        return _("A manager is asked to sign.")
    actions.send(draft, by=request.by)
    return _("The reply is on its way.")
