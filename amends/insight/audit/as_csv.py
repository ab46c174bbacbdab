"""The result as a table for other programs: a row a group and measure, numbers unrounded, names of measures fixed."""

import csv
import io

from amends.insight.audit.result import Result
from amends.language.safe_text import harmless

HEADER = ("by", "group", "measure", "unit", "value", "low_95", "high_95", "conversations")


def as_csv(result: Result) -> str:
    """UTF-8 text without mark; groups that a spreadsheet would take for a formula begin with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for place, name in enumerate(result.groups):
        for row in result.rows:
            cell = row.cells[place]
            values = ["" if each is None else round(each, 6) for each in (cell.value, cell.low, cell.high)]
            writer.writerow([result.by, harmless(name), row.code, row.unit, *values, cell.of])
    return text.getvalue()
