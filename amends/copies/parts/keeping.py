"""What was promised and whether it was kept, what was answered under whose name, and how it was for the customer."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from amends.cases.models import Promise
from amends.channels.registry import words_of
from amends.copies.attached import Attached
from amends.copies.parts import Block, facts, section, table, words
from amends.copies.pen import Pen
from amends.copies.whole import Whole
from amends.responses.content import fingerprint
from amends.responses.models import Block as DraftBlock
from amends.responses.models import Letter


def promises(whole: Whole, pen: Pen) -> Block | None:
    pen.place = title = pen.say(_("Promises"))
    heads = [_("What"), _("Promised"), _("By"), _("What became of it")]
    rows = [
        [[_kind(row)], [pen.moment(row.made_at)], [pen.moment(row.due)], _became(row, whole, pen)]
        for row in whole.promises
    ]
    pauses = [
        [
            [pen.moment(row.started_at)],
            [pen.moment(row.ended_at or row.until)],
            pen.told(row.reason, whole.case.language),
        ]
        for row in whole.pauses
    ]
    return section(
        title,
        [
            table(heads, ["2fr", "2.4fr", "2.4fr", "3fr"], rows),
            table([_("Paused"), _("until"), _("Reason")], ["2.4fr", "2.4fr", "5fr"], pauses),
        ],
    )


def _kind(row: Promise) -> str:
    return str(Promise.Kind(row.kind).label) if row.kind in Promise.Kind.values else row.kind


def _became(row: Promise, whole: Whole, pen: Pen) -> list[Any]:
    if row.kept_at:
        return [_("kept, %(moment)s") % {"moment": pen.moment(row.kept_at)}]
    if row.replaced_by_id:
        return [_("replaced by a later date"), *pen.told(row.replaced_reason, whole.case.language)]
    if row.broken_at:
        return [_("broken, %(moment)s") % {"moment": pen.moment(row.broken_at)}]
    return [_("no longer owed") if row.dropped_at else _("open")]


def replies(whole: Whole, pen: Pen, files: Mapping[Any, Attached]) -> Block | None:
    """Each reply that left, as it was signed (M25)."""
    pen.place = title = pen.say(_("Replies as signed"))
    return section(title, [block for letter in whole.letters for block in _reply(letter, whole, pen, files)])


def _reply(letter: Letter, whole: Whole, pen: Pen, files: Mapping[Any, Attached]) -> list[Block | None]:
    signature = letter.signature
    whole_text = fingerprint(signature.content) == signature.sha256
    pdf = files.get(letter.pdf_id)
    return [
        facts(
            [
                (_("Signed by"), pen.who(signature.by.full_name, whole.staff.get(signature.by_id))),
                (_("Signed"), pen.moment(signature.at)),
                (_("Sent"), f"{pen.moment(letter.sent_at)}, {words_of(letter.channel)}"),
                (_("SHA-256 of the signed text"), signature.sha256),
                (_("The text below"), _("is the signed one") if whole_text else _("was erased since")),
                (_("The letter as PDF"), f"{pen.say(_('Attachment'))} {pdf.number}" if pdf else ""),
            ]
        ),
        *(words(name, lines, small=True) for name, lines in _signed_parts(signature.content, whole, pen)),
    ]


def _signed_parts(content: str, whole: Whole, pen: Pen) -> list[tuple[str, list[Any]]]:
    """The blocks of the signed content with their names; none of a text that was erased."""
    try:
        blocks = json.loads(content)["blocks"]
    except (ValueError, KeyError, TypeError):
        return []
    numbers = {str(point.pk): point.number for point in whole.points}
    return [
        (_part(block, numbers.get(block["point"])), pen.told(block["text"], whole.case.language))
        for block in blocks
    ]


def _part(block: dict[str, Any], number: int | None) -> str:
    if number:
        return _("Answer to point %(number)s") % {"number": number}
    kinds = DraftBlock.Kind
    return str(kinds(block["kind"]).label) if block["kind"] in kinds.values else block["kind"]


def survey(whole: Whole, pen: Pen) -> Block | None:
    pen.place = title = pen.say(_("The customer's view"))
    row = whole.survey
    if row is None:
        return None
    given = {"outcome": row.outcome, "treatment": row.treatment, "course": row.course}
    marks = _("Outcome %(outcome)s, treatment %(treatment)s, course %(course)s of 5.") % given
    return section(
        title,
        [
            facts(
                [
                    (_("Asked"), pen.moment(row.sent_at)),
                    (_("Answered"), pen.moment(row.answered_at)),
                    (_("Marks"), marks if row.outcome else ""),
                    (_("In their words"), pen.told(row.words, whole.case.language)),
                ]
            )
        ],
    )
