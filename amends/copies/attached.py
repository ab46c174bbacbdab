"""Files of a case: which of them become pages of the copy, and which only lie in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from amends.cases import files as store
from amends.cases.models import File
from amends.copies.picture import size_of

SHOWN_TYPES = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}
STARTS = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"RIFF": "webp",
}
PIXELS_AT_MOST = 60_000_000  # of one picture: four bytes each while it is read
SHOWN_SIZE = 40_000_000  # bytes of a file that may become pages
ENCLOSED_SIZE = 50_000_000  # bytes of a file that may lie in the copy
ENCLOSED_TOGETHER = 150_000_000


@dataclass(frozen=True)
class Attached:
    """A file in the copy. `format` is how it is shown, "" when it becomes no page; `state` says why not.

    `pages` of `pages_there` are shown. `path` is where its content lies, None when the store no longer has it or it stays
    out; `smaller` is a picture made of it that is shown in its place.
    """

    file: File
    number: int
    path: Path | None
    smaller: Path | None = None
    format: str = ""
    state: str = ""  # "", "kind", "broken", "too_large", "missing", "left_out"
    width: int = 0
    height: int = 0
    pages: int = 0
    pages_there: int = 0
    enclosed: bool = False

    @property
    def is_shown(self) -> bool:
        return bool(self.format)


def attached(files: Sequence[File], left_out: set[str] | None = None) -> list[Attached]:
    """The files in the order they came; `left_out` are keys of those that stay out altogether."""
    found, together = [], 0
    for number, file in enumerate(files, 1):
        one = _one(file, number, str(file.pk) in (left_out or set()))
        if one.path and one.state != "left_out" and file.size <= ENCLOSED_SIZE:
            together += file.size
            one = replace(one, enclosed=together <= ENCLOSED_TOGETHER)
        found.append(one)
    return found


def _one(file: File, number: int, left_out: bool) -> Attached:
    path = store.path_of(file.sha256)
    if left_out:
        return Attached(file, number, None, state="left_out")
    if not path.is_file():
        return Attached(file, number, None, state="missing")
    with path.open("rb") as content:
        start = content.read(16)
    kind = next((name for mark, name in STARTS.items() if start.startswith(mark)), "")
    if not kind or file.is_original:
        named = file.media_type in SHOWN_TYPES and not file.is_original
        return Attached(file, number, path, state="broken" if named else "kind")
    if file.size > SHOWN_SIZE:
        return Attached(file, number, path, state="too_large")
    return Attached(file, number, path, format="pdf") if kind == "pdf" else _picture(file, number, path, kind)


def _picture(file: File, number: int, path: Path, kind: str) -> Attached:
    size = size_of(path, kind)
    if size is None:
        return Attached(file, number, path, state="broken")
    if size[0] * size[1] > PIXELS_AT_MOST:
        return Attached(file, number, path, state="too_large")
    return Attached(file, number, path, format=kind, width=size[0], height=size[1])
