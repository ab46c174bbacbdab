"""The guide in a real browser: steps by key and by tap, in light and dark, on a phone, and what is typed stays."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("AMENDS_PICTURES")  # a folder, to look at what was drawn


def drawn(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_guide_is_open_to_all(browser: Any, address: str, there: Cast, scheme: str) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/new/")
    assert page.is_visible("#said-1")
    page.click("#step-title-7")
    assert page.is_visible("#said-7")
    assert not page.is_visible("#said-1")
    open_to_all(page)
    drawn(page, f"guide-phone-{scheme}")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#id_problem", "The sofa is torn.")
    page.keyboard.press("Alt+ArrowRight")
    assert page.is_visible("#said-8")
    page.keyboard.press("Alt+i")
    assert page.is_visible("#said-insult")
    assert page.evaluate("document.activeElement.id") == "id_problem"
    page.click("#step-title-3")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/desk/new/guide/**"):
        page.select_option("#id_language", "ro")
    page.wait_for_selector(".phrase[lang=ro] >> visible=true")
    assert page.is_visible("#said-4")
    drawn(page, f"guide-desktop-{scheme}")
    page.wait_for_timeout(600)
    page.reload()
    assert page.input_value("#id_problem") == "The sofa is torn."
