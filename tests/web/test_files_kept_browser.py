"""Files that a customer chose stay chosen: over another language, a form with something to correct, and a page loaded again."""

from typing import Any

import pytest

from amends.cases.models import Case, File
from amends.people.models import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PHOTO = {"name": "crack.txt", "mimeType": "text/plain", "buffer": b"A crack of forty centimetres."}
SECOND = {"name": "bill.txt", "mimeType": "text/plain", "buffer": b"Paid."}


def listed(page: Any) -> list[str]:
    return [line.split(",")[0] for line in page.locator("[data-files-of] li span").all_inner_texts()]


def shows(page: Any, *names: str) -> None:
    page.wait_for_function(
        "n => document.querySelectorAll('[data-files-of] li').length === n", arg=len(names)
    )
    assert listed(page) == list(names)
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == len(names)


def test_in_a_frame_they_stay_when_the_language_changes_and_arrive(browser: Any, address: str) -> None:
    Company.objects.update(embed_origins=["https://shop.example"])
    page = browser.new_context().new_page()
    page.goto(f"{address}/embed?lang=en")
    page.fill("#id_text", "The top has a crack.")
    page.set_input_files("#id_attachments", [PHOTO, SECOND])
    page.locator("details.menu summary").click()
    page.locator("button[name=speak][value=sk]").click()
    page.wait_for_url("**lang=sk")
    shows(page, "crack.txt", "bill.txt")
    assert page.locator("[data-files-lost]").count() == 0
    page.locator("[data-files-of] li button").nth(1).click()
    page.click("button.primary")  # without a name: something to correct
    page.locator("#id_name[aria-invalid=true]").wait_for()
    shows(page, "crack.txt")
    page.fill("#id_name", "Ann Baker")
    page.fill("#id_contact", "ann@example.com")
    page.click("button.primary")
    page.locator(".note.done").wait_for()
    assert [file.name for file in File.objects.filter(case=Case.objects.get())] == ["crack.txt"]
    page.goto(f"{address}/embed?lang=en")
    page.wait_for_timeout(300)
    assert listed(page) == []


def test_on_our_own_page_they_stay_and_may_be_thrown_away(browser: Any, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}/?lang=en")
    page.fill("#id_text", "The top has a crack.")
    page.set_input_files("#id_attachments", [PHOTO])
    page.wait_for_timeout(600)
    page.locator("details.menu summary").click()
    page.locator("button[name=language][value=sk]").click()
    page.wait_for_load_state()
    shows(page, "crack.txt")
    page.locator(".live button").click()
    shows(page)
    page.reload()
    page.wait_for_timeout(300)
    assert listed(page) == []


def test_where_nothing_may_be_kept_the_page_says_that_they_have_to_be_chosen_again(
    browser: Any, address: str
) -> None:
    Company.objects.update(embed_origins=["https://shop.example"])
    context = browser.new_context()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    page = context.new_page()
    page.goto(f"{address}/embed?lang=en")
    page.set_input_files("#id_attachments", [PHOTO])
    page.locator("details.menu summary").click()
    page.locator("button[name=speak][value=sk]").click()
    page.wait_for_url("**lang=sk")
    page.locator("[data-files-lost]").wait_for()
    assert listed(page) == []
