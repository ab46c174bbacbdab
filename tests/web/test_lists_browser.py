"""Lists in a real browser: choosing by key and shift, nobody kept out, nothing sideways."""

from typing import Any

import pytest

from amends.cases import actions
from tests.barriers import barriers
from tests.cast import Cast, complaint, customer
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def five(there: Cast) -> None:
    for n in range(5):
        case = complaint(there, customer=customer(f"Customer {n}", f"c{n}@example.com"))
        actions.assign(case, there.emma, by=there.by("daniel"))


def ticked(page: Any) -> int:
    return int(page.evaluate("document.querySelectorAll('.tick-row input:checked').length"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_lists_are_open_to_all(
    browser: Any, address: str, there: Cast, five: None, scheme: str
) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/complaints/")
    open_to_all(page)
    page.click(".tools summary")
    page.fill("#filter-name", "Slovak")
    open_to_all(page)
    page.click(".tools .form button")
    page.wait_for_selector(".saved")
    page.click("summary:has-text('Columns')")
    page.check("input[value=owner]")
    page.check("input[value=received]")
    page.check("[name=density]")
    open_to_all(page)
    page.click("text=Keep it so")
    page.wait_for_selector("[data-cells='2'][data-close]")
    open_to_all(page)
    page.goto(f"{address}/desk/filters/")
    open_to_all(page)
    page.goto(f"{address}/desk/search/?q=stage:open+colour:red")
    page.wait_for_selector(".search-help[open]")
    open_to_all(page)


def test_several_are_chosen_by_keys_and_handed_over(
    browser: Any, address: str, there: Cast, five: None
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/complaints/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert ticked(page) == 1
    page.keyboard.press("x")
    assert ticked(page) == 0
    boxes = page.locator(".tick-row input")
    boxes.nth(0).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert ticked(page) == 4
    assert "(4)" in page.inner_text("#pick button")
    page.click("[data-pick-all] input")
    assert ticked(page) == 5
    open_to_all(page)
    page.click("#pick button")
    page.select_option("#id_to", label="Daniel Test")
    page.fill("#id_reason", "I am away.")
    page.click("text=See what will happen")
    page.wait_for_selector("text=5 go to Daniel Test")
    open_to_all(page)
    page.click("button[value=do]")
    page.wait_for_selector("text=5 complaints are handed over.")


def test_a_complaint_is_looked_at_beside_the_list(
    browser: Any, address: str, there: Cast, five: None
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(f"{address}/desk/complaints/")
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.wait_for_selector("#glance h2")
    first = page.inner_text("#glance .meta b")
    assert page.get_attribute(".row.on [data-look]", "aria-expanded") == "true"
    assert barriers(page) == []
    page.keyboard.press("j")
    page.wait_for_function(
        "name => document.querySelector('#glance .meta b').textContent !== name", arg=first
    )
    page.keyboard.press("Escape")
    page.wait_for_selector("#glance", state="hidden")
    assert page.url.endswith("/desk/complaints/")
    page.locator("[data-look]").nth(2).click()
    page.click("[data-glance-close]")
    page.wait_for_selector("#glance", state="hidden")
    assert page.evaluate("document.activeElement.matches('[data-look]')")
    page.set_viewport_size({"width": 800, "height": 800})
    page.keyboard.press("j")
    page.keyboard.press(" ")
    page.wait_for_timeout(300)
    assert page.is_hidden("#glance")
