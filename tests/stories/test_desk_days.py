"""Whole days at the desk, at a wide screen and on a phone: who takes the call, and who signs."""

from datetime import timedelta
from typing import Any

import pytest

from amends.cases import actions
from amends.cases.models import Case
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Staff
from tests.cast import Cast, complaint, customer, today
from tests.stories.seat import Seat, widths
from tests.web.letters import waiting_letter

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@widths
def test_a_clerk_takes_calls_and_gives_a_statement(
    browser: Any, address: str, there: Cast, view: dict[str, int]
) -> None:
    asked = complaint(there)
    actions.assign(asked, there.emma, by=there.by("daniel"))
    emma = there.by("emma")
    asked.refresh_from_db()
    actions.assess(asked, state="calm", essence="Scratched", severity=1, route="complex", by=emma)
    asked.refresh_from_db()
    actions.ask_statement(asked, "Who packed the top?", by=emma, of_staff=there.peter)
    peter = Seat(browser, address, "peter", view)
    page = peter.page

    peter.go("new/")
    page.click("#step-title-7")
    assert page.is_visible("#said-7")
    call = {"door": "phone", "phone": "+421255550199", "title": "The sofa", "problem": "The sofa is torn."}
    peter.fill(**call, name="Ioana Munteanu", language="en", remedy="gift", amount="2000")
    peter.fill(solution="A voucher, sent today.")
    peter.send("button[value=solved]")
    peter.reads("This remedy is more than your role may grant on the spot.")
    assert page.input_value("[name=solution]") == "A voucher, sent today."
    assert not Case.objects.filter(title="The sofa").exists()
    peter.look("refused")
    peter.fill(amount="20")
    peter.send("button[value=solved]")
    peter.is_told("Registered and solved on the spot.")
    peter.look("solved")

    peter.go("new/")
    peter.fill(**{**call, "phone": "+421255550177"}, name="Ján Kováč", language="en")
    peter.fill(discussion="He called twice last week.")
    peter.send("button[value=register]")
    peter.is_told("is registered")
    peter.look("registered")

    peter.go()
    page.click("#groups .row:has-text('Who packed the top?') [data-next]")
    page.wait_for_selector("#doing-it form")
    peter.look("statement")
    page.fill("#doing-it [name=text]", "It was resealed in the afternoon.")
    peter.send("#doing-it button.btn >> nth=0")
    page.wait_for_selector(".notes .note.done")
    peter.go()
    assert page.locator("#groups .row:has-text('Who packed the top?')").count() == 0


@widths
def test_a_manager_hands_over_signs_and_goes_away(
    browser: Any, address: str, there: Cast, view: dict[str, int]
) -> None:
    rita = people.add_staff("rita@ternandoak.example", "Rita Test", by=SYSTEM, password="a long word")
    people.give_role(rita, "manager", there.other_team, by=SYSTEM)
    emma = Staff.objects.get(pk=there.emma.pk)
    for number in range(2):
        case = complaint(there, customer=customer(f"Customer {number}", f"c{number}@example.com"))
        actions.assign(case, emma, by=there.by("daniel"))
    first, second = (waiting_letter(there, emma, name) for name in ("Ann Baker", "Bo Carter"))
    daniel = Seat(browser, address, "daniel", view)
    page = daniel.page

    page.click("table.load tr:has-text('Emma Test') td a >> nth=0")
    page.wait_for_selector("main .row")
    daniel.look()
    for name in ("Customer 0", "Customer 1"):
        page.check(f".row:has-text('{name}') input[name=case]", force=True)
    daniel.send("#pick button")
    daniel.look("chosen")
    daniel.fill(to=str(rita.pk), team=str(there.other_team.pk), reason="The workshop made them.")
    daniel.send("button[value=preview]")
    daniel.reads("2 go to Rita Test")
    daniel.look("preview")
    daniel.send("button[value=do]")
    daniel.is_told("2 complaints are handed over.")

    daniel.go("sign/")
    daniel.reads("Ann Baker")
    daniel.send("text=Sign and send")
    daniel.reads("Bo Carter")
    daniel.look()
    page.click("[popovertarget=return]")
    page.wait_for_selector("#return-reason:focus")
    daniel.look("return")
    page.fill("#return-reason", "Say when it comes.")
    daniel.send("#return button.primary")
    daniel.reads("No letter waits for your signature.")
    daniel.look()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.returned_note) == ("sent", "returned", "Say when it comes.")

    daniel.go("me/absence/")
    first_day = today()
    daniel.fill(first=f"{first_day}", last=f"{first_day + timedelta(days=4)}", deputy=str(rita.pk))
    daniel.send("main button.primary")
    daniel.look("recorded")
    daniel.go()
    daniel.reads("you are away; Rita Test stands in.")
