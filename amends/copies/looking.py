"""Opening hostile files before they go into a copy: what of each can be shown."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from amends.copies.attached import Attached

TOGETHER = 6  # files one process opens; after each such lot the page tells how far it is
LONGEST = 30  # seconds for one file


def looked_at(files: Sequence[Attached], folder: Path) -> Iterator[list[Attached]]:
    """What can be shown of each file, lot by lot. `folder` is where smaller pictures are written."""
    waiting = list(files)
    while waiting:
        lot, waiting = waiting[:TOGETHER], waiting[TOGETHER:]
        to_open = [one for one in lot if one.is_shown]
        found = _opened(to_open, folder)
        yield [_with(one, found.get(one.number)) if one.is_shown else one for one in lot]


def _with(one: Attached, found: dict[str, Any] | None) -> Attached:
    if not found or not found["pages"]:
        return replace(one, format="", state="broken")
    smaller = Path(found["smaller"]) if found["smaller"] else None
    kind = "png" if smaller else one.format
    return replace(one, smaller=smaller, format=kind, pages=found["pages"], pages_there=found["there"])


def _opened(files: Sequence[Attached], folder: Path) -> dict[int, dict[str, Any]]:
    """What was found, by number. After one that breaks the process the others are opened by another."""
    found: dict[int, dict[str, Any]] = {}
    waiting = list(files)
    while waiting:
        answers = _ask(waiting, folder)
        found |= {answer["number"]: answer for answer in answers}
        waiting = waiting[len(answers) + 1 :]
    return found


def _ask(files: Sequence[Attached], folder: Path) -> list[dict[str, Any]]:
    task = {
        "folder": str(folder),
        "files": [
            {
                "number": f.number,
                "path": str(f.path),
                "format": f.format,
                "width": f.width,
                "height": f.height,
            }
            for f in files
        ],
    }
    command = [sys.executable, "-m", "amends.copies.apart.look"]
    said = b""
    try:
        said = subprocess.run(
            command,
            input=json.dumps(task).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=LONGEST * len(files),
        ).stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    return [json.loads(line) for line in said.split(b"\n")[:-1]]
