"""A list as a file: CSV line by line, XLSX with typed cells. What customers wrote is never a formula in either."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.language.safe_text import harmless
from amends.web.desk.list_columns import COLUMNS, Cell

SHEET_ROWS = 100_000  # beyond, a spreadsheet is no tool; CSV has no end
BYTE_ORDER_MARK = "\ufeff"  # by it spreadsheet programs know the file as UTF-8


class _Line:
    """A file of one line: hands back what was written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(cases: Iterable[Case], zone: tzinfo) -> Iterator[str]:
    """Moments as ISO 8601 with their offset from UTC."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([str(column.words) for column in COLUMNS])
    for case in cases:
        yield writer.writerow([_as_text(column.value(case), zone) for column in COLUMNS])


def _as_text(value: Cell, zone: tzinfo) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return "" if value is None else harmless(str(value))


def workbook(cases: Iterable[Case], zone: tzinfo) -> IO[bytes]:
    """A spreadsheet in a temporary file, read from its beginning. Rows leave memory as they are written.

    Moments are dates and times of `zone`, which stands in the heading. `cases` beyond SHEET_ROWS are left out and a last
    line says so.
    """
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(
        made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Complaints")[:31])
    head = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, _heading(column.name, str(column.words), zone), head)
    sheet.freeze_panes(1, 1)
    row = 0
    for row, case in enumerate(cases, 1):
        if row > SHEET_ROWS:
            sheet.write_string(row, 0, _("The list goes on. Export it as CSV to have all of it."))
            break
        for place, column in enumerate(COLUMNS):
            value = column.value(case)
            if isinstance(value, datetime):
                sheet.write_datetime(row, place, value.astimezone(zone).replace(tzinfo=None), moment)
            elif isinstance(value, int):
                sheet.write_number(row, place, value)
            elif value:
                sheet.write_string(row, place, value)
    sheet.autofilter(0, 0, min(row, SHEET_ROWS), len(COLUMNS) - 1)
    book.close()
    made.seek(0)
    return made


MOMENTS = {"received", "due", "answered", "closed"}


def _heading(name: str, words: str, zone: tzinfo) -> str:
    return f"{words} ({zone})" if name in MOMENTS else words
