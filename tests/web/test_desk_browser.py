"""Pages of the desk in a real browser: nobody is kept out, nothing scrolls sideways, and the eye is led to a refusal."""

from typing import Any

import pytest

from amends.cases.actions import note, withdraw
from amends.channels.email import taking
from amends.channels.models import SetAside
from tests.barriers import barriers
from tests.cast import Cast, complaint

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def at_the_desk(browser: Any, address: str, name: str, scheme: str = "light") -> Any:
    view = {"width": 360, "height": 780}
    page = browser.new_context(color_scheme=scheme, viewport=view, bypass_csp=True).new_page()
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", f"{name}@ternandoak.example")
    page.fill("[name=password]", "a long word")
    page.click("button.primary")
    page.wait_for_selector("#groups")
    page.wait_for_load_state()  # the keys are there with the scripts, not with the words
    return page


def open_to_all(page: Any) -> None:
    assert barriers(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mail_put_aside_is_open_to_all(
    browser: Any, address: str, there: Cast, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise RuntimeError("a header that never ends")

    monkeypatch.setattr(taking, "incoming_from", fails)
    monkeypatch.setattr(taking, "receive", fails)
    for _try in range(taking.TRIES):
        taking.take([taking.Letter(b"From: Jana <jana@example.com>\r\n\r\n" + b"x" * 3000, "smtp")])
    page = at_the_desk(browser, address, "ada", scheme)
    open_to_all(page)
    page.click("#groups a:has-text('could not be read')")
    page.click("text=How it begins, as it came")
    page.click("text=It is no complaint")
    open_to_all(page)
    page.click("text=Make a complaint of it by hand")
    page.wait_for_selector("#record")
    assert str(SetAside.objects.get().pk) in page.url
    open_to_all(page)


def test_who_saves_on_an_older_version_is_led_to_what_changed(
    browser: Any, address: str, there: Cast
) -> None:
    case = complaint(there)
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/note/")
    page.fill("#id_text", "She called again.")
    note(case, "It was the wrong colour too.", by=there.by("daniel"))
    page.click("#doing-it button.primary")
    page.wait_for_selector("#doing-it .note.error:focus")
    assert page.input_value("#id_text") == "She called again."
    assert "It was the wrong colour too." in page.inner_text("section.talk")
    open_to_all(page)
    page.click("#doing-it button.primary")
    page.wait_for_selector(".notes .note.done")
    assert "She called again." in page.inner_text("section.talk")


TIGHT = """[...document.querySelectorAll("form[action$='forget/'] > p + p")]
    .filter(p => p.getBoundingClientRect().top - p.previousElementSibling.getBoundingClientRect().bottom < 8)
    .map(p => p.textContent)"""


def test_what_forgetting_takes_and_leaves_is_told_in_paragraphs_apart(
    browser: Any, address: str, there: Cast
) -> None:
    case = complaint(there)
    withdraw(case, "It came after all.", by=there.by("emma"))
    page = at_the_desk(browser, address, "ada")
    page.goto(f"{address}/desk/customers/{case.customer_id}/")
    page.click("summary:has-text('Forget this customer')")
    assert page.locator("form[action$='forget/'] > p:visible").count() == 3
    assert page.evaluate(TIGHT) == []
    open_to_all(page)
