"""The command palette in a real browser: by keys alone, for a reader of the screen, on a phone, offline, signed out."""

from typing import Any

import pytest

from amends.cases.search_index import index_cases
from tests.cast import Cast, complaint, customer
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(there: Cast) -> list[str]:
    cases = [complaint(there), complaint(there, customer=customer("Ján Kováč", "jan@example.com"))]
    index_cases([case.pk for case in cases])
    return [case.ref for case in cases]


def standing(page: Any) -> str:
    """What a reader of the screen says: the option the field names."""
    named = page.get_attribute("#palette-field", "aria-activedescendant")
    return page.inner_text(f"#{named} span:first-child") if named else ""


def found(page: Any, words: str) -> None:
    page.wait_for_selector(f"#palette [role=option]:has-text('{words}')")


def test_by_keys_alone_to_a_complaint_and_its_next_step(
    browser: Any, address: str, there: Cast, two: list[str]
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.focus(".find input")
    page.keyboard.press("Control+k")
    found(page, "New complaint")
    assert page.evaluate("document.activeElement.id") == "palette-field"
    page.keyboard.type("kovac", delay=20)
    found(page, "Ján Kováč")
    assert page.get_attribute("#palette-field", "aria-expanded") == "true"
    assert standing(page) == "Ján Kováč"
    page.keyboard.press("ArrowDown")
    assert "Poškriabaná doska" in standing(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert "Search all complaints for" in standing(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/desk/cases/{two[1]}/")
    page.keyboard.press("Control+k")
    found(page, "The next step")
    step = page.get_attribute("#palette [aria-selected=true]", "href")
    assert step.startswith(f"/desk/cases/{two[1]}/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{step}")
    assert page.is_visible("#doing-it")


def test_the_focus_stays_within_and_comes_back(
    browser: Any, address: str, there: Cast, two: list[str]
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.focus(".jump")
    page.keyboard.press("Enter")
    found(page, "New complaint")
    for _ in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#palette')"
        )
    page.keyboard.press("Escape")
    page.wait_for_selector("#palette", state="hidden")
    assert page.evaluate("document.activeElement.matches('.jump')")
    page.focus(".find input")
    page.keyboard.press("Control+k")
    found(page, "New complaint")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette", state="hidden")
    assert page.evaluate("document.activeElement.matches('.find input')")


def test_what_was_looked_at_last_stands_there(
    browser: Any, address: str, there: Cast, two: list[str]
) -> None:
    page = at_the_desk(browser, address, "emma")
    for ref in two:
        page.goto(f"{address}/desk/cases/{ref}/")
    page.goto(f"{address}/desk/")
    page.click(".jump")
    found(page, two[0])
    options = page.locator("#palette [role=option]").all_inner_texts()
    places = [next(n for n, words in enumerate(options) if ref in words) for ref in two]
    assert places == [2, 1]


def test_enter_before_the_answer_goes_as_soon_as_it_is_there(
    browser: Any, address: str, there: Cast, two: list[str]
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.keyboard.press("Control+k")
    page.keyboard.type("promises")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/promises/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_open_to_all(browser: Any, address: str, there: Cast, two: list[str], scheme: str) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.click(".jump")
    found(page, "New complaint")
    open_to_all(page)
    page.keyboard.type("doska")
    found(page, "Poškriabaná doska")
    open_to_all(page)
    page.fill("#palette-field", "qqqq")
    page.wait_for_selector("text=Nothing is called so.")
    open_to_all(page)


def test_offline_and_signed_out_are_said_and_what_was_typed_stays(
    browser: Any, address: str, there: Cast, two: list[str]
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.click(".jump")
    found(page, "New complaint")
    page.context.set_offline(True)
    page.keyboard.type("doska")
    page.wait_for_selector("#palette [role=alert]")
    open_to_all(page)
    page.context.set_offline(False)
    found(page, "Poškriabaná doska")
    assert page.input_value("#palette-field") == "doska"
    page.context.clear_cookies()
    page.keyboard.type(" x")
    page.wait_for_selector("#palette >> text=You were signed out meanwhile.")
    assert page.input_value("#palette-field") == "doska x"
