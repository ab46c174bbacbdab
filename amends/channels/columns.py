"""What an incoming message becomes in the tables."""

import re
from typing import Any

from amends.cases.actions import attach
from amends.cases.models import Case, File, Message
from amends.channels.email.message import safe_name
from amends.channels.incoming import Incoming
from amends.language.safe_text import clean, cut, is_blank, one_line
from amends.people.actor import Actor

TITLE_LENGTH = 80
_SENTENCE = re.compile(r"(?<=[.!?…。])\s|\n")


def message_columns(one: Incoming) -> dict[str, Any]:
    """The columns of the message's row that every door fills."""
    text = clean(one.text)
    name = one_line(clean(one.sender_name))[:300]
    return {
        "kind": "machine" if one.machine else "complaint",
        "subject": one_line(clean(one.subject))[:1000],
        "html": clean(one.html),
        "author_name": name or one_line(clean(one.sender_email))[:300],
        "author_address": one_line(clean(one.sender_email or one.sender_phone))[:320],
        "quoted_from": one.quoted_from
        if one.quoted_from is not None and one.quoted_from <= len(text)
        else None,
        "message_id": one_line(clean(one.message_id))[:500],
        "in_reply_to": one_line(clean(" ".join(one.in_reply_to[:3])))[:500],
        "notes": [*one.notes, *([f"machine:{one.machine}"] if one.machine else [])],
    }


def title_of(one: Incoming, text: str) -> str:
    """The subject, or what the first sentence says."""
    subject = one_line(clean(one.subject))
    if subject and not is_blank(subject):
        return cut(subject, 300)
    own = text if one.quoted_from is None else text[: one.quoted_from]
    sentence = next(
        (s for part in _SENTENCE.split(own[:2000]) if (s := one_line(part)) and not is_blank(s)), ""
    )
    if len(sentence) <= TITLE_LENGTH:
        return sentence or "–"
    shorter = cut(sentence, TITLE_LENGTH - 1)
    words = shorter.rpartition(" ")[0]
    return (words if len(words) > TITLE_LENGTH // 2 else shorter) + "…"


def rows_of_files(case: Case, message: Message, one: Incoming, *, by: Actor) -> list[File]:
    """Rows for everything that came with the message, the bytes of the whole as its original."""
    rows = [
        attach(
            case,
            safe_name(file.name),
            one_line(file.media_type) or "application/octet-stream",
            file.content,
            by=by,
            message=message,
            inline=file.inline,
            content_id=one_line(file.content_id)[:255],
        )
        for file in one.files
    ]
    if one.original is not None:
        whole = attach(
            case, "original.eml", "message/rfc822", one.original, by=by, message=message, is_original=True
        )
        message.original = whole
        rows.append(whole)
    return rows
