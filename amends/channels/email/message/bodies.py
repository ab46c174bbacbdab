"""Which parts are the words of the mail, and those words as plain text."""

import re
from dataclasses import dataclass, field

from amends.channels.email.message.characters import body_text, decode
from amends.channels.email.message.markup import text_of
from amends.channels.email.message.parts import Part
from amends.channels.email.message.shape import Limits
from amends.channels.email.message.transfer import Embedded, content_of, uuencoded

META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
WORDS = ("text/plain", "text/html", "text/enriched", "text/richtext")
MARKS = re.compile(r">*")
WORDLESS = re.compile(r"[\s>_\-=*.]*")


@dataclass(slots=True)
class Body:
    """The texts in their order, the HTML in its order, the parts that are files."""

    texts: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    embedded: list[Embedded] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(text.strip("\n") for text in self.texts if text.strip())


def is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind in ("message/delivery-status", "message/disposition-notification")


def file_name(part: Part) -> str:
    return part.disposition.get("filename") or part.kind.get("name") or part.disposition.get("name")


def is_words(part: Part) -> bool:
    """A text to be read with the mail: not an attachment, and no file with a name."""
    return part.media_type in WORDS and part.disposition.value != "attachment" and not file_name(part)


def read_bodies(root: Part, limits: Limits) -> Body:
    body = Body()
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.media_type == "multipart/alternative" and part.children:
            waiting.extend(reversed(chosen(part, body, limits)))
        elif part.media_type.startswith("multipart/"):
            waiting.extend(reversed(part.children))
        elif is_words(part):
            take_words(part, body, limits)
        else:
            body.files.append(part)
    if not body.text:
        read_instead(body, limits)
    return body


def read_instead(body: Body, limits: Limits) -> None:
    """A mail without words of its own is read from a text with a file name, or from what a server reports."""
    for part in body.files:
        named = part.media_type in ("text/plain", "text/html") and part.disposition.value != "attachment"
        if named or part.media_type == "message/delivery-status":
            take_words(part, body, limits)
            return


def chosen(part: Part, body: Body, limits: Limits) -> list[Part]:
    """Of alternatives the plain one is read and the richest kept as HTML; files among them stay files."""
    plain = next(
        (child for child in part.children if child.media_type == "text/plain" and is_words(child)), None
    )
    if plain is None or WORDLESS.fullmatch(plain_text(plain)[:5_000]):
        return [child for child in part.children if child is not plain] or part.children
    others = [child for child in part.children if child is not plain]
    rest: list[Part] = []
    for leaf in leaves(others):
        if leaf.media_type == "text/html" and is_words(leaf):
            body.html.append(html_text(leaf)[: limits.html_characters])
        elif not is_words(leaf):
            rest.append(leaf)
    return [plain, *rest]


def leaves(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    waiting = list(reversed(parts))
    while waiting:
        part = waiting.pop()
        if part.children:
            waiting.extend(reversed(part.children))
        else:
            found.append(part)
    return found


def take_words(part: Part, body: Body, limits: Limits) -> None:
    if part.media_type == "text/html":
        html = html_text(part)
        body.html.append(html[: limits.html_characters])
        text = text_of(html[: limits.html_characters])
    elif part.media_type in ("text/enriched", "text/richtext"):
        text = text_of(content_text(part).replace("<<", "&lt;"))
    else:
        text = plain_text(part, body)
    room = limits.text_characters - sum(map(len, body.texts))
    if len(text) > room:
        body.notes.append("text-cut")
    body.texts.append(text[: max(room, 0)])


def content_text(part: Part) -> str:
    return body_text(decode(content_of(part), part.kind.get("charset")))


def html_text(part: Part) -> str:
    content = content_of(part)
    inside = META.search(content, 0, 4_000)
    stated = part.kind.get("charset")
    return body_text(decode(content, stated, fallback=inside[1].decode("ascii") if inside else ""))


def plain_text(part: Part, body: Body | None = None) -> str:
    """The text of a plain part; files written into it are taken out when `body` collects them."""
    content = content_of(part)
    if body is not None and (files := uuencoded(content)):
        body.embedded.extend(files)
        for file in reversed(files):
            content = content[: file.start] + content[file.end :]
    text = body_text(decode(content, part.kind.get("charset")))
    if part.kind.get("format").lower() == "flowed":
        text = unflowed(text, part.kind.get("delsp").lower() == "yes")
    return text


def unflowed(text: str, drop_space: bool) -> str:
    """RFC 3676: lines that end in a blank go on in the next line of the same quote depth."""
    lines: list[str] = []
    joined: list[str] = []
    before = -1
    for line in text.split("\n"):
        depth = len(MARKS.match(line)[0])  # type: ignore[index]
        words = line[depth:].removeprefix(" ")
        signature = words == "-- "
        if joined and (depth != before or signature):
            lines.append(">" * before + (" " if before else "") + "".join(joined).rstrip(" "))
            joined = []
        before = depth
        flows = words.endswith(" ") and not signature
        joined.append(words[:-1] if flows and drop_space else words)
        if not flows:
            lines.append(">" * depth + (" " if depth else "") + "".join(joined))
            joined = []
    if joined:
        lines.append(">" * before + (" " if before else "") + "".join(joined))
    return "\n".join(lines)
