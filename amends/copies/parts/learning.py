"""What caused it and what changes, and the journal in words with its hashes."""

from typing import Any

from django.utils.translation import gettext as _

from amends.copies.parts import Block, facts, quiet, section, words
from amends.copies.pen import Pen, yes_or_no
from amends.copies.whole import Whole
from amends.improvement.models import CorrectiveAction
from amends.journal import kinds
from amends.journal.models import Entry


def causes(whole: Whole, pen: Pen) -> Block | None:
    pen.place = title = pen.say(_("Causes and what changes"))
    blocks: list[Block | None] = []
    for cause in whole.causes:
        category = pen.told_in_a_line(cause.category) if cause.category else _("Cause")
        blocks.append(words(category, pen.told(cause.what), pen.moment(cause.recorded_at)))
        blocks += [_change(action, whole, pen) for action in cause.corrective_actions.all()]
    return section(title, blocks)


def _change(row: CorrectiveAction, whole: Whole, pen: Pen) -> Block | None:
    known = row.kind in CorrectiveAction.Kind.values
    return facts(
        [
            (str(CorrectiveAction.Kind(row.kind).label) if known else row.kind, pen.told(row.what)),
            (_("It worked when"), pen.told(row.criterion)),
            (_("Who makes it"), pen.who(row.owner.full_name, whole.staff.get(row.owner_id))),
            (_("Due"), pen.day(row.due)),
            (_("Made"), pen.moment(row.done_at)),
            (_("Proof"), pen.told(row.proof)),
            (_("It worked"), yes_or_no(row.proven) if row.proven is not None else ""),
        ]
    )


def journal(whole: Whole, pen: Pen) -> Block | None:
    """Each entry with its number and hash in the chain, and the hash the whole chain had at that moment."""
    pen.place = title = pen.say(_("Journal"))
    if pen.cover and not pen.cover.redaction.journal:
        return section(title, [quiet(pen.say(_("Left out of this copy.")))])
    head = whole.head
    chain = facts(
        [
            (_("Last entry of the whole journal"), pen.say(str(head.seq)) if head else ""),
            (_("Its hash, SHA-256"), head.hash if head else ""),
        ]
    )
    rows = [_entry(row, whole, pen) for row in whole.entries]
    return section(title, [chain, {"kind": "journal", "rows": rows} if rows else None])


def _entry(row: Entry, whole: Whole, pen: Pen) -> dict[str, Any]:
    sealed = row.sealed_at is not None and row.sealed_at <= whole.at
    staff = (
        whole.staff.get(int(row.actor_id)) if row.actor_kind == "staff" and row.actor_id.isdigit() else None
    )
    return {
        "number": str(row.seq) if sealed else "",
        "when": pen.moment(row.at),
        "who": pen.who(kinds.actor_name(row), staff),
        "words": pen.told_in_a_line(kinds.describe(row)),
        "hash": row.hash if sealed else pen.say(_("not sealed yet at this moment")),
    }
