"""The header block of a message or part: where it ends and which fields it has."""

import re
from dataclasses import dataclass, field

from amends.channels.email.message.characters import one_line
from amends.channels.email.message.shape import Limits
from amends.channels.email.message.words import decoded, raw_text

FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
ENVELOPE = re.compile(rb">?From ")
BREAKS = re.compile(r"[\r\n]")


@dataclass(slots=True)
class Fields:
    """The fields in their order, names in lower case, values as they came."""

    pairs: list[tuple[str, bytes]] = field(default_factory=list)
    charset: str = ""
    notes: list[str] = field(default_factory=list)

    def raw(self, name: str) -> bytes:
        return next((value for key, value in self.pairs if key == name), b"")

    def every(self, name: str) -> list[bytes]:
        return [value for key, value in self.pairs if key == name]

    def has(self, name: str) -> bool:
        return any(key == name for key, _ in self.pairs)

    def undecoded(self, name: str) -> str:
        return raw_text(self.raw(name), self.charset)

    def text(self, name: str) -> str:
        """Decoded, on one line. A line end hidden in an encoded word is an attack and is noted."""
        value = decoded(self.undecoded(name))
        if BREAKS.search(value.strip()) and "=?" in self.undecoded(name):
            self.notes.append("header-injection")
        return one_line(value)


def read_fields(raw: bytes, start: int, end: int, limits: Limits) -> tuple[Fields, int]:
    """The fields of the block that begins at `start`, and where the body begins."""
    fields = Fields()
    lines: list[bytes] = []
    at = start
    while at < end:
        stop = line_end(raw, at, end)
        line = raw[at : min(stop, at + limits.value_bytes)].rstrip(b"\r\n")
        if not line:
            at = stop
            break
        if at - start > limits.header_bytes or len(fields.pairs) >= limits.fields:
            fields.notes.append("header-cut")
            at = after_block(raw, at, end)
            break
        if line[:1] in b" \t" and (lines or not FIELD.match(line.lstrip())):
            lines.append(line)
        elif FIELD.match(line):
            keep(fields, lines, limits)
            lines = [line]
        elif not (ENVELOPE.match(line) and not fields.pairs) and not goes_on(raw, stop, end):
            break
        at = stop
    keep(fields, lines, limits)
    return fields, at


def line_end(raw: bytes, at: int, end: int) -> int:
    found = raw.find(b"\n", at, end)
    return end if found < 0 else found + 1


def after_block(raw: bytes, at: int, end: int) -> int:
    ends = [
        where + size
        for mark, size in ((b"\n\n", 2), (b"\n\r\n", 3))
        if (where := raw.find(mark, at, end)) >= 0
    ]
    return min(ends, default=end)


def goes_on(raw: bytes, at: int, end: int) -> bool:
    """A broken line is skipped only when another field follows it; otherwise the body has begun."""
    return bool(FIELD.match(raw, at, min(end, at + 300)))


def keep(fields: Fields, lines: list[bytes], limits: Limits) -> None:
    if not lines:
        return
    first = FIELD.match(lines[0])
    if first is None:
        return
    value = b"\n".join([lines[0][first.end() :], *lines[1:]])
    if len(value) > limits.value_bytes:
        value = value[: limits.value_bytes]
        fields.notes.append("header-cut")
    fields.pairs.append((first[1].decode("ascii").lower(), value.strip(b" \t\r\n")))
