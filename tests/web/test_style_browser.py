"""The page of parts in a real browser: every part in every state is open to all, in light and dark."""

from typing import Any

import pytest

from tests.barriers import barriers
from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("pages", ["desk", "customer"])
def test_every_part_is_open_to_all(browser: Any, address: str, there: Cast, shade: str, pages: str) -> None:
    page = at_the_desk(browser, address, "ada")
    for language in ("en", "th"):
        page.set_viewport_size({"width": 360, "height": 780})
        page.goto(f"{address}/desk/style/?shade={shade}&pages={pages}&language={language}")
        open_to_all(page)
        page.set_viewport_size({"width": 1440, "height": 900})
        assert barriers(page) == []
