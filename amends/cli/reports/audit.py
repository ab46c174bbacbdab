"""A response audit on the terminal: measures down, groups across, as many as fit side by side."""

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator

from amends.insight.audit import Result, Row, words

WIDEST_NAME = 46
COLUMN = 20
NARROWEST = WIDEST_NAME + COLUMN + 1


def table(result: Result, width: int | None = None) -> str:
    """`width` in characters; that of the terminal otherwise."""
    width = max(width or shutil.get_terminal_size((110, 24)).columns, NARROWEST)
    beside = (width - WIDEST_NAME) // (COLUMN + 1)
    blocks = [
        "\n".join(_block(result, range(first, min(first + beside, len(result.groups)))))
        for first in range(0, len(result.groups), beside)
    ]
    notes = [textwrap.fill(f"* {note}", width, subsequent_indent="  ") for note in words.notes(result)]
    return "\n\n".join([*blocks, *(["\n".join(notes)] if notes else [])]) + "\n"


def _block(result: Result, places: range) -> Iterator[str]:
    heads = "".join(f" {_fit(words.group(result.groups[place]), COLUMN, right=True)}" for place in places)
    yield _fit(str(words.SIDES[result.by]), WIDEST_NAME) + heads
    for title, rows in words.sections(result):
        if rows:
            yield f"\n{title}"
        for row in rows:
            yield _line(row, places)


def _line(row: Row, places: range) -> str:
    cells = []
    for place in places:
        cell = row.cells[place]
        found, between = words.value(cell, row.unit), words.interval(cell, row.unit)
        cells.append(f" {_fit(f'{found} ({between})' if between else found, COLUMN, right=True)}")
    return _fit(f"  {words.measure(row.code)}", WIDEST_NAME) + "".join(cells)


def _fit(text: str, width: int, *, right: bool = False) -> str:
    """Cut or filled to so many cells of a terminal; marks above letters, as Thai has them, take none."""
    shown, taken = "", 0
    for letter in text:
        wide = 0 if unicodedata.combining(letter) or unicodedata.category(letter) == "Mn" else 1
        wide += unicodedata.east_asian_width(letter) in "WF"
        if taken + wide > width - (len(text) > width):
            shown, taken = f"{shown}…", taken + 1
            break
        shown, taken = shown + letter, taken + wide
    fill = " " * max(width - taken, 0)
    return fill + shown if right else shown + fill
