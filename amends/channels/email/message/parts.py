"""The tree of parts, built without recursion over the raw bytes: parts are offsets, not copies."""

import re
from dataclasses import dataclass, field

from amends.channels.email.message.fields import Fields, line_end, read_fields
from amends.channels.email.message.parameters import Valued, read_valued
from amends.channels.email.message.shape import Limits

LEADING_BLANK = re.compile(rb"(?:[ \t]*\r?\n)+")
DASHED = re.compile(rb"(?:^|\n)--(?!-*\r?\n)([^\r\n]{1,200}?)[ \t]*\r?\n(?:Content-|content-|CONTENT-)")
TYPE = re.compile(r"([a-z0-9!#$&^_.+-]+)\s*/\s*([a-z0-9!#$&^_.+-]+)")


@dataclass(slots=True)
class Part:
    raw: bytes
    fields: Fields
    start: int
    end: int
    depth: int
    kind: Valued
    disposition: Valued
    children: list["Part"] = field(default_factory=list)

    @property
    def media_type(self) -> str:
        return self.kind.value

    @property
    def body(self) -> bytes:
        return self.raw[self.start : self.end]


@dataclass(slots=True)
class Tree:
    root: Part
    count: int = 1
    notes: list[str] = field(default_factory=list)


def read_tree(raw: bytes, limits: Limits) -> Tree:
    """The message and its parts; a message inside stays one part."""
    blank = LEADING_BLANK.match(raw)
    tree = Tree(read_part(raw, blank.end() if blank else 0, len(raw), 0, "text/plain", limits))
    waiting = [tree.root]
    while waiting:
        part = waiting.pop()
        if not part.media_type.startswith("multipart/"):
            continue
        if part.depth >= limits.depth:
            tree.notes.append("too-deep")
            part.kind.value = "application/octet-stream"
            continue
        for start, end in regions(part, limits.parts - tree.count, tree.notes):
            part.children.append(read_part(raw, start, end, part.depth + 1, default_type(part), limits))
        tree.count += len(part.children)
        if not part.children:
            tree.notes.append("no-parts")
            part.kind.value = "text/plain"
        waiting.extend(part.children)
    return tree


def default_type(part: Part) -> str:
    return "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"


def read_part(raw: bytes, start: int, end: int, depth: int, usual: str, limits: Limits) -> Part:
    fields, body = read_fields(raw, start, end, limits)
    kind = read_valued(fields.undecoded("content-type"), limits.parameters)
    match = TYPE.search(kind.value)
    kind.value = f"{match[1]}/{match[2]}" if match else bare_type(kind.value, usual)
    fields.charset = kind.get("charset")
    disposition = read_valued(fields.undecoded("content-disposition"), limits.parameters)
    return Part(raw, fields, body, end, depth, kind, disposition)


def bare_type(value: str, usual: str) -> str:
    """`Content-Type: text` and worse."""
    return {
        "text": "text/plain",
        "html": "text/html",
        "plain": "text/plain",
        "multipart": "multipart/mixed",
    }.get(value.split("/")[0].strip(), usual)


def regions(part: Part, most: int, notes: list[str]) -> list[tuple[int, int]]:
    """Where the children of a multipart lie."""
    boundary = part.kind.get("boundary").encode("latin-1", "replace")
    found = between(part, boundary, most, notes) if boundary else []
    if not found and (dashed := DASHED.search(part.raw, max(0, part.start - 1), part.end)):
        notes.append("boundary-guessed")
        found = between(part, dashed[1], most, notes)
    return found


def between(part: Part, boundary: bytes, most: int, notes: list[str]) -> list[tuple[int, int]]:
    raw, mark = part.raw, b"--" + boundary
    found: list[tuple[int, int]] = []
    begin: int | None = None
    at = raw.find(mark, part.start, part.end)
    while at >= 0:
        stop = line_end(raw, at, part.end)
        rest = raw[at + len(mark) : min(stop, at + len(mark) + 40)].strip(b" \t\r\n")
        alone = at == part.start or raw[at - 1 : at] in (b"\n", b"\r")
        if alone and rest in (b"", b"--"):
            if begin is not None:
                found.append((begin, before_line(raw, begin, at)))
            begin = stop if not rest else None
            if len(found) >= max(most, 0):
                notes.append("parts-cut")
                return found
        at = raw.find(mark, stop if alone else at + 2, part.end)
    if begin is not None and begin < part.end:
        notes.append("unclosed")
        found.append((begin, part.end))
    return found


def before_line(raw: bytes, begin: int, at: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    if at > begin and raw[at - 1 : at] == b"\n":
        at -= 1
    if at > begin and raw[at - 1 : at] == b"\r":
        at -= 1
    return at
