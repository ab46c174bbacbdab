"""Complaints like the one at hand: what became of them stands beside it, and only what the employee may see."""

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import similar
from amends.cases.models import Case, Remedy
from amends.cases.search_index import index_cases
from amends.improvement.models import Survey
from amends.procedure.moment import now
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

LATE = "The parcel with the oak table came two weeks late and the courier left it in the rain."


def decided(cast: Cast, n: int, text: str, **columns: object) -> Case:
    found = complaint(cast, text, customer=customer(f"Customer {n}", f"c{n}@example.com"))
    told = {
        "language": "en",
        "title": text[:60],
        "stage": "closed",
        "verdict": "justified",
        "outcome": "answered",
    }
    Case.objects.filter(pk=found.pk).update(**{**told, **columns})
    index_cases([found.pk])
    return Case.objects.get(pk=found.pk)


@pytest.fixture
def case(cast: Cast) -> Case:
    return decided(cast, 0, LATE, stage="assessed", verdict="", outcome="")


def beside(cast: Cast, case: Case, who: str = "emma") -> str:
    return Desk(getattr(cast, who)).get(f"/desk/cases/{case.ref}/similar/")


def given(case: Case, amount: str, **columns: object) -> None:
    at = now()
    row = {
        "kind": "refund",
        "what": "Money back",
        "proposed_at": at,
        "accepted_at": at,
        "amount": amount,
        **columns,
    }
    Remedy.objects.create(case=case, **row)


def test_verdict_remedy_and_satisfaction_of_the_most_alike_stand_first(cast: Cast, case: Case) -> None:
    some = decided(cast, 1, "The courier came late.")
    most = decided(
        cast, 2, "Our oak table came late: the courier left the parcel outside in the rain.", verdict="partly"
    )
    decided(cast, 3, "You charged the card twice and nobody answers the phone.")
    given(some, "25")
    given(most, "80")
    given(most, "500", refused_at=now())
    Survey.objects.create(
        case=most, due=now(), answered_at=now(), outcome=5, treatment=5, course=4, satisfied=True
    )
    page = beside(cast, case)
    assert page.index(most.ref) < page.index(some.ref)
    assert "card twice" not in page
    assert "They were given €25 to €80." in page
    row = page[page.index(most.ref) : page.index(some.ref)]
    assert "Partly" in row and "Refund" in row and "€80" in row and "satisfied" in row and "500" not in row


def test_what_is_not_decided_or_the_customers_own_is_left_out(cast: Cast, case: Case) -> None:
    open_one = decided(cast, 1, LATE, stage="assessed", verdict="", outcome="")
    own = decided(cast, 2, LATE, customer=case.customer)
    joined = decided(cast, 3, LATE, stage="joined", joined_to=open_one)
    page = beside(cast, case)
    assert not any(one.ref in page for one in (open_one, own, joined))
    assert "None like it has been decided yet." in page


def test_only_what_the_employee_may_see_is_shown(cast: Cast, case: Case) -> None:
    foreign = decided(cast, 1, LATE)
    Case.objects.filter(pk=foreign.pk).update(team=cast.other_team)
    index_cases([foreign.pk])
    assert foreign.ref not in beside(cast, case)
    assert foreign.ref in beside(cast, case, "quinn")
    assert Desk(cast.rudi).status(f"/desk/cases/{case.ref}/similar/") == 404


def test_what_is_written_never_becomes_a_question_to_the_database(cast: Cast, case: Case) -> None:
    text = "'oak' & !table | courier:* \\ ' ); <-> \x01 late"
    hostile = decided(cast, 1, text, stage="assessed", verdict="", outcome="")
    like = decided(cast, 2, "The oak courier was late")
    assert like.ref in beside(cast, hostile)


def test_a_database_that_takes_too_long_shows_none(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(cast, 1, LATE)
    slow = similar._ALIKE.replace(
        "WITH held", "WITH slow AS MATERIALIZED (SELECT pg_sleep(5)), held"
    ).replace("SELECT case_id FROM alike", "SELECT case_id FROM slow, alike")
    monkeypatch.setattr(similar, "_ALIKE", slow)
    monkeypatch.setattr(similar, "LONGEST_WAIT", "50ms")
    assert "None like it" in beside(cast, case)


def test_rare_words_are_asked_first_and_rows_stay_bounded() -> None:
    frequent = {f"w{n}": 1_000.0 * (n + 1) for n in range(40)}
    asked = similar.telling([*frequent, "unheard"], frequent)
    assert asked == ["unheard", "w0", "w1", "w2"]
    names = [f"name{n}" for n in range(40)]
    assert len(similar.telling(names, {})) == similar.WORDS_ASKED
    mixed = similar.telling([*names, "late"], {"late": 40_000.0})
    assert "late" in mixed and len(mixed) == similar.WORDS_ASKED


def test_a_panel_costs_the_same_for_many(
    cast: Cast, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(1, 8):
        given(decided(cast, n, LATE), str(n))
    emma = Desk(cast.emma)
    emma.get("/desk/me/")
    with django_assert_max_num_queries(25):
        page = emma.get(f"/desk/cases/{case.ref}/similar/")
    assert page.count("Refund") == 5


def test_the_page_of_a_complaint_fetches_them_afterwards(cast: Cast, case: Case) -> None:
    like = decided(cast, 1, LATE)
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    assert like.ref not in page
    assert f'href="/desk/cases/{case.ref}/similar/">Similar complaints</a>' in page
