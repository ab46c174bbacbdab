"""The response audit in a real browser, on a phone, light and dark."""

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.insight import files
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_is_read_and_taken_along(
    browser: Any, address: str, there: Cast, tmp_path: Path, scheme: str
) -> None:
    page = at_the_desk(browser, address, "daniel", scheme)
    page.goto(f"{address}/desk/improve/")
    page.click("text=How well are complaints answered")
    open_to_all(page)
    page.click("text=Read and compare")
    page.wait_for_selector(".why")
    open_to_all(page)
    talks = tmp_path / "talks.csv"
    talks.write_text(files.ROWS, "utf-8")
    page.set_input_files("[name=file]", talks)
    page.keyboard.press("Tab")
    page.click("text=Read and compare")
    page.wait_for_selector("#result")
    assert page.locator("thead th").all_inner_texts() == ["Company", "North Air", "South Air"]
    open_to_all(page)
    with page.expect_download() as coming:
        page.click("text=Take it along as PDF")
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
