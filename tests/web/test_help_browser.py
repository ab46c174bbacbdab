"""The help in a real browser: by a key from a page to its piece, open to all, nothing sideways."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_key_leads_to_the_piece_and_it_is_open_to_all(
    browser: Any, address: str, there: Cast, scheme: str
) -> None:
    page = at_the_desk(browser, address, "ada", scheme)
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(f"{address}/desk/settings/mailboxes/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/desk/help/settings/#mail")
    page.wait_for_function("document.querySelector('#mail').getBoundingClientRect().top < 700")
    page.set_viewport_size({"width": 360, "height": 780})
    for piece in ("", "settings/", "good-replies/", "texts/", "coach/README/", "coach/B201/"):
        page.goto(f"{address}/desk/help/{piece}")
        open_to_all(page)
    page.click(".tabs summary")
    page.click(".tabs a:has-text('Help with this page')")
    page.wait_for_url("**/desk/help/")
