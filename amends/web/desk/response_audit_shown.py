"""The result of a response audit as the page shows it, and as files."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from amends.coach.catalogue import rule_of
from amends.insight.audit import Cell, Result, Row, words
from amends.insight.audit.as_csv import as_csv
from amends.insight.audit.as_pdf import as_pdf
from amends.web.desk.help_text import rule_address
from amends.web.desk.list_files import BYTE_ORDER_MARK


@dataclass(frozen=True)
class Shown:
    """One cell; `place`, `low` and `high` are percent of the line it is drawn on, empty where nothing is drawn."""

    value: str
    between: str
    place: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Line:
    """A measure with a cell a group; `url` leads to the coach's rule."""

    name: str
    cells: list[Shown]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """Groups across, measures under their headings, and what has to be known first."""

    side: str
    heads: list[str]
    sections: list[tuple[str, list[Line]]]
    notes: list[str]


def table_of(result: Result) -> Table:
    return Table(
        str(words.SIDES[result.by]),
        [words.group(name) for name in result.groups],
        [(title, [_line(row) for row in rows]) for title, rows in words.sections(result) if rows],
        words.notes(result),
    )


def _line(row: Row) -> Line:
    url = rule_address(row.code) if rule_of(row.code) else ""
    return Line(words.measure(row.code), [_cell(cell, row) for cell in row.cells], url)


def _cell(cell: Cell, row: Row) -> Shown:
    value, between = words.value(cell, row.unit), words.interval(cell, row.unit)
    if row.unit != "share" or cell.value is None or cell.low is None or cell.high is None:
        return Shown(value, between)
    return Shown(value, between, *(f"{100 * each:.1f}" for each in (cell.value, cell.low, cell.high)))


def file_of(result: Result, kind: str) -> tuple[str, str, bytes]:
    """(name, media type, content). 404 for a kind nobody offers."""
    name = f"{_('response-audit')}.{kind}"
    if kind == "csv":
        return name, "text/csv", (BYTE_ORDER_MARK + as_csv(result)).encode()
    if kind == "pdf":
        return name, "application/pdf", as_pdf(result)
    raise Http404
