"""A small or a readable picture of a file, drawn in a process of its own and kept until the file goes.

Browsers are never handed what a stranger sent to show it within our pages: what they show was drawn by us.
"""

import json
import os
import subprocess
import sys
from threading import BoundedSemaphore

from amends.cases import files as store
from amends.cases.models import File
from amends.copies.attached import Attached, attached

SMALL, LARGE = (144, 108), (1_400, 1_980)  # pixels: beside a name; a page of A4 to be read
LONGEST = 25  # seconds for one drawing
TOGETHER = 2  # drawn at the same time by one process of pages; whoever comes then waits
LONGEST_WAIT = 10.0
_places = BoundedSemaphore(TOGETHER)


def shape_of(file: File) -> str:
    """What can be drawn of a file, by its first bytes: "picture", "pages", or nothing."""
    found = attached([file])[0].format
    return "pages" if found == "pdf" else "picture" if found else ""


def drawn(file: File, *, large: bool) -> bytes | None:
    """A PNG that fits into SMALL or LARGE; None when the file cannot be opened, or too much is being drawn now."""
    one = attached([file])[0]
    if one.path is None or not one.is_shown:
        return None
    kept = store.drawings_of(file.sha256) / ("large.png" if large else "small.png")
    if kept.is_file():
        return kept.read_bytes()
    if not _places.acquire(timeout=LONGEST_WAIT):
        return None
    try:
        made = _drawn_apart(one, *_size(one, LARGE if large else SMALL))
    finally:
        _places.release()
    if made is None:
        return None
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = kept.with_name(f".{kept.name}.{os.getpid()}.{os.urandom(4).hex()}")
    fresh.write_bytes(made)
    fresh.replace(kept)
    if not one.path.exists():  # erased meanwhile: nothing of it stays
        store.erase_drawings(file.sha256)
    return made


def _size(one: Attached, room: tuple[int, int]) -> tuple[int, int]:
    """The largest size of its own shape within the room, never more than it has; a PDF fills the room."""
    if not one.width or not one.height:
        return room
    share = min(1.0, room[0] / one.width, room[1] / one.height)
    return max(round(one.width * share), 1), max(round(one.height * share), 1)


def _drawn_apart(one: Attached, width: int, height: int) -> bytes | None:
    task = {"path": str(one.path), "format": one.format, "width": width, "height": height}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "amends.copies.apart.draw"],
            input=json.dumps(task).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None
