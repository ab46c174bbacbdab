"""Opening a case: promises, journal, register."""

from datetime import timedelta

import pytest

from amends.cases.models import Case, Promise
from amends.journal.models import Entry
from amends.journal.seal import seal_waiting
from amends.procedure import moment
from tests.cast import MONDAY, Cast, complaint


def test_a_complaint_has_its_promises_and_its_entry(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        case = complaint(cast)
    told = list(Promise.objects.filter(case=case, to_customer=True).order_by("due"))
    assert [p.kind for p in told] == ["next_contact", "final"]
    assert case.due_at == told[0].due
    entry = Entry.objects.get(case_ref=case.ref, kind="case.received")
    assert entry.personal["name"] == "Zuzana Hrabovská"
    assert "Zuzana" not in str(entry.facts)


def test_friday_evening_before_a_holiday_counts_from_the_next_working_day(cast: Cast) -> None:
    """17:05 on Friday; Tuesday 17 November is a holiday in Slovakia."""
    friday = MONDAY - timedelta(days=3)
    with moment.set_to(friday.replace(hour=16, minute=5)):
        case = complaint(cast)
    due = Promise.objects.get(case=case, kind="next_contact", to_customer=True).due
    assert due.astimezone(cast.team.calendar.tz).strftime("%a %d %H:%M") in ("Thu 19 17:00", "Fri 20 17:00")


@pytest.mark.django_db
def test_register_numbers_follow_each_other(cast: Cast) -> None:
    cases = [complaint(cast) for _n in range(5)]
    seal_waiting()
    numbers = (
        Entry.objects.filter(register_no__isnull=False).order_by("seq").values_list("register_no", flat=True)
    )
    assert list(numbers) == [1, 2, 3, 4, 5]
    assert len({c.ref for c in cases}) == 5


def test_a_complaint_is_opened_in_few_statements(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    complaint(cast)
    with django_assert_max_num_queries(6):
        complaint(cast)
    assert Case.objects.count() == 2
