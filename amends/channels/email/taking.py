"""Taking mails in, many at once, for every door that mail comes by. What is answered as taken stands in the database."""

import hashlib
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F

from amends.cases import files as store
from amends.channels import own_addresses
from amends.channels.email.adapter import incoming_from, unreadable
from amends.channels.incoming import Incoming
from amends.channels.intake import receive, receive_many
from amends.channels.models import Mailbox, SetAside
from amends.journal import record as journal
from amends.people.actor import SYSTEM
from amends.people.refusal import Refusal
from amends.procedure.moment import now

TRIES = 3
Outcome = Literal["taken", "aside", "later"]
log = logging.getLogger("amends.mail")


@dataclass(frozen=True)
class Letter:
    """A mail as a door has it, with what its envelope says where there was one."""

    raw: bytes
    door: str
    recipients: tuple[str, ...] = ()
    envelope_from: str | None = None
    mailbox: Mailbox | None = None


def take(letters: Sequence[Letter]) -> list[Outcome]:
    """Take mails in together; one that cannot be is tried alone, then kept as it came, and holds up no other."""
    try:
        own = own_addresses.own_keys()
        receive_many([incoming_of(one, own) for one in letters])
        return ["taken" for _one in letters]
    except (OperationalError, InterfaceError, OSError) as away:
        log.warning("mail waits, it cannot be stored now: %s", away)
        connection.close()
        return ["later" for _one in letters]
    except Exception as error:  # one of them cannot be taken in; which one shows when each is tried alone
        if len(letters) > 1:
            return [take([one])[0] for one in letters]
        return _troublesome(letters[0], error)


def incoming_of(one: Letter, own: Collection[str]) -> Incoming:
    """What a mail says, with the mailbox it came by among its recipients; whatever reading raises passes through."""
    found = incoming_from(one.raw, recipients=one.recipients, envelope_from=one.envelope_from, own=own)
    if one.mailbox is not None and one.mailbox.address:
        found.recipients = (*found.recipients[:59], one.mailbox.address)
    return found


def _troublesome(letter: Letter, error: Exception) -> list[Outcome]:
    """Counted until the last try; then it becomes a case with its original alone, or is put aside with its bytes."""
    reason = str(error) if isinstance(error, Refusal) else f"{type(error).__name__}: {error}"
    log.error("a mail cannot be taken in: %s", reason, exc_info=error)
    try:
        row = _count(letter, reason[:300])
        if row.tries < TRIES:
            return ["later"]
        try:
            receive(unreadable(letter.raw, type(error).__name__, recipients=letter.recipients))
            SetAside.objects.filter(pk=row.pk).update(settled_at=now())
            return ["taken"]
        except Exception as again:  # not even that: the bytes are kept and somebody is told
            log.error("a mail is put aside: %s", again)
            _put_aside(row)
            return ["aside"]
    except (DatabaseError, OSError) as away:
        log.warning("mail waits, it cannot be stored now: %s", away)
        connection.close()
        return ["later"]


@transaction.atomic
def _count(letter: Letter, reason: str) -> SetAside:
    digest = store.keep(letter.raw)
    at = now()
    row, made = SetAside.objects.get_or_create(
        door=letter.door,
        sha256=digest,
        defaults={"mailbox": letter.mailbox, "size": len(letter.raw), "reason": reason, "first_at": at},
    )
    if not made:
        SetAside.objects.filter(pk=row.pk).update(tries=F("tries") + 1, reason=reason)
        row.tries += 1
    return row


@transaction.atomic
def _put_aside(row: SetAside) -> None:
    SetAside.objects.filter(pk=row.pk).update(aside_at=now())
    journal.record("mail.set_aside", by=SYSTEM, facts={"reason": row.reason, "sha256": row.sha256})


def put_aside_too_large(door: str, size: int, what: str, mailbox: Mailbox | None) -> None:
    """A mail larger than the installation takes: it stays where it is, and somebody is told."""
    digest = hashlib.sha256(what.encode()).hexdigest()
    at = now()
    row, made = SetAside.objects.get_or_create(
        door=door,
        sha256=digest,
        defaults={
            "mailbox": mailbox,
            "size": size,
            "reason": f"too large: {what}"[:300],
            "first_at": at,
            "aside_at": at,
        },
    )
    if made:
        journal.record("mail.set_aside", by=SYSTEM, facts={"reason": row.reason, "sha256": digest})
