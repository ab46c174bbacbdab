"""The course of promises over a complaint, where the promise in force was missed."""

import re
from datetime import timedelta

import pytest

from amends.cases.models import Promise
from amends.procedure import moment
from tests.cast import assemble, complaint
from tests.web.desk import Desk

TICK = r'class="tick {state}" data-x="(\d+)"'


@pytest.mark.django_db
def test_what_came_before_a_missed_promise_stands_before_it() -> None:
    """However late it is, the missed date stands on the line and the overrun after it."""
    cast = assemble()
    case = complaint(cast)
    soonest = Promise.objects.filter(case=case, to_customer=True).earliest("due")
    Promise.objects.filter(pk=soonest.pk).update(kept_at=case.received_at)
    with moment.set_to(case.received_at + timedelta(days=90)):
        page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    (end,) = map(int, re.findall(TICK.format(state="end"), page))
    before = list(map(int, re.findall(TICK.format(state="(?:kept|broken|replaced)"), page)))
    assert before and all(place < end < 100 for place in before)


@pytest.mark.django_db
def test_a_promise_to_come_stands_at_the_end_of_the_line() -> None:
    cast = assemble()
    page = Desk(cast.emma).get(f"/desk/cases/{complaint(cast).ref}/")
    assert '<li class="tick end">' in page
