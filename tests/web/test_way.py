"""The chart of the procedure on the page of a complaint: the text of its list says what a picture would."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from amends.cases import actions
from amends.cases.models import Case
from tests.cast import Cast, complaint
from tests.web.desk import Desk


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def chart(page: str) -> dict[str, str]:
    """Stage and state, as they stand in the list."""
    rows = LexborHTMLParser(page).css(".way ol li")
    return {row.css_first("b").text(): row.attributes["class"] or "" for row in rows}


def at(cast: Cast, case: Case, **columns: object) -> str:
    Case.objects.filter(pk=case.pk).update(**columns)
    return Desk(cast.emma).get(f"/desk/cases/{case.ref}/")


def test_a_new_complaint_shows_what_comes_and_how_routes_differ(cast: Cast, case: Case) -> None:
    page = at(cast, case)
    assert chart(page) == {
        "Received": "now",
        "Assessed": "next",
        "Being looked into": "aside",
        "Decided": "later",
        "Reply being written": "later",
        "Answered": "later",
        "Closed": "later",
    }
    branches = [b.text().strip() for b in LexborHTMLParser(page).css(".way ul li")]
    assert branches == [
        "Solved on the spot: from Assessed to Closed",
        "Simple: one person can answer: from Assessed to Decided",
    ]


@pytest.mark.parametrize(
    ("route", "stage", "aside"),
    [
        ("complex", "assessed", set()),
        ("simple", "decided", {"Being looked into"}),
        ("on_the_spot", "assessed", {"Being looked into", "Decided", "Reply being written", "Answered"}),
    ],
)
def test_the_route_chooses_the_way(cast: Cast, case: Case, route: str, stage: str, aside: set[str]) -> None:
    page = at(cast, case, route=route, stage=stage)
    assert {words for words, state in chart(page).items() if state == "aside"} == aside
    own = LexborHTMLParser(page).css(".way ul li.own")
    assert len(own) == (route != "complex")


def test_dates_stand_at_what_is_done_and_the_promise_at_the_answer(cast: Cast, case: Case) -> None:
    emma = cast.by("emma")
    actions.assess(case, by=emma, state="calm", essence="x", wish="y", severity=1, route="complex")
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    rows = {r.css_first("b").text(): r.text(deep=True) for r in LexborHTMLParser(page).css(".way ol li")}
    assert "done" in rows["Received"] and any(sign.isdigit() for sign in rows["Received"])
    assert "now" in rows["Assessed"] and any(sign.isdigit() for sign in rows["Assessed"])
    assert "by " in rows["Answered"]


@pytest.mark.parametrize("stage", ["withdrawn", "transferred", "joined"])
def test_one_that_ended_otherwise_says_where(cast: Cast, case: Case, stage: str) -> None:
    found = chart(at(cast, case, stage=stage, outcome=stage))
    assert list(found.values()).count("now") == 1
    assert not {"next", "later"} & set(found.values())


def test_opened_again_it_stands_where_it_is_looked_into(cast: Cast, case: Case) -> None:
    found = chart(at(cast, case, route="simple", stage="investigating", reopened=1))
    assert found["Being looked into"] == "now"


def test_the_chart_asks_the_database_nothing(cast: Cast, case: Case) -> None:
    from amends.people.actor import of_staff
    from amends.web.desk.case_file import CaseFile
    from amends.web.desk.way_shown import way_of

    file = CaseFile(case, of_staff(cast.emma))
    assert file.points == [] and file.statements == [] and file.draft is None and file.open_promises
    before = len(way_of(file).places)  # the company is read once a request
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(way_of(file).places) == before
    assert [q["sql"] for q in asked if "people_company" not in q["sql"]] == []
