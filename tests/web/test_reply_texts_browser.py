"""A text is put in by two slashes, undone, its gap stops the signature and is filled; by keys, and on the phone."""

from typing import Any

import pytest

from amends.people.actor import SYSTEM
from amends.responses import actions
from amends.responses.models import Block, Draft
from tests.cast import Cast
from tests.web.test_composer_browser import SELECTED, decided, picture
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ANSWER = "#block-1 textarea"


def writing(browser: Any, address: str, there: Cast) -> Any:
    for name, kind, words in (
        ("Zásielka", "answer", "Balík {?číslo zásielky} pre {customer_name} sme našli."),
        ("Pripojte fotku", "snippet", "Stačí poslať fotku."),
    ):
        text = {"name": name, "kind": kind, "language": "sk", "text": words}
        actions.add_text(text, by=SYSTEM)
    case = decided(there, "sk")
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    return page


def stands(page: Any, words: str) -> None:
    page.wait_for_function("w => document.querySelector('#block-1 textarea').value === w", arg=words)


def test_by_keys_a_text_is_put_in_undone_filled_and_signed(browser: Any, address: str, there: Cast) -> None:
    page = writing(browser, address, there)
    page.focus(ANSWER)
    page.keyboard.type("Máte pravdu, https://x ")
    assert not page.is_visible("#texts")
    page.keyboard.type("//")
    page.wait_for_selector("#texts [role=option]")
    assert page.evaluate("document.activeElement.id") == "texts-search"
    picture(page, "texts")
    page.keyboard.press("Escape")
    assert not page.is_visible("#texts")
    stands(page, "Máte pravdu, https://x //")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("//")
    page.wait_for_selector("#texts [role=option]")
    page.keyboard.type("FOTKU")
    page.wait_for_function("document.querySelectorAll('#texts [role=option]').length === 1")
    page.keyboard.press("Enter")
    stands(page, "Máte pravdu, https://x Stačí poslať fotku.")
    page.keyboard.press("Control+z")
    stands(page, "Máte pravdu, https://x //")
    page.fill(ANSWER, "Mate pravdu")
    page.keyboard.type("//")
    page.wait_for_selector("#texts [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    stands(page, "Mate pravdu\n\nBalík {?číslo zásielky} pre Zuzana Hrabovská sme našli.")
    assert page.evaluate(SELECTED) == "{?číslo zásielky}"
    page.wait_for_selector("#block-1 .finding.gap")
    assert page.locator("#block-1 .behind mark.gap-u").count() == 1
    picture(page, "texts-gap")
    page.click("text=Ask for a signature")
    page.wait_for_selector(".note.error:has-text('Point 1: číslo zásielky')")
    assert Draft.objects.get().state == "writing"
    for _finding in range(4):  # what the coach has to say of the opening may come before
        page.keyboard.press("Alt+n")
        if page.evaluate(SELECTED) == "{?číslo zásielky}":
            break
    assert page.evaluate(SELECTED) == "{?číslo zásielky}"
    page.keyboard.type("4711")
    page.wait_for_selector("#block-1 .finding.gap", state="detached")
    with page.expect_navigation():
        page.click("text=Ask for a signature")
    assert Draft.objects.get().state == "waiting"
    daniel = at_the_desk(browser, address, "daniel")
    daniel.set_viewport_size({"width": 1440, "height": 900})
    daniel.goto(f"{address}/desk/sign/")
    with daniel.expect_navigation():
        daniel.click("text=Sign only")
    assert Draft.objects.get().state == "signed"
    assert Block.objects.get(kind="answer").text.endswith("Balík 4711 pre Zuzana Hrabovská sme našli.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_the_phone_a_text_goes_after_what_was_chosen(
    browser: Any, address: str, there: Cast, scheme: str
) -> None:
    writing(browser, address, there).close()
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/cases/{Draft.objects.get().case.ref}/reply/")
    page.fill(ANSWER, "Máte pravdu. Koniec.")
    page.evaluate("document.querySelector('#block-1 textarea').setSelectionRange(0, 13)")
    page.click("#block-1 .take-text")
    page.wait_for_selector("#texts [role=option]")
    open_to_all(page)
    picture(page, f"texts-phone-{scheme}")
    page.click("#texts [role=option]:has-text('Pripojte fotku')")
    stands(page, "Máte pravdu. Stačí poslať fotku.Koniec.")
    open_to_all(page)


def test_without_script_a_text_is_chosen_on_a_page(browser: Any, address: str, there: Cast) -> None:
    page = writing(browser, address, there)
    plain = browser.new_context(
        storage_state=page.context.storage_state(),
        java_script_enabled=False,
        viewport={"width": 360, "height": 780},
    ).new_page()
    plain.goto(page.url)
    plain.fill(ANSWER, "Máte pravdu.")
    plain.click("#block-1 .take-text")
    plain.fill("#q", "zasielka")
    plain.keyboard.press("Enter")
    picture(plain, "texts-plain")
    plain.click("text=Put it in")
    assert plain.input_value(ANSWER).startswith("Máte pravdu.\n\nBalík {?číslo zásielky}")
