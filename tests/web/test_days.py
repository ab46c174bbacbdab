"""A day ends where the employee is, and for what the company has to keep, where that is."""

from datetime import UTC, date, datetime

import pytest

from amends.cases.models import Case
from amends.improvement.actions import plan_corrective_action, record_cause
from amends.improvement.models import Cause
from amends.people.models import Company, Staff
from amends.people.refusal import Invalid
from amends.procedure import moment
from tests.cast import Cast, complaint
from tests.web.desk import Desk

DUE = date(2026, 11, 26)
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.fixture
def cause(cast: Cast) -> Cause:
    case = complaint(cast)
    Case.objects.filter(pk=case.pk).update(stage="investigating")
    return record_cause(case, "Boxes are resealed.", by=cast.by("daniel"))


def plan(cast: Cast, cause: Cause) -> None:
    plan_corrective_action(
        cause, "New boxes", owner=cast.emma, due=DUE, criterion="None open", by=cast.by("daniel")
    )


@pytest.mark.parametrize(
    ("zone", "at", "over"),
    [
        ("Asia/Bangkok", datetime(2026, 11, 26, 22, 0, tzinfo=UTC), True),  # five in the morning of the 27th
        (
            "America/New_York",
            datetime(2026, 11, 27, 2, 0, tzinfo=UTC),
            False,
        ),  # nine in the evening of the 26th
    ],
)
def test_a_change_is_overdue_once_its_day_is_over(
    cast: Cast, cause: Cause, zone: str, at: datetime, over: bool
) -> None:
    with moment.set_to(NOON):
        plan(cast, cause)
    Staff.objects.filter(pk=cast.emma.pk).update(zone=zone)
    with moment.set_to(at):
        emma = Desk(cast.emma)
        today, improve = emma.get("/desk/"), emma.get("/desk/improve/")
    row = today[today.index("Changes due") :]
    assert ("over-t" in row[: row.index("Say that it is done")]) is over
    assert ('<td class="over-t">' in improve) is over


def test_a_day_that_is_over_at_the_company_is_none_to_plan_for(cast: Cast, cause: Cause) -> None:
    Company.objects.update(zone="Asia/Bangkok")
    with moment.set_to(datetime(2026, 11, 26, 18, 0, tzinfo=UTC)), pytest.raises(Invalid, match="ahead"):
        plan(cast, cause)
    Company.objects.update(zone="America/New_York")
    with moment.set_to(datetime(2026, 11, 27, 2, 0, tzinfo=UTC)):
        plan(cast, cause)
