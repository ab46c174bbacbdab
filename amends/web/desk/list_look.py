"""How an employee wishes lists to look: which columns besides the standing ones, and how close the lines stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.models import Case
from amends.people.actions import change_own
from amends.people.models import Staff
from amends.people.refusal import Invalid
from amends.web.desk.chosen import chosen
from amends.web.desk.lines import Line, day_and_time
from amends.web.desk.list_columns import COLUMNS, Cell, Column, Words
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.showing import said_and_seen

STANDING = {"customer", "title", "due"}  # every line shows these
OFFERED = tuple(column for column in COLUMNS if column.name not in STANDING)
AT_MOST = 4  # more leave no room for what it is about


@dataclass(frozen=True)
class Shown:
    """A cell of a line: the column's words for small screens and readers, and what it says."""

    label: Words
    text: str
    language: str = ""


def columns_of(staff: Staff) -> list[Column]:
    """The columns the employee chose, in the order they are offered."""
    return [column for column in OFFERED if column.name in staff.list_columns][:AT_MOST]


def with_cells(line: Line, case: Case, columns: list[Column]) -> Line:
    return replace(
        line, cells=tuple(Shown(c.words, in_words(c.value(case)) or "–", _spoken(c, case)) for c in columns)
    )


def _spoken(column: Column, case: Case) -> str:
    """The language of a cell the customer wrote."""
    return case.language if column.name == "order" else ""


def in_words(value: Cell) -> str:
    if isinstance(value, datetime):
        return day_and_time(value)
    return "" if value is None else str(value)


def look_of(staff: Staff) -> dict[str, Any]:
    """The context of `desk/_list_look.html` and of the rows."""
    picked = columns_of(staff)
    return {
        "heads": picked,
        "close": staff.list_close,
        "columns": [(column, column in picked) for column in OFFERED],
        "columns_at_most": AT_MOST,
    }


@desk_page
def look(request: DeskRequest) -> HttpResponse:
    """POST only: keep the columns and the density, and go back to the list of the address."""
    if request.method != "POST":
        raise Http404
    wanted = request.POST.getlist("column")
    names = [column.name for column in OFFERED if column.name in wanted]
    if len(names) > AT_MOST:
        said = ngettext("Choose at most %(n)d column.", "Choose at most %(n)d columns.", AT_MOST)
        raise Invalid(said, n=AT_MOST)
    values = {"list_columns": names, "list_close": request.POST.get("density") == "close"}
    change_own(request.staff, values, by=request.by)
    return said_and_seen(request, _("Columns and spacing are kept."), chosen(request.GET).url)
