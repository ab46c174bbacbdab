"""The guide in a real browser: steps by key and by tap, in light and dark, on a phone, and what is typed stays."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from amends.web.desk import call_coach
from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("AMENDS_PICTURES")  # a folder, to look at what was drawn


def drawn(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_guide_is_open_to_all(browser: Any, address: str, there: Cast, scheme: str) -> None:
    page = at_the_desk(browser, address, "emma", scheme)
    page.goto(f"{address}/desk/new/")
    assert page.is_visible("#said-1")
    page.click("#step-title-7")
    assert page.is_visible("#said-7")
    assert not page.is_visible("#said-1")
    open_to_all(page)
    drawn(page, f"guide-phone-{scheme}")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#id_problem", "The sofa is torn.")
    page.keyboard.press("Alt+ArrowRight")
    assert page.is_visible("#said-8")
    page.keyboard.press("Alt+i")
    assert page.is_visible("#said-insult")
    assert page.evaluate("document.activeElement.id") == "id_problem"
    page.click("#step-title-3")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/desk/new/guide/**"):
        page.select_option("#id_language", "ro")
    page.wait_for_selector(".phrase[lang=ro] >> visible=true")
    assert page.is_visible("#said-4")
    drawn(page, f"guide-desktop-{scheme}")
    page.wait_for_function(
        "words => Object.values(localStorage).some(kept => kept.includes(words))", arg="The sofa is torn."
    )
    page.reload()
    assert page.input_value("#id_problem") == "The sofa is torn."


def test_what_the_coach_finds_is_put_in_by_one_press_and_comes_by_itself_once_it_has_learnt(
    browser: Any, address: str, there: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = call_coach.is_ready
    monkeypatch.setattr(call_coach, "is_ready", lambda *_given: False)
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/new/")
    page.select_option("#id_language", "sk")
    page.fill("#id_solution", "Je nám ľúto, že máte problém s doskou. Posielame vám novú.")
    page.wait_for_selector("#findings-solution [role=status]")
    monkeypatch.setattr(call_coach, "is_ready", ready)
    page.wait_for_selector("#findings-solution .finding.stop")
    assert not page.is_visible("#findings-solution [role=status]")
    under, words = (
        page.locator(".written .behind").bounding_box(),
        page.locator("#id_solution").bounding_box(),
    )
    assert under == words  # what is underlined lies under what is typed, letter by letter
    drawn(page, "guide-underlined")
    page.focus("#id_solution")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Do piatku.")
    page.hover("#findings-solution [data-puts]")
    with page.expect_response("**/desk/new/coach/"):
        page.mouse.down()  # leaving the field saves it; the answer comes before the button is let go
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    page.mouse.up()
    drawn(page, "guide-findings")
    assert page.input_value("#id_solution").startswith("Ospravedlňujem sa, že sme […].")


def test_a_simple_complaint_is_taken_by_keys_alone_in_less_than_a_minute(
    browser: Any, address: str, there: Cast
) -> None:
    """At three keys a second, slower than anybody types while listening, it takes less than a minute."""
    page, pressed = at_the_desk(browser, address, "emma"), 0
    page.set_viewport_size({"width": 1440, "height": 900})

    def press(*keys: str) -> None:
        nonlocal pressed
        for key in keys:
            page.keyboard.press(key)
            pressed += 1

    def write(words: str) -> None:
        nonlocal pressed
        page.keyboard.type(words)
        pressed += len(words)

    press("c")
    page.wait_for_selector("#id_name:focus")
    page.wait_for_load_state()
    write("Ioana Munteanu")
    press("Tab")
    write("0905123456")
    press("Alt+2")
    write("The lamp came without its shade, and the shop was closed on Saturday.")
    press("Alt+4", *["ArrowRight"] * 7, "Tab")
    write("15")
    press("Tab")
    write("Voucher for a shade, sent today.")
    with page.expect_navigation():
        press("Alt+s")
    assert "Registered and solved on the spot." in page.inner_text(".notes")
    assert pressed < 3 * 60, pressed


def test_the_call_survives_a_reload_with_its_points_and_its_clock(
    browser: Any, address: str, there: Cast
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.clock.install()
    page.goto(f"{address}/desk/new/")
    page.clock.run_for(75_000)
    assert page.inner_text("#talking") == "01:15"
    page.fill("#id_name", "Ioana Munteanu")
    page.focus("#points input")
    page.keyboard.type("Where is the money?")
    page.keyboard.press("Enter")
    page.keyboard.type("Why did nobody call?")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    assert page.evaluate("document.activeElement.name") == "point-2"
    assert page.inner_text("#points-count") == "2"
    page.clock.run_for(7_000)
    assert re.fullmatch(r"Kept in this browser [67] seconds ago", page.inner_text("#kept"))
    page.reload()
    page.clock.run_for(1_000)
    points = page.locator("#points input")
    assert [one.input_value() for one in points.all()] == ["Where is the money?", "Why did nobody call?"]
    assert page.inner_text("#talking") in ("01:22", "01:23", "01:24")
    assert page.inner_text("h1") == "On the phone with Ioana Munteanu"
    drawn(page, "call-phone-points")
    open_to_all(page)


def test_nothing_is_lost_when_the_line_is_gone_as_one_sends(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "peter")
    page.goto(f"{address}/desk/new/")
    page.fill("#id_name", "Ioana Munteanu")
    page.fill("#id_phone", "0905123456")
    page.fill("#id_problem", "The sofa is torn.")
    page.context.set_offline(True)
    page.click("#pauses")
    page.wait_for_selector("#notice-shown[data-name=offline]")
    assert page.input_value("#id_problem") == "The sofa is torn."
    page.context.set_offline(False)
    said = page.inner_text("#pauses")
    assert said.startswith("Pause until ")
    assert said.endswith("11:00")
    page.click("#pauses")
    page.wait_for_selector(".note.done:has-text('It comes back to Today')")
    page.goto(f"{address}/desk/new/")
    assert page.input_value("#id_problem") == ""


def test_the_coachs_wording_is_one_key_away_on_the_phone_too(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/new/")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#id_solution", "I call her tomorrow. Please calm down.")
    page.wait_for_selector("#findings-solution .finding")
    assert page.locator(".behind mark").count() == 1
    drawn(page, "call-coach")
    page.keyboard.press("Alt+Enter")
    page.wait_for_selector("#findings-solution:not(:has(.finding))", state="attached")
    assert page.input_value("#id_solution") == "I call her tomorrow."
