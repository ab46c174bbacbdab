"""Outlook's `winmail.dat`: the files and the text inside it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from amends.channels.email.message.characters import body_text, decode

SIGNATURE = 0x223E9F78
FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
STRINGS = {0x1E, 0x1F}
SIZED = {0xD, 0x1E, 0x1F, 0x102}
MANY = 0x1000
MOST_ATTRIBUTES = 20_000
EMBEDDED = bytes.fromhex("0703020000000000c000000000000046")

ATTACH_BEGIN, ATTACH_TITLE, ATTACH_DATA, ATTACH_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
BODY, PROPERTIES, CODE_PAGE = 0x800C, 0x9003, 0x9007
LONG_NAME, SHORT_NAME, SHOWN_NAME, DATA, TYPE, CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x3701, 0x370E, 0x3712
TEXT, HTML, COMPRESSED_RTF, INTERNET_CODE_PAGE = 0x1000, 0x1013, 0x1009, 0x3FDE


@dataclass(slots=True)
class File:
    title: str = ""
    content: bytes = b""
    properties: dict[int, str | bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        for key in (LONG_NAME, SHORT_NAME):
            if named := self.text(key):
                return named
        return self.title or self.text(SHOWN_NAME)

    @property
    def type_name(self) -> str:
        return self.text(TYPE)

    @property
    def identifier(self) -> str:
        return self.text(CONTENT_ID)

    def text(self, key: int) -> str:
        value = self.properties.get(key, "")
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class Unpacked:
    files: list[File] = field(default_factory=list)
    text: str = ""
    html: str = ""
    rtf: bytes = b""


def unpack(content: bytes, depth: int = 0) -> Unpacked | None:
    """None when it is no TNEF; what can be read of a broken one."""
    if len(content) < 6 or struct.unpack_from("<I", content)[0] != SIGNATURE:
        return None
    found = Unpacked()
    page = "cp1252"
    for key, data in attributes(content):
        if key == CODE_PAGE and len(data) >= 4:
            page = f"cp{struct.unpack_from('<I', data)[0]}"
        elif key == ATTACH_BEGIN:
            found.files.append(File())
        elif key == BODY:
            found.text = body_text(decode(data, page))
        elif key == PROPERTIES:
            take_message(dict(properties(data, page)), found, page)
        elif found.files:
            take_file(key, data, found.files[-1], page)
    if depth < 3:
        open_embedded(found, depth)
    return found


def attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    for _ in range(MOST_ATTRIBUTES):
        if at + 9 > len(content):
            return
        _, key, _, size = struct.unpack_from("<BHHI", content, at)
        yield key, content[at + 9 : at + 9 + size]
        at += 11 + size


def take_message(values: dict[int, str | bytes], found: Unpacked, page: str) -> None:
    number = values.get(INTERNET_CODE_PAGE, b"")
    charset = f"cp{int.from_bytes(number[:4], 'little')}" if isinstance(number, bytes) and number else page
    charset = {"cp65001": "utf-8", "cp20127": "ascii", "cp28591": "latin-1", "cp28592": "iso-8859-2"}.get(
        charset, charset
    )
    for key, value in values.items():
        if key == TEXT:
            found.text = body_text(value if isinstance(value, str) else decode(value, charset)) or found.text
        elif key == HTML:
            found.html = body_text(value if isinstance(value, str) else decode(value, charset))
        elif key == COMPRESSED_RTF and isinstance(value, bytes):
            found.rtf = value


def take_file(key: int, data: bytes, file: File, page: str) -> None:
    if key == ATTACH_TITLE:
        file.title = decode(data.split(b"\x00")[0], page)
    elif key == ATTACH_DATA:
        file.content = data
    elif key == ATTACH_PROPERTIES:
        file.properties.update(properties(data, page))
        stored = file.properties.get(DATA)
        if isinstance(stored, bytes) and stored:
            file.content = stored


def open_embedded(found: Unpacked, depth: int) -> None:
    """A mail put into a mail: its files are taken out as well."""
    for file in list(found.files):
        if file.content.startswith(EMBEDDED):
            inner = unpack(file.content[16:], depth + 1)
            if inner is not None:
                found.files += inner.files


def properties(data: bytes, page: str) -> Iterator[tuple[int, str | bytes]]:
    """MAPI properties until the first that does not fit."""
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, MOST_ATTRIBUTES)):
            kind, key = struct.unpack_from("<HH", data, at)
            at = after_name(data, at + 4, key)
            values, at = read_values(data, at, kind)
            yield key, text_value(values[0], kind & ~MANY, page) if values else b""
    except struct.error:
        return


def after_name(data: bytes, at: int, key: int) -> int:
    if key < 0x8000:
        return at
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    (size,) = struct.unpack_from("<I", data, at + 20)
    return at + 24 + padded(size)


def read_values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    bare = kind & ~MANY
    count = 1
    if kind & MANY or bare in SIZED:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    values: list[bytes] = []
    for _ in range(min(count, MOST_ATTRIBUTES)):
        if bare in SIZED:
            (size,) = struct.unpack_from("<I", data, at)
            values.append(data[at + 4 : at + 4 + size])
            at += 4 + padded(size)
        else:
            size = FIXED.get(bare, 0)
            if not size:
                raise struct.error("unknown type")
            values.append(data[at : at + size])
            at += size
    return values, at


def padded(size: int) -> int:
    return (size + 3) & ~3


def text_value(value: bytes, kind: int, page: str) -> str | bytes:
    if kind not in STRINGS:
        return value
    if kind == 0x1F:
        return value.decode("utf-16-le", "replace").split("\x00")[0]
    return decode(value.split(b"\x00")[0], page)
