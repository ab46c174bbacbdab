"""Opens the files named on standard input, one after the other, and says of each what it found: a line of JSON a file."""

import json
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

MEMORY = 4 * 1024**3  # bytes
PAGES_AT_MOST = 100  # of one file that are shown; the whole file lies in the copy
COUNTED_AT_MOST = 5_000
PIXELS_AS_THEY_ARE = 4_000_000  # a larger picture is shown smaller, so that many of them fit into memory
LONG_SIDE = 1_800  # pixels of one shown smaller


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(10)
    task = json.load(sys.stdin)
    for file in task["files"]:
        found = _look(file, Path(task["folder"]))
        sys.stdout.write(json.dumps({"number": file["number"], **found}) + "\n")
        sys.stdout.flush()


def _look(file: dict[str, Any], folder: Path) -> dict[str, Any]:
    """`pages` to show of those `there`; none of a file that cannot be opened."""
    here = folder / f"look-{file['number']}"
    here.mkdir()
    (here / "content").symlink_to(file["path"])
    if file["format"] == "pdf":
        there = _pages_of(here)
        shown = min(there, PAGES_AT_MOST)
        whole = there > 0 and _sets(here, "\n".join(_page(n) for n in range(1, shown + 1)))
        return {"pages": shown if whole else 0, "there": there, "smaller": ""}
    return _look_at_picture(file, here)


def _look_at_picture(file: dict[str, Any], here: Path) -> dict[str, Any]:
    width, height = file["width"], file["height"]
    share = min(1.0, LONG_SIDE / max(width, height))
    if width * height <= PIXELS_AS_THEY_ARE:
        share = min(share, 0.05)  # only to see that it opens
    picture = f'image(read("content", encoding: none), format: "{file["format"]}", width: 100%)'
    page = f"#set page(width: {max(width * share, 1):.2f}pt, height: auto, margin: 0pt)\n#{picture}"
    made = compiled(here, page, "png")
    if made is None:
        return {"pages": 0, "there": 0, "smaller": ""}
    if width * height <= PIXELS_AS_THEY_ARE:
        return {"pages": 1, "there": 1, "smaller": ""}
    smaller = here / "smaller.png"
    smaller.write_bytes(made)
    return {"pages": 1, "there": 1, "smaller": str(smaller)}


def _pages_of(here: Path) -> int:
    """Twice as many each time until one is not there, then halves between: the typesetter tells no number."""
    least, most = 0, 1
    while most <= COUNTED_AT_MOST and _sets(here, _page(most)):
        least, most = most, most * 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if _sets(here, _page(middle)) else (least, middle)
    return least


def _page(number: int) -> str:
    return f'#image(read("content", encoding: none), format: "pdf", page: {number}, width: 100pt)'


def _sets(here: Path, markup: str) -> bool:
    return compiled(here, markup, "pdf") is not None


def compiled(here: Path, markup: str, form: Literal["pdf", "png"]) -> bytes | None:
    """What the typesetter makes of it, a point a pixel; None when it refuses."""
    import typst

    main_file = here / "look.typ"
    main_file.write_text(markup)
    with suppress(RuntimeError):
        made = typst.compile(main_file, root=here, format=form, ppi=72, ignore_system_fonts=True)
        return made if isinstance(made, bytes) else None
    return None


if __name__ == "__main__":
    main()
