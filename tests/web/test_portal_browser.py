"""The customers' pages in a real browser: no violation of accessibility, no sideways scrolling, and whole without script."""

import re
from datetime import date
from typing import Any

import pytest

from amends.cases.models import Case, Message
from amends.channels.links import follow_link
from amends.language.dates import by_date
from amends.web.portal.headline import whole
from tests.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def complain(page: Any, address: str) -> None:
    page.goto(address)
    page.fill("#id_text", "The wardrobe came without a door. Nobody answers the phone.")
    page.fill("#id_name", "Ann Baker")
    page.fill("#id_contact", "ann@example.com")
    page.click("text=Repair or exchange it")
    page.click("button.primary")


def test_the_whole_way_without_script(browser: Any, address: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 780})
    complain(page, address)
    assert page.url == follow_link(Case.objects.get())
    assert "You hear from us" in page.inner_text("h1")
    page.fill("#id_text", "It was the left one.")
    page.click("form.add button")
    assert "It has reached us" in page.inner_text(".notes")
    assert Message.objects.filter(kind="addition", text="It was the left one.").count() == 1
    page.click("text=Take my complaint back")
    page.click("button.stop")
    assert "You took your complaint back" in page.inner_text("h1")


def test_what_was_typed_is_back_after_the_page_was_left(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(address)
    page.fill("#id_text", "Half a sentence")
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg="Half a sentence"
    )
    page.goto(f"{address}/policy")
    page.goto(address)
    assert page.input_value("#id_text") == "Half a sentence"
    complain(page, address)
    page.goto(address)
    assert page.input_value("#id_text") == ""


@pytest.mark.parametrize("code", ["en", "sk", "th", "lv", "bg", "ro"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(browser: Any, address: str, code: str, scheme: str) -> None:
    page = browser.new_context(
        color_scheme=scheme, viewport={"width": 360, "height": 780}, bypass_csp=True
    ).new_page()
    complain(page, f"{address}/?lang=en")
    own = page.url
    for where in (
        f"{address}/",
        own,
        f"{own}/withdraw",
        f"{address}/policy",
        f"{address}/remark",
        f"{address}/my/x/y",
    ):
        page.goto(f"{where}?lang={code}")
        assert barriers(page) == [], where
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, where
        if where == own:
            for weekday in range(7):
                put = "html => { document.querySelector('.promise b').innerHTML = html }"
                page.evaluate(put, str(whole(by_date(date(2026, 12, 21 + weekday), code))))
                assert page.evaluate("document.documentElement.scrollWidth") <= 360, weekday
        assert re.match(code, page.get_attribute("html", "lang"))
