"""Transfer encodings undone, the broken ones too."""

import binascii
import re
from dataclasses import dataclass

from amends.channels.email.message.parts import Part
from amends.channels.email.message.words import loose_base64

BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,250})\r?$", re.MULTILINE)
MOST_FILES = 200
UU_LINE = re.compile(rb"^[\x20-\x60]{1,61}[ \t]*$")


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file written into a text by uuencode."""

    name: bytes
    content: bytes
    start: int
    end: int


def content_of(part: Part) -> bytes:
    """The part's bytes with its transfer encoding undone."""
    encoding = part.fields.undecoded("content-transfer-encoding").split(";")[0].strip(" \t\"'").lower()
    body = part.body
    if encoding in ("base64", "base-64"):
        return undo_base64(body)
    if encoding in ("quoted-printable", "quotedprintable", "quoted_printable"):
        return binascii.a2b_qp(body)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        files = uuencoded(body)
        return files[0].content if files else body
    return body


def undo_base64(body: bytes) -> bytes:
    """A body that is plain text under a wrong label stays text."""
    sample = body[:2_000]
    foreign = sum(sample.count(sign) for sign in (b" ", b".", b",", b"<", b">", b"\xc3"))
    if foreign * 10 > len(sample) > 0:
        return body
    return loose_base64(body)


def uuencoded(body: bytes) -> list[Embedded]:
    """The files a text carries in uuencode; one without an end counts when its lines are right."""
    if b"begin" not in body:
        return []
    found: list[Embedded] = []
    at = 0
    for _ in range(MOST_FILES):
        match = BEGIN.search(body, at)
        if match is None:
            break
        content, end = uu_lines(body, match.end() + 1)
        if content:
            found.append(Embedded(match[1].strip(), content, match.start(), end))
        at = max(end, match.end())
    return found


def uu_lines(body: bytes, at: int) -> tuple[bytes, int]:
    content: list[bytes] = []
    size = len(body)
    while at < size:
        stop = body.find(b"\n", at)
        stop = size if stop < 0 else stop
        line = body[at:stop].rstrip(b"\r")
        at = stop + 1
        if line.strip() == b"end":
            return b"".join(content), min(at, size)
        if line.strip() in (b"`", b""):
            continue
        if not UU_LINE.match(line):
            return (b"".join(content), at - len(line) - 1) if len(content) > 3 else (b"", at)
        content.append(uu_line(line))
    return b"".join(content) if len(content) > 3 else b"", size


def uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        length = ((line[0] - 32) & 63) * 4 // 3 + 3
        try:
            return binascii.a2b_uu(line[: length + 1])
        except binascii.Error:
            return b""
