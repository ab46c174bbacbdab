"""A case waits and goes on; the customer hears of both unless they asked for silence or cannot be written to."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from amends.cases.models import Case, Message, Pause, Promise
from amends.channels import delivery
from amends.channels.models import Delivery
from amends.language import dates
from amends.people.models import Contact, Customer
from amends.procedure import moment
from tests.cast import MONDAY, Cast, complaint
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

FRIDAY, THURSDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=3)
UNTIL = "2026-11-20T12:00"


@pytest.fixture
def case(cast: Cast) -> Case:
    with moment.set_to(MONDAY):
        found = complaint(cast)
    Case.objects.filter(pk=found.pk).update(language="en")
    return found


def told(case: Case) -> list[Message]:
    return list(Message.objects.filter(case=case, direction="out").order_by("at"))


def paused(cast: Cast, case: Case, **more: Any) -> Desk:
    emma = Desk(cast.emma)
    with moment.set_to(MONDAY + timedelta(hours=1)):
        emma.do(f"/desk/cases/{case.ref}/pause/", until=UNTIL, reason="Photos from the customer", **more)
    return emma


def resumed(emma: Desk, case: Case, at: datetime = THURSDAY, **more: Any) -> str:
    with moment.set_to(at):
        return emma.do(f"/desk/cases/{case.ref}/resume/", **more)


def test_a_pause_tells_why_what_is_needed_and_until_when(cast: Cast, case: Case) -> None:
    paused(cast, case, text="We cannot see the scratch.", needs="Two photos of the board.")
    message = told(case)[0]
    assert "The reason: We cannot see the scratch." in message.text
    assert "what we need from you: Two photos of the board." in message.text
    assert "Answer this message, or write on your page:" in message.text
    assert "by Friday 20 November 2026" in message.text
    assert "Photos from the customer" not in message.text
    assert Delivery.objects.get().message == message


def test_a_pause_for_somebody_else_asks_nothing_of_the_customer(cast: Cast, case: Case) -> None:
    paused(cast, case, text="The workshop looks at it.")
    assert "need from you" not in told(case)[0].text
    assert "Answer this message" not in told(case)[0].text


def test_going_on_tells_the_date_that_now_holds(cast: Cast, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(language="sk")
    emma = paused(cast, case, text="Čakáme na dielňu.")
    resumed(emma, case, text="Dielňa sa ozvala.")
    message = told(case)[1]
    case.refresh_from_db()
    assert case.due_at is not None
    assert dates.by_date(case.due_at.date(), "sk") in message.text
    assert "Dielňa sa ozvala." in message.text
    assert Delivery.objects.filter(message=message, state="waiting").count() == 1
    assert Promise.objects.get(case=case, kind="next_contact", replaced_by=None).kept_by == message
    assert not Pause.objects.filter(ended_at=None).exists()


def test_after_every_date_has_passed_going_on_promises_a_new_one(cast: Cast, case: Case) -> None:
    emma = paused(cast, case, text="The workshop looks at it.")
    late = MONDAY + timedelta(days=200)
    resumed(emma, case, at=late)
    promise = Promise.objects.get(case=case, told_in=told(case)[1])
    assert promise.due > late
    assert dates.by_date(promise.due.date(), "en") in told(case)[1].text


@pytest.mark.parametrize("why", ["asked for silence", "no address"])
def test_nobody_is_written_to_against_their_wish_or_without_an_address(
    cast: Cast, case: Case, why: str
) -> None:
    if why == "no address":
        Contact.objects.filter(customer=case.customer_id).delete()
    else:
        card = f"/desk/customers/{case.customer_id}/"
        emma = Desk(cast.emma)
        hidden = {k: v for k, v in emma.hidden(card).items() if k.startswith("was_")}
        shown = {k.removeprefix("was_"): v for k, v in hidden.items()}
        emma.client.post(card, {**hidden, **shown, "between": "none"})
        assert Customer.objects.get(pk=case.customer_id).between == "none"
    emma = paused(cast, case)
    with moment.set_to(THURSDAY):
        assert "No mail goes out" in emma.get(f"/desk/cases/{case.ref}/resume/")
    resumed(emma, case)
    assert told(case) == []
    assert Pause.objects.get(case=case).ended_at is not None


def test_what_the_customer_reads_is_asked_for(cast: Cast, case: Case) -> None:
    with moment.set_to(MONDAY):
        status, page = Desk(cast.emma).refused(
            f"/desk/cases/{case.ref}/pause/", until=UNTIL, reason="Photos", text=" ", needs="Two photos"
        )
    assert status == 422
    assert "Two photos" in page
    assert not Pause.objects.exists()


def test_step_and_message_stand_or_fall_together(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    emma = paused(cast, case, text="The workshop looks at it.")

    def full(*_args: object, **_more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(delivery, "queue", full)
    with pytest.raises(OSError, match="no space"):
        resumed(emma, case)
    assert Pause.objects.get(case=case).ended_at is None
    assert len(told(case)) == 1
