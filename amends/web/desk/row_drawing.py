"""Lines of work as HTML, drawn by their shape.

A list has fifty lines, and a template took a fifth of a millisecond for each. Lines differ in a few ways: with a promise or
a mark, with a next step or none, with so many cells of one's own. `desk/_row.html` is rendered once for each such shape,
with marks where the values go; a line is then those pieces with its own values, escaped, between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from amends.web.desk.lines import Line
from amends.web.pieces import Pieces, cut, once, place
from amends.web.promise_line import PromiseLine
from amends.web.templatetags.amends_tags import drawn

ANY_LINE = PromiseLine("later", 0)  # stands in a shape where each line has its own


@dataclass(frozen=True)
class Shape:
    """In what two lines may differ besides their values."""

    language: str
    solid: bool
    pick: bool
    has_case: bool
    has_line: bool
    has_then: bool
    then_check: bool
    has_lead: bool
    has_behalf: bool
    has_next: bool
    tone: str
    when_tone: str
    spoken: tuple[bool, ...] = field(default=())  # for each cell, whether its language is told


def as_html(rows: Iterable[Line], *, pick: bool, solid: bool) -> SafeString:
    """The lines one below the other; `solid` is for the first of them, which is the first of its page."""
    language = get_language() or "en"
    drawn_rows: list[str] = []
    for row in rows:
        pieces = _pieces(_shape(row, language, pick=pick, solid=solid and not drawn_rows))
        values = _values(row)
        drawn_rows.append("".join([values[p] if odd else p for odd, p in pieces]))
    return mark_safe("".join(drawn_rows))  # noqa: S308 - the pieces are the template's, the values are escaped


def _shape(row: Line, language: str, *, pick: bool, solid: bool) -> Shape:
    return Shape(
        language,
        solid,
        pick,
        row.case is not None,
        row.line is not None,
        bool(row.then),
        row.then_check,
        bool(row.lead),
        bool(row.behalf),
        row.next is not None,
        row.tone,
        row.when_tone,
        tuple(bool(cell.language) for cell in row.cells),
    )


def _values(row: Line) -> dict[str, str]:
    """What stands in the places of a shape, safe to be put there."""
    values: dict[str, Any] = {"url": row.url, "what": row.what, "when": row.when, "then": row.then}
    values |= {"mark": row.mark, "lead": row.lead, "behalf": row.behalf}
    if row.case is not None:
        values |= {"ref": row.case.ref, "customer": row.case.customer.full_name, "look": row.look}
        values["language"] = row.case.language
    if row.next is not None:
        values |= {"next_url": row.next.url, "next_label": row.next.label}
    for n, cell in enumerate(row.cells):
        values |= {f"label_{n}": cell.label, f"text_{n}": cell.text, f"spoken_{n}": cell.language}
    values = {name: escape(str(value)) if value != "" else "" for name, value in values.items()}
    return {**values, "drawing": drawn(row.line)} if row.line else values


@once
def _pieces(shape: Shape) -> Pieces:
    """The text of a shape, and the names of what stands between (True), in turn."""
    context = {"row": _stand_in(shape), "pick": shape.pick, "solid": shape.solid}
    html = render_to_string("desk/_row.html", context).replace(drawn(ANY_LINE), place("drawing"))
    return cut(html)


def _stand_in(shape: Shape) -> SimpleNamespace:
    """A line of this shape with a mark for each value."""
    customer = SimpleNamespace(full_name=place("customer"))
    case = SimpleNamespace(ref=place("ref"), language=place("language"), customer=customer)
    cells = [
        SimpleNamespace(
            label=place(f"label_{n}"),
            text=place(f"text_{n}"),
            language=place(f"spoken_{n}") if spoken else "",
        )
        for n, spoken in enumerate(shape.spoken)
    ]
    return SimpleNamespace(
        case=case if shape.has_case else None,
        next=SimpleNamespace(url=place("next_url"), label=place("next_label")) if shape.has_next else None,
        line=ANY_LINE if shape.has_line else None,
        then=place("then") if shape.has_then else "",
        lead=place("lead") if shape.has_lead else "",
        behalf=place("behalf") if shape.has_behalf else "",
        then_check=shape.then_check,
        tone=shape.tone,
        when_tone=shape.when_tone,
        cells=cells,
        **{name: place(name) for name in ("url", "look", "what", "when", "mark")},
    )
