"""A customer's yes is a promise: kept when it is done in time, broken when late, gone when it is taken back."""

from datetime import timedelta

import pytest

from amends.cases import actions
from amends.cases.models import Case, Promise, Remedy
from amends.people.actor import of_customer
from amends.procedure import moment
from tests.cases.test_verbs import assess
from tests.cast import MONDAY, Cast

WITHIN_FIVE_WORKING_DAYS = MONDAY + timedelta(days=7)


@pytest.fixture
def remedy(cast: Cast, case: Case) -> Remedy:
    with moment.set_to(MONDAY):
        assess(case, cast)
        row = actions.propose_remedy(case, "replacement", "Nová doska", by=cast.by("emma"))
        actions.offer_remedy(row, by=cast.by("emma"))
        return actions.answer_remedy(row, True, by=of_customer(case.customer))


def promised() -> Promise:
    return Promise.objects.get(kind="remedy")


def test_a_yes_without_a_day_is_promised_by_the_procedures_clock(remedy: Remedy) -> None:
    assert promised().due.date() == WITHIN_FIVE_WORKING_DAYS.date()
    assert promised().to_customer


def test_done_in_time_it_is_kept(cast: Cast, remedy: Remedy) -> None:
    with moment.set_to(MONDAY + timedelta(days=2)):
        actions.carry_out_remedy(remedy, by=cast.by("emma"))
    assert promised().kept_at == MONDAY + timedelta(days=2)


def test_done_late_it_stays_broken_and_is_owed_no_more(cast: Cast, remedy: Remedy) -> None:
    with moment.set_to(MONDAY + timedelta(days=20)):
        actions.carry_out_remedy(remedy, by=cast.by("emma"))
    assert promised().broken_at is not None
    assert promised().dropped_at is not None


def test_taken_back_nothing_is_owed(cast: Cast, remedy: Remedy) -> None:
    with moment.set_to(MONDAY + timedelta(days=2)):
        actions.cancel_remedy(remedy, "Sold out", by=cast.by("emma"))
    assert promised().dropped_at is not None
    assert promised().broken_at is None
