"""What a door hands in, and what it gets back."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case, Feedback, Message, Promise
from amends.people.models import Staff, Team
from amends.people.refusal import Refusal

NEVER_VERIFIED = frozenset({"several-from", "several-senders"})


@dataclass(frozen=True)
class Attached:
    name: str
    media_type: str
    content: bytes
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True)
class Represented:
    """The customer somebody else writes for; `authority` is the document seen, in words."""

    name: str
    email: str = ""
    phone: str = ""
    relation: str = ""
    authority: str = ""


@dataclass
class Incoming:
    """One thing that came in by a door. Texts may hold anything; they are made safe on the way in.

    `external_key` is what the door knows it by (an idempotency key, a Message-ID with the hash of the content, an
    import row); empty means that it cannot come twice. `fingerprint` tells whether the same key brought the same
    content. `machine` is the reason why a machine seems to have written it.
    """

    channel: str
    text: str
    subject: str = ""
    external_key: str = ""
    fingerprint: str = ""
    door: str = ""  # the namespace of the key: the channel unless said otherwise
    sender_name: str = ""
    sender_email: str = ""
    sender_phone: str = ""
    sender_kind: str = "person"
    recipients: tuple[str, ...] = ()
    team: Team | None = None
    quoted_from: int | None = None
    html: str = ""
    files: tuple[Attached, ...] = ()
    original: bytes | None = None
    language: str = ""
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    machine: str = ""
    notes: tuple[str, ...] = ()
    represented: Represented | None = None
    wish: str = ""
    order_ref: str = ""
    product: str = ""
    external_id: str = ""
    answer_by: str = ""
    taken_by: Staff | None = None
    at: datetime | None = None
    next_contact: datetime | None = None  # when we agreed with them that they hear from us
    anonymous: bool = False
    answered: bool = True  # a first answer is due; an import of what is long over says no
    consent: dict[str, Any] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        return (self.door or self.channel)[:40]

    @property
    def key(self) -> str:
        """The key as it is stored; empty when the door has none."""
        return (
            hashlib.sha256(self.external_key.encode("utf-8", "replace")).hexdigest()
            if self.external_key
            else ""
        )

    @property
    def trusted_sender(self) -> bool:
        """False when the message does not say plainly who sent it."""
        return not NEVER_VERIFIED & set(self.notes)


@dataclass
class Receipt:
    """What the door may tell. `known` is true when the same thing had been taken in before."""

    case: Case | None = None
    message: Message | None = None
    feedback: Feedback | None = None
    promise: Promise | None = None
    promised: datetime | None = None  # the date told to the customer
    reference: str = ""
    follow_link: str = ""
    known: bool = False
    added: bool = False  # it became part of a case that was there


class KeyReused(Refusal):
    """The same idempotency key with different content."""

    code, status = "key_reused", 422
    words = _("This key was used before with other content.")
