"""Conversations out of a file: a table, a mail box, or reviews as JSON. Nothing of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _

from amends.insight.audit.conversation import Material
from amends.people.refusal import Refusal

Kind = Literal["csv", "mbox", "json"]
KINDS: tuple[Kind, ...] = ("csv", "mbox", "json")
PACKED = (b"PK", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0")
LARGEST_JSON = 200_000_000  # bytes; it is read as a whole


class NoConversations(Refusal):
    """The file cannot be read as conversations; `words` says why and what would do."""

    code, status = "no_conversations", 422


class TooMany(Refusal):
    """More conversations than the caller can wait for."""

    code, status = "too_many_conversations", 422
    words = _(
        "The file holds more than %(most)s conversations, too many for this page. Use the command: amends audit-replies"
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read. `zone` holds for times that name none; `day_first` and `encoding` where the file leaves them open.

    `ours` are addresses or domains from which the company writes (mbox); `company` names it where the file does not.
    """

    zone: str = "UTC"
    kind: Kind | None = None
    day_first: bool | None = None
    encoding: str = ""
    company: str = ""
    ours: frozenset[str] = frozenset()
    most: int | None = None


def read_file(path: Path, how: Reading) -> Material:
    """Raises Refusal, in a sentence that says what is wrong, for a file that cannot be read."""
    kind = how.kind or kind_of(path)
    if kind == "json":
        from amends.insight.audit.reading.reviews import read
    elif kind == "mbox":
        from amends.insight.audit.reading.mails import read
    else:
        from amends.insight.audit.reading.tables import read
    reader: Callable[[Path, Reading], Material] = read
    material = reader(path, how)
    material.zone = how.zone
    if how.most is not None and len(material.conversations) > how.most:
        raise TooMany(most=how.most)
    return material


def kind_of(path: Path) -> Kind:
    """By the first bytes."""
    with path.open("rb") as source:
        head = source.read(4096)
    if head.startswith(PACKED):
        raise NoConversations(_("The file is packed or not text. Unpack it, or save it as CSV."))
    if not head.strip():
        raise NoConversations(_("The file is empty."))
    if head.startswith(b"From "):
        return "mbox"
    return "json" if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") else "csv"
