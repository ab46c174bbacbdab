"""The whole stack of letters by keyboard, in a real browser: forward, back, return with a note, sign only, sign and send."""

from typing import Any

import pytest

from amends.people.models import Staff
from amends.responses.models import Draft
from tests.cast import Cast
from tests.web.letters import waiting_letter
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def state(draft: Draft) -> str:
    draft.refresh_from_db()
    return draft.state


def test_the_stack_is_signed_without_a_mouse(browser: Any, address: str, there: Cast) -> None:
    emma = Staff.objects.get(pk=there.emma.pk)
    first, second, third = (waiting_letter(there, emma, f"Customer {n}") for n in range(3))
    page = at_the_desk(browser, address, "daniel")
    page.set_viewport_size({"width": 1366, "height": 800})
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(f"**/desk/sign/{first.pk}/")
    for key, draft in (("j", second), ("j", third), ("k", second)):
        page.keyboard.press(key)
        page.wait_for_url(f"**/desk/sign/{draft.pk}/")
    page.keyboard.press("r")
    page.wait_for_selector("#return-reason:focus")
    page.keyboard.type("Say jk when it comes.")
    page.keyboard.press("Escape")
    page.wait_for_selector("#return-reason", state="hidden")
    page.keyboard.press("r")
    page.wait_for_selector("#return-reason:focus")
    page.keyboard.press(
        "Control+Enter"
    )  # it returns the letter, and does not sign what lies under the question
    page.wait_for_url(f"**/desk/sign/{third.pk}/")
    assert state(second) == "returned"
    assert second.returned_note == "Say jk when it comes."
    page.keyboard.press("Alt+s")
    page.wait_for_url(f"**/desk/sign/{first.pk}/")
    assert state(third) == "signed"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/sign/")
    assert state(first) == "sent"
    assert page.locator("text=No letter waits for your signature.").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_letter_and_what_stands_beside_it_are_open_to_all(
    browser: Any, address: str, there: Cast, scheme: str
) -> None:
    drafts = [waiting_letter(there, there.emma, f"Customer {n}", "40") for n in range(2)]
    page = at_the_desk(browser, address, "daniel", scheme)
    page.goto(f"{address}/desk/sign/{drafts[0].pk}/")
    open_to_all(page)
    page.click("[popovertarget=return]")
    page.wait_for_selector("#return-reason:focus")
    open_to_all(page)
