"""Lines drawn by their shape are what the template draws, whatever the values are."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from amends.web.desk.lines import Line
from amends.web.desk.list_look import Shown
from amends.web.desk.next_step import NextStep
from amends.web.desk.row_drawing import as_html
from amends.web.promise_line import PromiseLine
from tests.cast import assemble, complaint, customer

HOSTILE = "<script>alert('x')</script> & \"so\" {{ row }} \ue000what\ue001"


@pytest.fixture
def line(db: None) -> Line:
    case = complaint(assemble(), customer=customer(HOSTILE, "hostile@example.com"))
    return Line(case, NextStep(HOSTILE, "/desk/?a=1&b=2"), HOSTILE, PromiseLine("due", 88), when="17:00")


def shapes(line: Line) -> list[Line]:
    cells = (Shown("Order", HOSTILE, "sk"), Shown("Team", "–"))
    return [
        line,
        replace(line, next=None, then="in 3 days", tone="two", behalf=HOSTILE),
        replace(line, line=None, mark=HOSTILE, when_tone="over-t", then=HOSTILE, then_check=True),
        replace(line, line=PromiseLine("overdue", 140), lead=HOSTILE),
        replace(line, cells=cells),
        replace(line, case=None, lead=HOSTILE, place="/desk/?x=<y>"),
    ]


@pytest.mark.parametrize("language", ["en", "sk"])
def test_a_line_is_what_the_template_draws(line: Line, language: str) -> None:
    with translation.override(language):
        for row in shapes(line):
            for pick, solid in ((True, False), (False, True), (False, False)):
                direct = render_to_string("desk/_row.html", {"row": row, "pick": pick, "solid": solid})
                assert as_html([row], pick=pick, solid=solid) == direct
                assert "<script>" not in direct


def test_only_the_first_line_is_solid(line: Line) -> None:
    assert as_html([line, line], pick=False, solid=True).count("btn primary") == 1
