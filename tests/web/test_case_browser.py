"""The page of a complaint in a real browser: names offered while one writes, by keys alone; nobody kept out."""

from typing import Any

import pytest

from amends.cases.actions import attach_file
from amends.cases.models import Case, Message
from tests.cast import Cast, complaint
from tests.copies.rich import png
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(there: Cast) -> Case:
    return complaint(there)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colleague_is_named_by_keys_alone(
    browser: Any, address: str, there: Cast, case: Case, scheme: str
) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/cases/{case.ref}/")
    page.keyboard.press("n")
    page.wait_for_selector("#id_text")
    page.focus("#id_text")
    page.keyboard.type("Mail zuzana@example.com, @da")
    page.wait_for_selector("[role=option][aria-selected=true]:has-text('Daniel Test')")
    listed = page.get_attribute("#id_text", "aria-controls")
    assert page.get_attribute(f"#{listed}", "role") == "listbox"
    assert page.get_attribute("#id_text", "aria-activedescendant") == "mention-1"
    open_to_all(page)
    page.keyboard.press("Enter")
    page.keyboard.type("please. @")
    page.wait_for_selector("#mention-list [role=option]")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#mention-list [aria-selected=true]").startswith("Daniel Test")
    page.keyboard.press("Escape")
    assert page.locator("#mention-list").count() == 0
    page.keyboard.type("\n")
    assert page.input_value("#id_text") == "Mail zuzana@example.com, @Daniel Test please. @\n"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".note.done:has-text('Told: Daniel Test.')")
    assert Message.objects.get(kind="note").notes[0]["told"] == ["Daniel Test"]
    open_to_all(page)


def test_files_are_looked_at_by_keys_and_the_focus_comes_back(
    browser: Any, address: str, there: Cast, case: Case
) -> None:
    by = there.by("emma")
    attach_file(case, "photo.png", "image/png", png(1_600, 900), by=by)
    attach_file(case, "note.txt", "text/plain", b"Left at the gate. " * 400, by=by)
    attach_file(case, "<b>half\u202efdp.pdf", "application/pdf", b"%PDF-1.7", by=by)
    page = at_the_desk(browser, address, "emma", "dark")
    page.goto(f"{address}/desk/cases/{case.ref}/files/")
    page.wait_for_function("document.querySelector('.file img')?.naturalWidth > 0")
    page.wait_for_selector(".file i:has-text('PDF')")
    open_to_all(page)
    page.focus(".file:has-text('photo.png')")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#file-look img')?.naturalWidth > 1000")
    open_to_all(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#file-look pre:has-text('Left at the gate.')")
    open_to_all(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#file-look:has-text('It cannot be shown here.')")
    assert page.inner_text("#file-name") == "<b>halffdp.pdf"
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#file-look pre")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.textContent === 'TXTnote.txt'")
