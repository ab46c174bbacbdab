"""What was said and written, in order: what is folded on the page stands here in small print."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from amends.cases.models import Message
from amends.channels.email.message.markup import text_of
from amends.channels.registry import words_of
from amends.copies.attached import Attached
from amends.copies.parts import Block, quiet, section
from amends.copies.pen import Pen
from amends.copies.whole import Whole
from amends.language.safe_text import is_blank


def conversation(whole: Whole, pen: Pen, files: Mapping[Any, Attached]) -> Block | None:
    title = pen.say(_("Conversation"))
    shown = [row for row in whole.messages if _goes_in(row, pen)]
    blocks: list[Block | None] = [_said(row, whole, pen, files) for row in shown]
    if len(shown) < len(whole.messages):
        blocks.append(quiet(pen.say(_("Notes among colleagues are left out of this copy."))))
    return section(title, blocks)


def _goes_in(row: Message, pen: Pen) -> bool:
    return row.direction != "note" or pen.cover is None or pen.cover.redaction.notes


def _said(row: Message, whole: Whole, pen: Pen, files: Mapping[Any, Attached]) -> Block:
    pen.place = pen.say(f"{how(row)}, {pen.moment(row.at)}")
    staff = whole.staff.get(row.author_staff_id or 0)
    notes = [] if row.verified else [pen.say(_("The sender could not be shown to be the customer."))]
    return {
        "kind": "said",
        "who": pen.who(row.author_name or row.author_address or _("Somebody"), staff),
        "when": pen.moment(row.at),
        "how": pen.say(how(row)),
        "subject": pen.told_in_a_line(row.subject, row.language) if row.subject else "",
        "lines": pen.told(row.own_text if not is_blank(row.own_text) else text_of(row.html), row.language),
        "quoted": pen.told(row.quoted_text, row.language),
        "notes": notes,
        "files": [_named(files[file.pk], pen) for file in row.files.all() if file.pk in files],
    }


def how(row: Message) -> str:
    """The kind of message and the way it went."""
    kind = str(Message.Kind(row.kind).label) if row.kind in Message.Kind.values else row.kind
    way = words_of(row.channel) if row.channel else ""
    return f"{kind}, {way}" if way and row.direction != "note" else kind


def _named(one: Attached, pen: Pen) -> dict[str, Any]:
    return {"number": one.number, "name": pen.told_in_a_line(one.file.name)}
