"""Rich text as Outlook sends it: compressed, and often with the HTML it came from inside."""

import re
import struct
from dataclasses import dataclass, field, replace

# The dictionary every compressor starts from; part of the format.
DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
COMPRESSED, PLAIN = 0x75465A4C, 0x414C454D
MOST = 8_000_000
DEEPEST = 1_000
TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
HIDDEN = {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"generator"}
SIGNS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"row": "\n", b"cell": "\t", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
}  # fmt: skip


def decompressed(content: bytes) -> bytes:
    """The rich text in a compressed property; empty when it is not one."""
    if len(content) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", content)
    if kind == PLAIN:
        return content[16 : 16 + size]
    return expanded(content, min(size, MOST)) if kind == COMPRESSED else b""


def expanded(content: bytes, most: int) -> bytes:
    """Eight items follow each control byte: a letter, or a place in the last 4096 letters and a length."""
    out = bytearray(DICTIONARY)
    first = len(DICTIONARY)
    at = 16
    while at < len(content) and len(out) - first < most:
        control = content[at]
        at += 1
        for bit in range(8):
            if at + (control >> bit & 1) >= len(content):
                return bytes(out[first:])
            if not control >> bit & 1:
                out.append(content[at])
                at += 1
                continue
            word = content[at] << 8 | content[at + 1]
            at += 2
            back = (len(out) - (word >> 4)) % 4096
            if back == 0:
                return bytes(out[first:])
            begin = len(out) - back
            for step in range((word & 0xF) + 2):
                out.append(out[begin + step] if begin + step >= 0 else 0)
    return bytes(out[first:])


@dataclass(frozen=True, slots=True)
class Group:
    hidden: bool = False
    tag: bool = False
    muted: bool = False
    instead: int = 1


@dataclass(slots=True)
class Reader:
    page: str = "cp1252"
    html: bool = False
    group: Group = Group()
    outer: list[Group] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    letters: bytearray = field(default_factory=bytearray)
    skip: int = 0

    def write(self, text: str) -> None:
        self.flush()
        if not self.group.hidden and (self.group.tag or not self.group.muted):
            self.out.append(text)

    def flush(self) -> None:
        if self.letters:
            letters, self.letters = bytes(self.letters), bytearray()
            self.write(letters.decode(self.page, "replace"))


def read_rtf(content: bytes) -> tuple[str, bool]:
    """The text, and whether it is the HTML the rich text was made from."""
    reader = Reader()
    starred = False
    for token in TOKEN.finditer(content):
        word, number, code, sign, brace, text = token.groups()
        if code is not None:
            letter(reader, int(code, 16))
        elif brace is not None:
            bracket(reader, brace)
        elif word is not None:
            command(reader, word, int(number) if number else None, starred)
        elif text is not None:
            reader.write(plain(reader, text))
        elif sign is not None and sign in b"\\{}":
            reader.write(sign.decode("latin-1"))
        elif sign == b"~":
            reader.write("\u00a0")
        starred = sign == b"*"
    reader.flush()
    return "".join(reader.out), reader.html


def plain(reader: Reader, text: bytes) -> str:
    cut, reader.skip = min(reader.skip, len(text)), max(0, reader.skip - len(text))
    return text[cut:].decode("latin-1")


def letter(reader: Reader, code: int) -> None:
    if reader.skip:
        reader.skip -= 1
    else:
        reader.letters.append(code)


def bracket(reader: Reader, brace: bytes) -> None:
    reader.flush()
    reader.skip = 0
    if brace == b"{" and len(reader.outer) < DEEPEST:
        reader.outer.append(reader.group)
    elif brace == b"}" and reader.outer:
        reader.group = reader.outer.pop()


def command(reader: Reader, word: bytes, number: int | None, starred: bool) -> None:
    reader.flush()
    if word in (b"htmltag", b"mhtmltag"):
        reader.group = replace(reader.group, tag=word == b"htmltag", hidden=word == b"mhtmltag")
    elif starred or word in HIDDEN:
        reader.group = replace(reader.group, hidden=True)
    elif word == b"fromhtml":
        reader.html = True
    elif word == b"htmlrtf":
        reader.group = replace(reader.group, muted=number != 0)
    elif word == b"ansicpg" and number:
        reader.page = code_page(number)
    elif word == b"uc":
        reader.group = replace(reader.group, instead=max(0, min(number or 0, 8)))
    elif word == b"u" and number is not None:
        reader.write(chr(number % 65536))
        reader.skip = reader.group.instead
    elif word in SIGNS:
        reader.write(SIGNS[word])


def code_page(number: int) -> str:
    from amends.channels.email.message.characters import codec

    return codec("utf-8" if number == 65001 else f"cp{number}") or "cp1252"
