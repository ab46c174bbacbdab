"""Insight in a real browser: open to all in light and dark, on a phone, by keys, and every chart has its table."""

import os
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from amends.improvement.models import CountedUntil, DailySum
from amends.procedure.moment import now
from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("AMENDS_PICTURES")  # a folder, to look at what was drawn
KEYS = {
    "received": [("", 9)],
    "channel": [("email", 5), ("web_form", 3), ("phone", 2)],
    "language": [("sk", 6), ("en", 2), ("th", 1)],
    "verdict": [("justified", 4), ("partly", 2), ("not_justified", 1)],
    "cause": [("Packing", 3), ("Поръчка, изпратена на грешен адрес", 2), ("", 1)],
    "promise": [("kept", 11), ("broken", 1)],
    "remedy": [("refund", 2), ("gift", 1)],
    "first_answer": [("20", 5), ("60", 2)],
    "decision": [("240", 5), ("260", 1)],
    "reply": [("265", 4), ("280", 1)],
    "outcome": [("5", 2), ("3", 1), ("1", 1)],
    "treatment": [("5", 3), ("2", 1)],
    "course": [("4", 3), ("1", 1)],
    "reopened": [("", 1)],
}


def a_year(there: Cast) -> None:
    chance, today = random.Random(3), now().date()
    CountedUntil.objects.create(at=now())
    DailySum.objects.bulk_create(
        DailySum(
            day=today - timedelta(days=back),
            team=there.team,
            measure=measure,
            key=key,
            count=chance.randint(1, most),
            total=chance.randint(5, 90) if measure == "remedy" else None,
        )
        for back in range(0, 330, 2)
        for measure, keys in KEYS.items()
        for key, most in keys
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_insight_is_open_to_all(browser: Any, address: str, there: Cast, scheme: str) -> None:
    a_year(there)
    page = at_the_desk(browser, address, "quinn", scheme)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("g")
    with page.expect_navigation():  # to the end: its style sheet decides which chart is seen
        page.keyboard.press("n")
    page.wait_for_selector("main.insight")
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.is_visible("svg.narrow")
    assert not page.is_visible("svg.wide")
    open_to_all(page)
    draw(page, f"insight-phone-{scheme}")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert page.is_visible("svg.wide")
    columns = page.locator("svg.wide rect").count()
    page.click("text=The same as a table")
    assert page.locator("details.fold table tr").count() == columns == 12
    draw(page, f"insight-wide-{scheme}")
    with page.expect_navigation():
        page.click("text=3 months")
    assert page.locator("svg.wide rect").count() == 3


def draw(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
