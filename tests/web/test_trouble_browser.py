"""The pages that say what went wrong, in a real browser: open to all, and no wider than what they are read on."""

from typing import Any

import pytest

from amends.people.models import Membership
from tests.cast import Cast
from tests.stories.sights import DESK, PHONE, SIDEWAYS, open_to_all
from tests.web import faults
from tests.web.test_desk_browser import at_the_desk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def look(page: Any, url: str, status: int) -> None:
    """Light and dark, wide and on a phone."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        answer = page.goto(url)
        assert answer.status == status, url
        assert page.title() and page.locator("h1").count() == 1
        assert page.evaluate(SIDEWAYS) <= 0, (url, size)
        open_to_all(page)


@pytest.fixture
def failing(settings: Any) -> None:
    settings.ROOT_URLCONF = faults.__name__


@pytest.mark.usefixtures("failing")
def test_at_the_desk(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "emma")
    for name, status in faults.STATUS.items():
        look(page, f"{address}/desk/{name}/", status)


@pytest.mark.usefixtures("failing")
def test_on_the_customers_pages(browser: Any, address: str) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    for name, status in faults.STATUS.items():
        look(page, f"{address}/my/{name}/", status)


def test_for_strangers_at_the_desk_and_for_who_may_not(browser: Any, address: str, there: Cast) -> None:
    stranger = browser.new_context(bypass_csp=True).new_page()
    look(stranger, f"{address}/desk/nothing/", 404)
    Membership.objects.filter(staff=there.rudi).update(role="auditor", team=None)
    page = at_the_desk(browser, address, "rudi")
    look(page, f"{address}/desk/new/", 403)


def test_a_form_that_grew_old(browser: Any, address: str, there: Cast) -> None:
    """Its token no longer fits: the page leads back to itself."""
    desk = at_the_desk(browser, address, "emma")
    customer = browser.new_context(bypass_csp=True).new_page()
    for page, at in ((desk, "/desk/me/"), (customer, "/lost")):
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.goto(f"{address}{at}")
            page.evaluate(
                "for (const one of document.getElementsByName('csrfmiddlewaretoken')) one.value = 'x'"
            )
            page.evaluate("document.querySelector('main form').submit()")
            page.click("text=Open the page again", trial=True)
            assert page.evaluate(SIDEWAYS) <= 0
            open_to_all(page)
            page.click("text=Open the page again")
            assert page.url == f"{address}{at}"
