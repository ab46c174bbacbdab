"""Times, remedies and limits are changed as a new version from a day; complaints already here keep theirs."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.models import Case, Promise
from amends.journal.models import Entry
from amends.people.models import Company
from amends.people.queries import procedure
from amends.procedure import moment
from tests.cast import Cast
from tests.cast import complaint as taken_in
from tests.web.desk import Desk
from tests.web.filled import filled

PLAN, REMEDIES = "/desk/settings/procedure/", "/desk/settings/remedies/"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    return Desk(cast.ada)


def complaint(cast: Cast, **more: Any) -> Case:
    """A complaint that comes in under the procedure as it is now."""
    cast.company.refresh_from_db()
    return taken_in(cast, **more)


def sent(ada: Desk, url: str, **values: Any) -> Any:
    shown = filled(ada.get(url))
    if url == PLAN:
        shown |= {"begins": re.search(r'name="begins" value="([^"]+)"', ada.get(url))[1]}  # type: ignore[index]
    return ada.client.post(url, {**shown, **values})


def published(ada: Desk, url: str = PLAN, **values: Any) -> None:
    response = sent(ada, url, publish="1", **values)
    assert response.status_code == 303, re.findall(r'class="why"[^>]*>([^<]*)', response.content.decode())


def final_days(case: Case) -> int:
    final = Promise.objects.get(case=case, kind="final", to_customer=True)
    return case.team.calendar.working_days_between(case.received_at, final.due)


def test_the_pages_of_a_complaint_go_by_its_own_version(cast: Cast, ada: Desk) -> None:
    case = complaint(cast)
    published(ada, REMEDIES, remedy_gift="")
    later = complaint(cast)
    for one, offered in ((case, True), (later, False)):
        for verb in ("propose_remedy", "solve_on_the_spot"):
            assert ('value="gift"' in Desk(cast.emma).get(f"/desk/cases/{one.ref}/{verb}/")) is offered, verb


def test_what_would_change_is_shown_and_nothing_is_changed(ada: Desk) -> None:
    page = sent(ada, PLAN, interim_n="4").content.decode()
    assert re.search(r"within <mark>4</mark> <s class=\"was\">5</s> working days", page)
    assert "1 sentence changes" in page
    assert Company.objects.get().procedures == []
    page = sent(ada, PLAN, interim_n="4", lang="sk").content.decode()
    assert '<article class="paper reads" lang="sk">' in page
    assert "<mark>4</mark>" in page


def test_a_version_holds_for_new_complaints_and_old_ones_keep_theirs(cast: Cast, ada: Desk) -> None:
    old = complaint(cast)
    published(ada, final_complex_n="8")
    new = complaint(cast)
    assert (old.procedure_version, new.procedure_version) == ("1", "2")
    assert (final_days(old), final_days(new)) == (10, 8)
    assert "within 8 working days" in ada.get("/policy")
    earlier = ada.get(PLAN).split("What earlier versions changed")[1]
    assert "within 10 working days → within 8 working days" in earlier
    entry = Entry.objects.get(kind="procedure.published")
    assert entry.facts["changes"] == [
        {"figure": "clocks plan:final:complex", "before": [10, "working_days"], "after": [8, "working_days"]}
    ]
    assert entry.actor_id == str(cast.ada.pk)


def test_it_begins_on_its_day_and_not_before(cast: Cast, ada: Desk) -> None:
    begins = (moment.now() + timedelta(days=7)).date()
    published(ada, final_complex_n="8", begins=begins.isoformat())
    assert complaint(cast).procedure_version == "1"
    assert "Version 2 begins on" in ada.get(PLAN)
    assert "within 10 working days" in ada.get("/policy")
    later = moment.now() + timedelta(days=8)
    found = complaint(cast, at=later)
    assert found.procedure_version == "2"


def test_a_later_version_does_not_begin_before_an_earlier(ada: Desk) -> None:
    begins = (moment.now() + timedelta(days=7)).date()
    published(ada, interim_n="4", begins=begins.isoformat())
    response = sent(ada, PLAN, publish="1", interim_n="3", begins=(begins - timedelta(days=1)).isoformat())
    assert response.status_code == 422
    assert "A newer one cannot begin before it." in response.content.decode()
    published(ada, interim_n="3", begins=begins.isoformat())
    assert [row["version"] for row in Company.objects.get().procedures] == ["2", "3"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"interim_n": "0"}, "whole number from 1"),
        ({"interim_n": "five"}, "whole number"),
        ({"interim_n": "5000"}, "whole number from 1 to 1,000"),
        ({"interim_unit": "moons"}, "This is not offered any more"),
        ({"warning_0": "80"}, "Write three rising percentages between 1 and 99."),
        ({"begins": "2020-01-01", "interim_n": "4"}, "a version begins today or later"),
        ({}, "Nothing is different from version 1."),
    ],
)
def test_figures_that_cannot_hold_are_refused(ada: Desk, values: dict[str, str], said: str) -> None:
    response = sent(ada, PLAN, publish="1", **values)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert Company.objects.get().procedures == []
    for value in values.values():
        assert f'value="{value}"' in page or value == "moons"


def test_warnings_come_when_the_version_says(cast: Cast, ada: Desk) -> None:
    from amends.cases.watch import watch_promises

    published(ada, warning_0="10")
    old = complaint(cast)
    Case.objects.filter(pk=old.pk).update(procedure_version="1")
    new = complaint(cast)
    for row in Promise.objects.all():
        made = moment.now() - (row.due - moment.now()) * 0.25
        Promise.objects.filter(pk=row.pk).update(made_at=made)
    watch_promises()
    assert set(Promise.objects.filter(case=old).values_list("warned", flat=True)) == {0}
    assert set(Promise.objects.filter(case=new).values_list("warned", flat=True)) == {10}


def test_limits_and_remedies_hold_for_new_complaints(cast: Cast, ada: Desk) -> None:
    old = complaint(cast)
    published(ada, REMEDIES, limit_handler="250", remedy_gift="")
    new = complaint(cast)
    emma = cast.by("emma")
    assert actions.propose_remedy(old, "refund", "Back", by=emma, amount=Decimal(200)).needs_approval_of
    assert not actions.propose_remedy(new, "refund", "Back", by=emma, amount=Decimal(200)).needs_approval_of
    assert "gift" not in procedure().remedies
    assert procedure().limits["administrator"] == Decimal("Infinity")
    assert "Gift" not in ada.get("/policy")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"limit_handler": "-5"}, "Write 0 or more."),
        ({"limit_handler": "5000"}, "must not be less"),
        ({"limit_handler": ""}, "must not be less"),
        ({"limit_handler": "many"}, "Write a number, such as 25.00."),
    ],
)
def test_limits_that_cannot_be_are_refused(ada: Desk, values: dict[str, str], said: str) -> None:
    response = sent(ada, REMEDIES, **values)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Company.objects.get().procedures == []


def test_something_is_always_offered(ada: Desk) -> None:
    none = {name: "" for name in filled(ada.get(REMEDIES)) if name.startswith("remedy_")}
    response = sent(ada, REMEDIES, **none)
    assert response.status_code == 422
    assert "Offer at least one remedy." in response.content.decode()


def test_would_it_hold_is_told_from_the_last_answers(cast: Cast, ada: Desk) -> None:
    calendar = cast.team.calendar
    for days in (2, 7):
        case = complaint(cast)
        answered = calendar.add_working_days(case.received_at, days)
        Case.objects.filter(pk=case.pk).update(route="complex", stage="answered", answered_at=answered)
    assert "<b>2 of your last 2</b> answers were within these times." in ada.get(PLAN)
    page = sent(ada, PLAN, final_complex_n="5").content.decode()
    assert "<b>1 of your last 2</b> answers would have been in time." in page


def test_others_do_none_of_it(cast: Cast) -> None:
    daniel = Desk(cast.daniel)
    for url in (PLAN, REMEDIES):
        assert daniel.status(url) == 404
        assert daniel.client.post(url, {"publish": "1", "interim_n": "1"}).status_code == 404
    assert Company.objects.get().procedures == []


def test_many_complaints_cost_no_more_queries(
    cast: Cast, ada: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        complaint(cast)
    Case.objects.update(answered_at=moment.now(), stage="answered")
    with django_assert_max_num_queries(8):
        ada.get(PLAN)


def test_a_rule_that_asks_for_a_reply_sooner_is_named(cast: Cast, ada: Desk) -> None:
    assert "No rule is chosen" not in ada.get(PLAN)  # ISO 10002 is, and sets no time
    Company.objects.update(packs=["slovakia"])
    assert "Inside the times of every rule that binds you." in ada.get(PLAN)
    page = sent(ada, PLAN, final_complex_n="60").content.decode()
    assert ": within 30 days. That is sooner, and holds all the same." in page
