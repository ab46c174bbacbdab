"""The dialog of keys in a real browser: on each page it holds every key that page binds."""

import re
from typing import Any

import pytest

from amends.cases import actions
from amends.web.desk import keys
from tests.cast import Cast, complaint
from tests.web.test_composer_browser import decided
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BOUND = "[...document.querySelectorAll('[data-key]')].filter(e => e.getClientRects().length).map(e => e.dataset.key)"
LISTED = "[...document.querySelectorAll('#keys-all > .key-groups .nowrap')].map(e => e.textContent.trim())"

NAMED = """[...document.querySelectorAll('.keys > span')].filter(e => e.getClientRects().length)
    .map(e => [...e.querySelectorAll('kbd')].map(cap => cap.textContent).join(' '))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_key_of_a_page_stands_in_its_dialog(
    browser: Any, address: str, there: Cast, scheme: str
) -> None:
    case, written = complaint(there), decided(there, "sk")
    actions.assign(case, there.emma, by=there.by("daniel"))
    page = at_the_desk(browser, address, "emma", scheme)
    on_case = (f"cases/{case.ref}/", f"cases/{case.ref}/note/", f"cases/{written.ref}/reply/")
    for place in ("", "complaints/", "promises/", "new/", *on_case):
        page.set_viewport_size({"width": 1366, "height": 800})
        page.goto(f"{address}/desk/{place}")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        page.wait_for_selector("#keys-all[open]")
        listed = page.evaluate(LISTED)
        bound = {
            key for key in page.evaluate(BOUND) if not re.fullmatch(r"Alt\+\d", key)
        }  # these stand as one
        missing = {key for key in bound if " ".join(keys.caps(key)) not in listed}
        assert missing == set(), place
        page.set_viewport_size({"width": 360, "height": 780})
        open_to_all(page)
        page.click("#keys-all summary")
        open_to_all(page)


def test_single_letters_are_switched_off_and_on(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1366, "height": 800})
    page.keyboard.press("?")
    page.uncheck("[data-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    assert page.url.endswith("/desk/")
    page.keyboard.press("?")
    page.check("[data-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.wait_for_url("**/desk/new/")


def test_the_foot_names_the_keys_that_work(browser: Any, address: str, there: Cast) -> None:
    case = decided(there, "sk")
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(f"{address}/desk/cases/{case.ref}/")
    assert page.evaluate(NAMED) == ["r", "n", "g t"]
    page.keyboard.press("n")
    page.wait_for_selector("#doing-it")
    assert page.evaluate(NAMED) == ["Ctrl ↵", "Esc"]
    page.goto(f"{address}/desk/cases/{case.ref}/note/")
    assert page.evaluate(NAMED) == ["Ctrl ↵", "Esc"]
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/cases/{case.ref}/")
    for tab in ("journal", "files"):
        page.goto(f"{address}/desk/cases/{case.ref}/{tab}/")
        assert page.evaluate(NAMED) == ["g t", "Esc"]
        page.keyboard.press("Escape")
        page.wait_for_url(f"**/cases/{case.ref}/")
