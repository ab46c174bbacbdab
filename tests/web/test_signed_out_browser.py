"""The session ends, or the line is gone, in the middle of typing: the words stay, the page says so, and they arrive after all."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session

from amends.cases.models import Case, Message
from amends.responses.models import Block, Draft
from tests.cast import Cast, complaint
from tests.web.test_composer_browser import decided, picture
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TYPED = "We sent you the wrong board, and we are sorry for it."
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('amends.keep.'))"


def signed_in(page: Any, name: str) -> None:
    page.fill("[name=login]", f"{name}@ternandoak.example")
    page.fill("[name=password]", "a long word")
    page.click("button.primary")


def at_the_reply(browser: Any, address: str, there: Cast) -> tuple[Any, Case]:
    case = decided(there, "en")
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    page.wait_for_load_state()
    return page, case


def test_a_reply_survives_the_end_of_the_session(browser: Any, address: str, there: Cast) -> None:
    page, case = at_the_reply(browser, address, there)
    box = page.locator("#block-1 textarea")
    box.type("We sent")
    page.wait_for_function(
        "[...document.querySelectorAll('[id^=was-]')].some(was => was.value === 'We sent')"
    )
    Session.objects.all().delete()
    box.type(TYPED.removeprefix("We sent"))
    page.wait_for_selector("#notice-shown:has-text('You are signed out.')")
    page.wait_for_selector("#saved:has-text('Not saved yet, but kept in this browser.')")
    picture(page, "signed-out-phone")
    open_to_all(page)
    assert Block.objects.get(kind="answer").text == "We sent"
    page.click("#notice-shown a")
    signed_in(page, "emma")
    page.wait_for_url(f"**/desk/cases/{case.ref}/reply/")
    page.wait_for_selector("text=What you typed here earlier is back.")
    assert page.input_value("#block-1 textarea") == TYPED
    page.wait_for_selector("#saved:has-text('Saved at')")
    page.wait_for_function(f"!{KEPT}.length")
    assert Block.objects.get(kind="answer").text == TYPED


def test_signing_in_in_another_window_is_enough(browser: Any, address: str, there: Cast) -> None:
    page, _case = at_the_reply(browser, address, there)
    Session.objects.all().delete()
    page.locator("#block-1 textarea").type(TYPED)
    page.wait_for_selector("#notice-shown")
    other = page.context.new_page()
    other.goto(f"{address}/accounts/login/")
    signed_in(other, "emma")
    other.wait_for_selector("#groups")
    other.close()
    page.wait_for_selector("#notice-shown", state="detached")
    page.wait_for_function(f"!{KEPT}.length")
    assert Block.objects.get(kind="answer").text == TYPED


def test_kept_words_are_shown_to_nobody_else_and_go_with_the_one_who_signs_out(
    browser: Any, address: str, there: Cast
) -> None:
    page, case = at_the_reply(browser, address, there)
    Session.objects.all().delete()
    page.locator("#block-1 textarea").type(TYPED)
    page.wait_for_selector("#notice-shown")
    page.click("#notice-shown a")
    signed_in(page, "daniel")
    page.wait_for_url(f"**/desk/cases/{case.ref}/reply/")
    page.wait_for_load_state()
    assert page.input_value("#block-1 textarea") == ""
    page.goto(f"{address}/accounts/logout/")
    page.click("main button")
    page.wait_for_url("**/accounts/login/")
    assert len(page.evaluate(KEPT)) == 1, "Emma's wait for her"
    signed_in(page, "emma")
    page.wait_for_selector("#groups")
    page.goto(f"{address}/accounts/logout/")
    page.click("main button")
    page.wait_for_url("**/accounts/login/")
    assert page.evaluate(KEPT) == []


def test_words_for_a_reply_that_was_sent_meanwhile_can_be_copied(
    browser: Any, address: str, there: Cast
) -> None:
    page, _case = at_the_reply(browser, address, there)
    Session.objects.all().delete()
    page.locator("#block-1 textarea").type(TYPED)
    page.wait_for_selector("#notice-shown")
    Draft.objects.update(state="sent")
    Case.objects.update(stage="answered")
    page.click("#notice-shown a")
    signed_in(page, "emma")
    page.wait_for_selector("text=What you typed and could not be saved")
    assert page.input_value(".told textarea") == TYPED
    open_to_all(page)
    page.click("text=Throw it away")
    page.wait_for_function(f"!{KEPT}.length")


def test_a_note_on_a_complaint_survives(browser: Any, address: str, there: Cast) -> None:
    case = complaint(there)
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/")
    page.click("#steps a:has-text('Write a note')")
    page.fill("#id_text", TYPED)
    Session.objects.all().delete()
    page.click("#doing-it button.primary")
    page.click("#notice-shown a")
    signed_in(page, "emma")
    page.wait_for_url(f"**/desk/cases/{case.ref}/note/")
    page.wait_for_selector("text=What you typed here earlier is back.")
    assert page.input_value("#id_text") == TYPED
    page.click("#doing-it button.primary")
    page.wait_for_selector(".notes .note.done")
    assert Message.objects.get(kind="note").own_text == TYPED
    page.wait_for_function(f"!{KEPT}.length")


def test_a_complaint_taken_on_the_phone_survives(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/new/")
    page.fill("#id_name", "Jana Malá")
    page.fill("#id_phone", "+421905123456")
    page.fill("#id_title", "Scratched")
    page.fill("#id_problem", TYPED)
    Session.objects.all().delete()
    page.click("button[value=register]")
    page.wait_for_selector("[name=login]")
    signed_in(page, "emma")
    page.wait_for_url("**/desk/new/")
    page.wait_for_selector("text=What you typed here earlier is back.")
    assert page.input_value("#id_problem") == TYPED
    page.click("button[value=register]")
    page.wait_for_selector(".notes .note.done")
    assert Case.objects.get().title == "Scratched"
    page.wait_for_function(f"!{KEPT}.length")


def test_without_a_line_words_wait_and_arrive(browser: Any, address: str, there: Cast) -> None:
    page, _case = at_the_reply(browser, address, there)
    page.context.set_offline(True)
    page.locator("#block-1 textarea").type(TYPED)
    page.wait_for_selector("#notice-shown:has-text('You are offline.')")
    page.wait_for_selector("#saved:has-text('Not saved yet, but kept in this browser.')")
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(False)
    page.wait_for_selector("#saved:has-text('Saved at')")
    page.wait_for_selector("#notice-shown", state="detached")
    page.wait_for_function(f"!{KEPT}.length")
    assert Block.objects.get(kind="answer").text == TYPED
