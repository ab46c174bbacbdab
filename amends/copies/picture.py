"""How large a picture says it is, read from its first bytes: whether to open it is decided before anything opens it."""

import struct
from pathlib import Path
from typing import BinaryIO

READ = 1024 * 1024  # bytes: what stands before the size in a JPEG, previews included
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
BARE = {0x01, *range(0xD0, 0xDA)}  # markers without a length


def size_of(path: Path, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels of a png, jpg, gif or webp; None when that cannot be read."""
    with path.open("rb") as file:
        return _size(file, kind)


def _size(file: BinaryIO, kind: str) -> tuple[int, int] | None:
    head = file.read(READ)
    try:
        found = {"png": _png, "jpg": _jpeg, "gif": _gif, "webp": _webp}[kind](head)
    except (struct.error, IndexError):
        return None
    return found if found and found[0] > 0 and found[1] > 0 else None


def _png(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _gif(head: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def _jpeg(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at < len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", head, at + 5)
            return width, height
        at += 2 if marker in BARE else 1 if marker == 0xFF else 2 + struct.unpack_from(">H", head, at + 2)[0]
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", head, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
