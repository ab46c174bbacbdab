"""`read`: the bytes of a mail to what they say. Bounded in time and memory, and it never raises."""

import re
from datetime import UTC, datetime, timedelta, timezone

from amends.channels.email.message.address import read_addresses
from amends.channels.email.message.bodies import read_bodies
from amends.channels.email.message.characters import one_line
from amends.channels.email.message.fields import Fields
from amends.channels.email.message.machine import delivery_report, loop_headers, machine_reason
from amends.channels.email.message.packed import files_of, forwarded_words
from amends.channels.email.message.parts import read_tree
from amends.channels.email.message.scan import scanned
from amends.channels.email.message.shape import Address, Limits, ReadMail
from amends.language.quoting import Division, divide

IDENTIFIER = re.compile(r"<([^<>]{1,900})>")
WORD = re.compile(r"[^\s<>,;]+")


def read(raw: bytes, *, limits: Limits = Limits()) -> ReadMail:
    """What a mail says. Whatever cannot be understood is noted; the raw bytes stay the truth."""
    try:
        return read_whole(usual_line_ends(raw), limits)
    except (
        ValueError,
        LookupError,
        TypeError,
        ArithmeticError,
        RecursionError,
        MemoryError,
        OSError,
    ) as error:
        return scanned(raw, f"unparsed:{type(error).__name__}")


def usual_line_ends(raw: bytes) -> bytes:
    """Old systems end lines in CR alone; without any LF that can be told for sure."""
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def read_whole(raw: bytes, limits: Limits) -> ReadMail:
    tree = read_tree(raw, limits)
    fields = tree.root.fields
    body = read_bodies(tree.root, limits)
    files = files_of(body, limits)
    words = forwarded_words(body, limits)
    text, division = joined(body.text, words)
    report = delivery_report(tree.root)
    subject, sender = subject_of(fields, limits), sender_of(fields)
    reason = machine_reason(fields, tree.root, sender, subject, text)
    return ReadMail(
        subject=subject,
        sender=sender,
        reply_to=listed(fields, "reply-to", limits),
        to=listed(fields, "to", limits),
        cc=listed(fields, "cc", limits),
        date=moment(fields.text("date")),
        text=text,
        html="\n".join(body.html) or None,
        reply_text=division.reply,
        quoted_from=division.folded_from,
        folded=division.folded,
        attachments=files,
        auto_reply=bool(reason),
        machine_reason=reason,
        bounced=() if report.delayed else report.recipients,
        message_id=next(iter(identifiers(fields, "message-id", limits)), ""),
        in_reply_to=identifiers(fields, "in-reply-to", limits),
        references=identifiers(fields, "references", limits),
        delivered_to=delivered_to(fields, limits),
        notes=tuple(dict.fromkeys([*tree.notes, *fields.notes, *body.notes])),
        loop=loop_headers(fields),
    )


def joined(own: str, forwarded: str) -> tuple[str, Division]:
    """The mail's own words with those of messages put into it, which are folded below them."""
    if not own.strip() or not forwarded:
        return (own if own.strip() else forwarded), divide(own if own.strip() else forwarded)
    text = f"{own}\n\n{forwarded}"
    inner = divide(own)
    return text, Division(text, (*inner.folded, (len(own), len(text))))


def subject_of(fields: Fields, limits: Limits) -> str:
    subject = fields.text("subject")
    if len(subject) > limits.subject_characters:
        fields.notes.append("subject-cut")
    return subject[: limits.subject_characters]


def sender_of(fields: Fields) -> Address:
    """The first From; a second one is noted, for mail programs disagree on which they show."""
    values = fields.every("from")
    if len(values) > 1:
        fields.notes.append("several-from")
    for name in ("from", "sender", "reply-to", "return-path"):
        found = read_addresses(fields.undecoded(name), 20)
        if name == "from" and len(found) > 1:
            fields.notes.append("several-senders")
        if found:
            return next((address for address in found if "@" in address.address), found[0])
    return Address("", "")


def listed(fields: Fields, name: str, limits: Limits) -> tuple[Address, ...]:
    found: list[Address] = []
    for value in fields.every(name)[:50]:
        found += read_addresses(Fields([(name, value)], fields.charset).undecoded(name), limits.addresses)
    if len(found) > limits.addresses:
        fields.notes.append("addresses-cut")
    return tuple(address for address in found[: limits.addresses] if address.address)


def delivered_to(fields: Fields, limits: Limits) -> tuple[str, ...]:
    """Where the mail was really delivered: the tag of our own address stands there even after Bcc."""
    found: list[str] = []
    for name in ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to"):
        found += [address.address for address in listed(fields, name, limits)]
    return tuple(dict.fromkeys(found))[:50]


def identifiers(fields: Fields, name: str, limits: Limits) -> tuple[str, ...]:
    text = " ".join(one_line(Fields([(name, value)]).undecoded(name)) for value in fields.every(name)[:5])
    found = [word.strip() for word in IDENTIFIER.findall(text)]
    if not found:
        found = [word for word in WORD.findall(text) if "@" in word or name == "message-id"]
    if len(found) > limits.references:
        fields.notes.append("references-cut")
        found = found[:1] + found[1 - limits.references :]
    return tuple(found)


def moment(text: str) -> datetime | None:
    """The Date field; without a zone it is taken as UTC. Only shown, never a clock's start."""
    from email.utils import parsedate_tz

    try:
        parsed = parsedate_tz(text[:200])
        if parsed is None:
            return None
        zone = timezone(timedelta(seconds=parsed[9] or 0))
        return datetime(*parsed[:6], tzinfo=zone).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
