"""The parts of the one script of the desk in a real browser: an error in one leaves the others at work."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_error_in_one_part_is_reported_and_the_next_still_works(
    browser: Any, address: str, there: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken, find = tmp_path / "presence.js", finders.find
    broken.write_text("throw new Error('presence is broken')  // and ends within a comment")
    monkeypatch.setattr(
        finders,
        "find",
        lambda name, *more: str(broken) if name == "amends/presence.js" else find(name, *more),
    )
    page, told = at_the_desk(browser, address, "emma"), []
    page.on("pageerror", lambda error: told.append(error.message))
    page.goto(f"{address}/desk/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette[open]")
    assert told == ["presence is broken"]
