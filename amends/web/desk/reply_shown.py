"""A reply as its page shows it: the blocks with what the case knows of their points, the gate, the guide."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.cases.models import Case, Point
from amends.language.safe_text import is_blank
from amends.people.refusal import Changed
from amends.responses.models import Block, Draft
from amends.web.desk import case_shown as shown
from amends.web.desk.case_file import CaseFile
from amends.web.desk.lines import promised
from amends.web.desk.page import DeskRequest, nav_counts
from amends.web.showing import show

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
