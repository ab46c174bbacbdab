"""What a mail looks like once read, and how much of it is read at most."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """Every list and every length a sender chooses, capped. What exceeds a cap is left out and noted."""

    header_bytes: int = 1_048_576
    value_bytes: int = 262_144
    fields: int = 2_000
    parts: int = 1_000
    depth: int = 40
    parameters: int = 100
    addresses: int = 5_000
    references: int = 200
    attachments: int = 500
    text_characters: int = 4_000_000
    html_characters: int = 4_000_000
    subject_characters: int = 1_000


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` may be shown and sent as a file name; it is never a path."""

    name: str
    media_type: str
    content: bytes
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class LoopHeaders:
    """The header fields from which a door decides whether an automatic answer is safe."""

    auto_submitted: str = ""
    precedence: str = ""
    return_path: str | None = None
    list_id: str = ""


@dataclass(frozen=True, slots=True)
class ReadMail:
    """No text in it holds NUL or a lone surrogate. `folded` are the quoted ranges of `text`."""

    subject: str = ""
    sender: Address = Address("", "")
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    text: str = ""
    html: str | None = None
    reply_text: str = ""
    quoted_from: int | None = None
    folded: tuple[tuple[int, int], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    auto_reply: bool = False
    machine_reason: str = ""
    bounced: tuple[str, ...] = ()
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    loop: LoopHeaders = LoopHeaders()
