"""A mail as the door in takes it: raw bytes first, read within limits, and always something that can be kept."""

import hashlib
import re
from collections.abc import Collection

from django.conf import settings

from amends.channels.bounces import RETURNED
from amends.channels.email.message import Address, ReadMail, read_guarded
from amends.channels.incoming import Attached, Incoming
from amends.channels.links import read_message_id, untagged
from amends.people.actions import normal_contact

LOOKED_AT = 1_000_000  # bytes of a machine's mail that are searched for identifiers of ours
_OURS = re.compile(rb"[0-9a-fA-F]{32}\.[a-zA-Z2-7]{16}@[0-9A-Za-z.-]{1,200}")
_FAILED = re.compile(rb"^action[ \t]*:[ \t]*failed", re.IGNORECASE | re.MULTILINE)
_DELAYED = re.compile(
    rb"^action[ \t]*:[ \t]*(?:delayed|relayed|delivered|expanded)", re.IGNORECASE | re.MULTILINE
)
_NO_REPLY = re.compile(r"^(?:no|do[-_.]?not|dont)[-_.]?reply\b|^noreply", re.IGNORECASE)


def incoming_from(
    raw: bytes,
    *,
    recipients: tuple[str, ...] = (),
    envelope_from: str | None = None,
    own: Collection[str] = (),
) -> Incoming:
    """`recipients` and `envelope_from` are the envelope's where the door knows it; `own` are our own addresses."""
    mail = read_guarded(raw)
    sender = _sender(mail)
    machine = _machine(mail, sender, envelope_from, own)
    references = mail.references
    notes = mail.notes
    if len(mail.attachments) > settings.FILES_PER_MESSAGE:
        notes = (*notes, "attachments-cut")
    if machine:
        references = (*references, *_ours_in(raw))
        if _came_back(raw, mail):
            notes = (*notes, RETURNED)
    heard = tuple(
        dict.fromkeys([*recipients, *mail.delivered_to, *(a.address for a in (*mail.to, *mail.cc))])
    )
    return Incoming(
        channel="email",
        text=mail.text,
        subject=mail.subject,
        external_key=key_of(raw, mail),
        sender_name=sender.name,
        sender_email=sender.address if "@" in sender.address else "",
        recipients=heard[:60],
        quoted_from=mail.quoted_from,
        html=mail.html or "",
        files=_files(mail),
        original=raw,
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        references=references,
        machine=machine,
        notes=notes,
    )


def _files(mail: ReadMail) -> tuple[Attached, ...]:
    """As many as the installation keeps apart; the rest stays in the original."""
    kept = mail.attachments[: settings.FILES_PER_MESSAGE]
    return tuple(Attached(f.name, f.media_type, f.content, f.inline, f.content_id) for f in kept)


def unreadable(raw: bytes, reason: str, *, recipients: tuple[str, ...] = ()) -> Incoming:
    """What is made of a mail that cannot be taken in as it is: a case with the original and nothing else of it."""
    return Incoming(
        channel="email",
        text="",
        external_key=key_of_unreadable(hashlib.sha256(raw).hexdigest()),
        recipients=recipients[:60],
        original=raw,
        notes=("unreadable", reason[:200], "several-senders"),
        answered=False,
    )


def key_of_unreadable(sha256: str) -> str:
    """What a mail is known by when nothing of it but its bytes could be told."""
    return f"unreadable {sha256}"


def key_of(raw: bytes, mail: ReadMail) -> str:
    """The same mail by two ways (a forward, a second mailbox) differs only in what transport added on top of it.

    Without a Message-ID it is the same only if sender, date and every byte of the body are.
    """
    head, _blank, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    told = f"{mail.message_id}\n{mail.sender.address.lower()}\n{mail.date.isoformat() if mail.date else ''}\n"
    return hashlib.sha256(told.encode("utf-8", "replace") + (body or head).rstrip(b"\n")).hexdigest()


def _sender(mail: ReadMail) -> Address:
    """The From; a form that sends as no-reply@ names the customer in Reply-To."""
    if _NO_REPLY.match(mail.sender.address) and len(mail.reply_to) == 1 and "@" in mail.reply_to[0].address:
        return mail.reply_to[0]
    return mail.sender


def _machine(mail: ReadMail, sender: Address, envelope_from: str | None, own: Collection[str]) -> str:
    if mail.machine_reason:
        return mail.machine_reason
    if envelope_from is not None and envelope_from.strip("<> ") == "":
        return "no-return-path"
    return "own-address" if untagged(normal_contact("email", sender.address)) in own else ""


def _ours_in(raw: bytes) -> list[str]:
    found = (one.decode("ascii") for one in _OURS.findall(raw[:LOOKED_AT])[:50])
    return [one for one in dict.fromkeys(found) if read_message_id(one)]


def _came_back(raw: bytes, mail: ReadMail) -> bool:
    start = raw[:LOOKED_AT]
    if _FAILED.search(start):
        return True
    return not _DELAYED.search(start) and mail.machine_reason == "bounce"
