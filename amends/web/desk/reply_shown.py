"""A reply as its page shows it: the blocks with what the case knows of their points, the gate, the guide."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.cases.models import Case, Point
from amends.language.safe_text import is_blank
from amends.people.refusal import Changed
from amends.responses import actions
from amends.responses.models import Block
from amends.responses.places import Open
from amends.web.desk import case_shown as shown
from amends.web.desk.case_file import CaseFile
from amends.web.desk.coach_shown import FindingShown, by_block, marks, whole_letter
from amends.web.desk.ease_shown import ease_shown
from amends.web.desk.lines import promised
from amends.web.desk.page import DeskRequest, nav_counts
from amends.web.showing import show
from amends.web.templatetags.amends_tags import clock_time

# The eight steps under CARP; the last word names the rules of the coach that say whether a step is done.
STEPS = (
    (
        gettext_lazy("Control"),
        ((gettext_lazy("Thank them"), ("A101",)), (gettext_lazy("Say why it helps"), ("A101", "A102"))),
    ),
    (gettext_lazy("Acknowledge"), ((gettext_lazy("Apologise"), ("A103", "A104", "B201")),)),
    (
        gettext_lazy("Refocus"),
        (
            (gettext_lazy("Say why it happened"), ("C301", "B204")),
            (gettext_lazy("Promise action"), ("P401", "P402", "P403")),
        ),
    ),
    (
        gettext_lazy("Problem-solve"),
        (
            (gettext_lazy("Put it right"), ("C302", "C308", "P404")),
            (gettext_lazy("Check it suits them"), ("C305",)),
            (gettext_lazy("Prevent"), ("C303",)),
        ),
    ),
)
NAMED = frozenset(code for _part, steps in STEPS for _title, codes in steps for code in codes)


@dataclass(frozen=True)
class BlockShown:
    """One part of the letter on the page, with what the case knows about its point."""

    block: Block
    title: str
    point: Point | None
    missing: bool
    findings: Sequence[FindingShown] = ()
    gaps: Sequence[Open] = ()

    @property
    def marks(self) -> str:
        """Spans to mark, as JSON: start and end in characters, and how grave; `gap` where something has to be filled in."""
        return json.dumps(marks(self.findings, self.gaps))

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


def coach_said(file: CaseFile) -> dict[str, Any]:
    """What of the page changes with what the coach says."""
    return {
        "blocks": blocks(file),
        "gate": gate(file),
        "steps": guide(file),
        "besides": whole_letter(file.coached, NAMED),
        "coach_learns": file.coach_learns,
    }


def letter(file: CaseFile) -> dict[str, Any]:
    """What the page of a reply shows."""
    draft, case = file.draft, file.case
    assert draft is not None
    due = shown.owed(file)
    signatures = list(draft.signatures.all())
    return {
        "case": case,
        "draft": draft,
        **coach_said(file),
        "due": promised(case, case.received_at, due.due, None) if due else None,
        "ease": ease_shown(draft, list(draft.blocks.all())),
        "customer_words": file.complaint(),
        "rows": shown.point_rows(file),
        "signature": next((s for s in signatures if s.voided_at is None), None),
        "voided": next((s for s in signatures if s.voided_at), None),
    }


def blocks(file: CaseFile) -> list[BlockShown]:
    draft = file.draft
    assert draft is not None
    points = {p.pk: p for p in file.points}
    findings = by_block(file.coached, file.case, draft)
    found = []
    gaps = {
        block.pk: [each.place for each in file.unfilled if each.block == block]
        for block in draft.blocks.all()
    }
    for block in draft.blocks.all():
        point = points.get(block.point_id) if block.point_id else None
        title = (
            _("Point %(number)s") % {"number": point.number} if point else str(Block.Kind(block.kind).label)
        )
        needed = block.kind != "prevention"
        missing = needed and is_blank(block.text)
        found.append(BlockShown(block, title, point, missing, findings.get(block.pk, ()), gaps[block.pk]))
    return found


def gate(file: CaseFile) -> dict[str, Any]:
    """What is missing before a signature may be asked for; empty sentences when nothing is."""
    draft = file.draft
    assert draft is not None
    missing = [
        _("Point %(number)s") % {"number": g.point.number} if g.point else str(Block.Kind(g.kind).label)
        for g in file.gaps
    ]
    left = actions.GapLeft(file.unfilled).sentence() if file.unfilled else ""
    offer = next((o for o in file.offers if o.step.name == "request_signature"), None)
    other = (
        [_(n.words) for n in offer.missing if n.name not in ("draft_complete", "coach_clear")]
        if offer
        else []
    )
    return {
        "missing": missing,
        "other": other,
        "words": ngettext("%(what)s has no text yet.", "These have no text yet: %(what)s.", len(missing))
        % {"what": ", ".join(missing)}
        if missing
        else "",
        "left": left,
        "open": not any((missing, other, left)) and not file.stopped,
        "learns": file.coach_learns and file.stopped,
        "stops": sum(each.stops for each in file.coached),
        "state": draft.state,
        "forbidden": bool(offer and offer.forbidden),
    }


def guide(file: CaseFile) -> list[dict[str, Any]]:
    """The eight steps; a tick where the coach misses nothing of a step, its word where it does."""
    draft = file.draft
    assert draft is not None
    empty = all(is_blank(block.text) for block in draft.blocks.all())
    number, parts = 0, []
    for part, steps in STEPS:
        rows = []
        for title, codes in steps:
            number += 1
            rows.append(
                {"n": number, "title": title, "state": "missing" if empty else step_state(file, codes)}
            )
        parts.append({"part": part, "steps": rows})
    return parts


def step_state(file: CaseFile, codes: Sequence[str]) -> str:
    """`done`, `stop`, `hint` where a sentence should be better, `missing`, or `unread` while the coach still learns."""
    if file.coach_learns:
        return "unread"
    found = [each for each in file.coached if each.finding.code in codes and not each.reason]
    if any(each.stops for each in found):
        return "stop"
    if any(each.block is None for each in found):
        return "missing"
    return "hint" if found else "done"


def lost_update(case: Case, block: Block, lost: Changed, file: CaseFile) -> dict[str, Any]:
    return {
        "sentence": lost.sentence(),
        "url": reverse("desk:reply", args=[case.ref]),
        "name": f"text-{block.pk}",
        "mine": lost.mine,
        "mine_at": _("just now"),
        "theirs": lost.theirs,
        "theirs_by": block.written_by.full_name if block.written_by else _("A colleague"),
        "theirs_at": clock_time(block.written_at) if block.written_at else _("a moment ago"),
        "version": file.draft.version if file.draft else "",
        "hidden": {f"was-{block.pk}": lost.theirs},
    }
