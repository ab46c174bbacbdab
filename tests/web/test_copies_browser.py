"""Copies of a complaint in a real browser: open to all, no wider than a phone, words blacked out by selecting them."""

from typing import Any

import pytest

from amends.cases import actions
from amends.cases.models import Case, CaseCopy
from amends.copies.jobs import make_copy
from tests.cast import Cast, complaint
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector('.texts'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


@pytest.fixture
def case(there: Cast) -> Case:
    case = complaint(there, "Moja suseda Oľga to videla, Emma Test bola milá.")
    actions.assign(case, there.emma, by=there.by("daniel"))
    return case


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_copies_are_open_to_all(
    browser: Any, address: str, there: Cast, case: Case, scheme: str
) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/cases/{case.ref}/copy/")
    open_to_all(page)
    page.click("text=Make the PDF")
    page.wait_for_selector("text=Download")
    open_to_all(page)
    page.goto(f"{address}/desk/cases/{case.ref}/copy/redacted/")
    open_to_all(page)


def test_words_are_blacked_out_by_selecting_them(browser: Any, address: str, there: Cast, case: Case) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/copy/redacted/")
    assert page.is_hidden("[data-black]")
    page.fill("#id_reason", "Asked by mail")
    assert page.evaluate(SELECT, "suseda Oľga")
    page.click("[data-black]")
    page.wait_for_selector("mark.black:has-text('suseda Oľga')")
    assert page.input_value("#id_black") == "suseda Oľga"
    assert page.input_value("#id_reason") == "Asked by mail"
    page.check("[name=spare][value='Emma Test']")
    page.click("text=Look again")
    page.wait_for_selector("tr.spared")
    page.click("text=Make the redacted copy")
    with page.expect_download() as taken:
        page.click("text=Download")
    assert taken.value.suggested_filename.endswith("redacted.pdf")
    assert CaseCopy.objects.get().redaction["black"] == ["suseda Oľga"]


def test_a_long_one_appears_by_itself(browser: Any, address: str, there: Cast, case: Case) -> None:
    for name in "abc":
        actions.attach_file(case, f"{name}.txt", "text/plain", b"x", by=there.by("emma"))
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/copy/")
    page.click("text=Make the PDF")
    page.wait_for_selector("progress")
    make_copy.func(copy_id=str(CaseCopy.objects.get().pk))
    page.wait_for_selector("text=Download")


@pytest.mark.parametrize("place", ["copy/", "copy/redacted/", "files/"])
def test_nothing_goes_sideways_on_a_phone(
    browser: Any, address: str, there: Cast, case: Case, place: str
) -> None:
    actions.attach_file(case, "a" * 200 + ".txt", "text/plain", b"x", by=there.by("emma"))
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/desk/cases/{case.ref}/{place}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
