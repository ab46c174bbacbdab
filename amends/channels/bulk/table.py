"""Reading a table of unknown origin row by row, with the line of whatever is wrong with it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext_lazy as _

from amends.people.refusal import Refusal

MOST_COLUMNS = 300
LONGEST_FIELD = 1_000_000  # characters
LONGEST_LINE = 8_000_000
DELIMITERS = ",;\t|"


class Unreadable(Refusal):
    """Nothing of the file was imported."""

    code, status = "file_unreadable", 422
    words = _("Line %(line)d: %(reason)s. Nothing was imported.")


@dataclass
class Table:
    """`header` as it stands in the file; a column without a name has an empty one."""

    path: Path
    encoding: str
    delimiter: str
    header: list[str]
    rows: int = 0
    ragged: int = field(default=0)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """(line where the row begins, cells) of every row that is not blank."""
        with opened(self.path, self.encoding) as source:
            lines = _Lines(source)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            next(reader, None)
            yield from _rows(reader, lines)


def opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def look_at(path: Path, encoding: str) -> Table:
    """The table's shape. Unreadable, with the line, for what cannot be a table."""
    csv.field_size_limit(LONGEST_FIELD)
    with opened(path, encoding) as source:
        lines = _Lines(source)
        first = next(lines, "")
        delimiter = max(DELIMITERS, key=first.count)
        if first.count(delimiter) >= MOST_COLUMNS:
            raise Unreadable(line=1, reason=_("more than %(most)d columns") % {"most": MOST_COLUMNS})
    table = Table(path, encoding, delimiter, [])
    with opened(path, encoding) as source:
        lines = _Lines(source)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        table.header = next(iter(_rows(reader, lines)), (0, []))[1]
    return table


class _Lines:
    """The lines of a file, each looked at before it is used; `number` is that of the last one given out."""

    def __init__(self, source: TextIO) -> None:
        self.source, self.number = source, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self.source.readline(LONGEST_LINE)
        except UnicodeError as wrong:
            raise Unreadable(line=self.number + 1, reason=_("not in the encoding named")) from wrong
        if not line:
            raise StopIteration
        self.number += 1
        if "\0" in line:
            raise Unreadable(line=self.number, reason=_("a NUL character, this is no text"))
        if len(line) >= LONGEST_LINE:
            raise Unreadable(line=self.number, reason=_("a line too long for a table"))
        return line


def _rows(reader: "Iterator[list[str]]", lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            raise Unreadable(line=begins, reason=_reason(str(wrong), begins, lines.number)) from None
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(line=begins, reason=_("more than %(most)d columns") % {"most": MOST_COLUMNS})
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _reason(said: str, begins: int, reached: int) -> str:
    if "unexpected end" in said or "field limit" in said:
        return str(_("a quotation mark opens here and is never closed"))
    if "expected after" in said:
        return str(_("a quotation mark stands inside a value; it has to be doubled"))
    return f"{said} ({begins}–{reached})"
