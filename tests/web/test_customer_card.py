"""The customer beside a complaint: what else they complained of, what suited them; nothing of teams that are not one's own."""

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case, Remedy
from amends.improvement.models import Survey
from amends.people.models import Customer
from amends.procedure.moment import now
from tests.cast import Cast, complaint
from tests.web.desk import Desk


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def another(cast: Cast, title: str, **columns: object) -> Case:
    found = complaint(cast)
    Case.objects.filter(pk=found.pk).update(title=title, **columns)
    return Case.objects.get(pk=found.pk)


def given(case: Case, kind: str, **columns: object) -> None:
    Remedy.objects.create(case=case, kind=kind, what="x", proposed_at=now(), **columns)


def aside(cast: Cast, case: Case, who: str = "emma") -> str:
    page = Desk(getattr(cast, who)).get(f"/desk/cases/{case.ref}/")
    return page[page.index('<aside class="side"') :]


def test_the_first_complaint_says_so(cast: Cast, case: Case) -> None:
    assert "no other complaint" in aside(cast, case)


def test_history_open_complaints_and_what_suited_them(cast: Cast, case: Case) -> None:
    Customer.objects.update(
        preferred_channel="phone", between="none", likes="things mended", notes="Calls at noon"
    )
    another(cast, "The lamp is broken", order_ref="4711")
    ended = another(cast, "The chair wobbled", stage="closed", verdict="partly", outcome="answered")
    Survey.objects.create(case=ended, due=now(), answered_at=now(), outcome=5, satisfied=True)
    given(ended, "repair", accepted_at=now())
    given(ended, "gift", refused_at=now())
    given(ended, "refund", cancelled_at=now(), accepted_at=now())
    shown = aside(cast, case)
    opened, before = shown[shown.index("Open now") : shown.index("Before")], shown[shown.index("Before") :]
    assert "The lamp is broken" in opened and "received" in opened
    assert "The chair wobbled" in before and "partly justified, satisfied" in before
    for label, value in (
        ("Suited them", "Repair"),
        ("Did not suit", "Gift"),
        ("Other orders", "4711"),
        ("Answered by", "Phone"),
        ("In between", "asked for silence"),
        ("Likes", "things mended"),
        ("Notes", "Calls at noon"),
    ):
        assert f"<dt>{label}</dt><dd>{value}</dd>" in shown.replace("<p>", "").replace("</p>", "")


def test_complaints_of_other_teams_stay_there(cast: Cast, case: Case) -> None:
    foreign = another(cast, "About the workshop", team=cast.other_team, order_ref="999")
    given(foreign, "gift", refused_at=now())
    for words in ("About the workshop", "999", "Gift"):
        assert words not in aside(cast, case)
    assert "About the workshop" in aside(cast, case, "quinn")
    known = Desk(cast.emma).get("/desk/new/known/?email=zuzana@example.com")
    assert "We know Zuzana Hrabovská." in known and "About the workshop" not in known


def test_a_customer_of_many_complaints_costs_the_same(
    cast: Cast, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(9):
        given(
            another(cast, f"Complaint {n}", stage="closed", outcome="answered"), "repair", accepted_at=now()
        )
    emma = Desk(cast.emma)
    emma.get("/desk/me/")
    with django_assert_max_num_queries(25):
        emma.get(f"/desk/cases/{case.ref}/")
