"""A mail box: one's own, or that of somebody who tried several companies. Who began a thread is the customer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from amends.channels.bulk.mbox import mails
from amends.channels.email.message import ReadMail, read_guarded
from amends.insight.audit.conversation import Conversation, Material, Said
from amends.insight.audit.reading import Reading
from amends.insight.audit.reading.rows import LONGEST_NAME


@dataclass(slots=True)
class Thread:
    """The mails that answer each other, the earliest first."""

    mails: list[ReadMail]


def read(path: Path, how: Reading) -> Material:
    """Mails that cannot be read are problems of the material, by their number in the box."""
    material = Material()
    for thread in put_together(readable(path, material)):
        if (found := conversation_of(thread.mails, how)) is not None:
            material.conversations.append(found)
    return material


def readable(path: Path, material: Material) -> Iterator[ReadMail]:
    for place, raw in mails(path):
        if raw is None:
            material.problem(place.number, str(_("larger than this installation takes")))
            continue
        mail = read_guarded(raw)
        if not mail.sender.address:
            material.problem(place.number, str(_("a mail without a sender")))
            continue
        yield mail


def put_together(found: Iterator[ReadMail]) -> list[Thread]:
    """By the identifiers that mails name: each joins the thread of the latest it refers to."""
    threads: list[Thread] = []
    by_id: dict[str, Thread] = {}
    for mail in found:
        if mail.message_id and mail.message_id in by_id and _holds(by_id[mail.message_id], mail):
            continue  # the same mail by another way
        names = [name for name in (mail.message_id, *mail.in_reply_to, *mail.references) if name]
        thread = next((by_id[name] for name in reversed(names) if name in by_id), None)
        if thread is None:
            thread = Thread([])
            threads.append(thread)
        thread.mails.append(mail)
        for name in names:
            by_id.setdefault(name, thread)
    return threads


def _holds(thread: Thread, mail: ReadMail) -> bool:
    return any(other.message_id == mail.message_id for other in thread.mails)


def conversation_of(thread: list[ReadMail], how: Reading) -> Conversation | None:
    """None where a machine, or the company itself, began."""
    first = thread[0]
    severed = is_ours(first, how) and bool(first.in_reply_to or first.references)
    if first.machine_reason or (is_ours(first, how) and not severed):
        return None
    asker = "" if severed else first.sender.address.casefold()
    said = [said_in(mail, by_company=is_ours(mail, how) or _other(mail, asker)) for mail in thread]
    return Conversation(
        said,
        company=(how.company or domain_of(thread, said))[:LONGEST_NAME],
        branch=written_to(first)[:LONGEST_NAME],
        customer=(first.to[0].name if severed and first.to else first.sender.name)[:LONGEST_NAME],
        begun=not severed,
    )


def _other(mail: ReadMail, asker: str) -> bool:
    """With a severed beginning nobody but the company's own addresses is known to be the company."""
    return bool(asker) and mail.sender.address.casefold() != asker


def is_ours(mail: ReadMail, how: Reading) -> bool:
    address = mail.sender.address.casefold()
    return address in how.ours or address.rpartition("@")[2] in how.ours


def said_in(mail: ReadMail, *, by_company: bool) -> Said:
    """What its writer newly wrote, without what they quote."""
    automatic = bool(mail.machine_reason or mail.auto_reply)
    return Said(mail.reply_text or mail.text, by_company, mail.date, automatic=automatic)


def domain_of(thread: list[ReadMail], said: list[Said]) -> str:
    """Of the one who answers; else of the address that was written to."""
    for mail, one in zip(thread, said, strict=True):
        if one.by_company and not one.automatic:
            return mail.sender.address.casefold().rpartition("@")[2]
    return written_to(thread[0]).rpartition("@")[2]


def written_to(first: ReadMail) -> str:
    return first.to[0].address.casefold() if first.to else ""
