"""The settings in a real browser: open to all in light and dark, and the public page follows what is typed."""

from typing import Any

import pytest

from amends.channels.mailboxes import add_mailbox
from amends.people.actions import create_key
from amends.people.actor import SYSTEM
from amends.people.models import Company, Staff
from amends.responses.actions import add_text
from tests.cast import Cast
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


CUT_OFF = """[...document.querySelectorAll("main select")].flatMap(select => {
    const style = getComputedStyle(select), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return [...select.options].filter(one => pen.measureText(one.text).width > room).map(one => one.text);
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_open_to_all(browser: Any, address: str, there: Cast, scheme: str) -> None:
    box = add_mailbox("complaints@firm.example", by=SYSTEM)
    create_key("shop", ["complaints:read"], by=SYSTEM)
    words = {"name": "Hello", "kind": "opening", "language": "en", "text": "Dear {customer_name}, {?why}"}
    text = add_text(words, by=SYSTEM)
    page = at_the_desk(browser, address, "ada", scheme)
    open_to_all(page)
    places = ["", "first_day/", "company/", "teams/", f"teams/{there.team.pk}/", "staff/", "staff/new/"]
    places += [
        f"staff/{there.emma.pk}/",
        "mailboxes/",
        "mailboxes/new/",
        f"mailboxes/{box.pk}/",
        "procedure/",
    ]
    places += ["remedies/", "programs/", "programs/key/", "programs/webhook/", "retention/"]
    places += ["texts/", "texts/new/", f"texts/{text.pk}/"]
    for place in places:
        page.goto(f"{address}/desk/settings/{place}")
        open_to_all(page)


def test_no_choice_of_a_mailbox_is_cut_off_on_a_phone(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "ada")
    for language in ("en", "sk", "th", "lv", "bg", "ro"):
        Staff.objects.filter(pk=there.ada.pk).update(language=language)
        page.goto(f"{address}/desk/settings/mailboxes/new/")
        assert page.evaluate(CUT_OFF) == [], language


def test_a_refusal_is_led_to_and_keeps_what_was_typed(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "ada")
    page.goto(f"{address}/desk/settings/company/")
    page.fill("#id_email", "nobody")
    page.fill("#id_phone", "+421 2 5555")
    page.click("main button.primary")
    page.wait_for_selector("#id_email[aria-invalid=true]")
    assert page.input_value("#id_phone") == "+421 2 5555"
    open_to_all(page)


def test_the_public_page_follows_what_is_typed(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "ada")
    strict = browser.new_context(
        storage_state=page.context.storage_state(), viewport={"width": 1440, "height": 900}
    )
    page = strict.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    page.goto(f"{address}/desk/settings/procedure/")
    page.fill("#id_final_complex_n", "8")
    page.press("#id_final_complex_n", "Tab")
    page.wait_for_selector("#public mark:has-text('8')")
    assert page.eval_on_selector("#public mark", "m => m.getBoundingClientRect().top < innerHeight")
    assert page.evaluate("scrollY") == 0
    assert page.is_visible("#id_final_complex_n.ch")
    assert not page.query_selector("#id_final_simple_n.ch")
    page.click("#public button[lang=sk]")
    page.wait_for_selector("#public article[lang=sk] mark")
    page.fill("#id_interim_n", "4")
    page.press("#id_interim_n", "Tab")
    page.wait_for_selector("#public mark >> nth=1")
    assert page.get_attribute("#public article", "lang") == "sk"
    assert Company.objects.get().procedures == []
    page.click("button[name=publish]")
    page.wait_for_selector(".notes .note.done")
    figures = Company.objects.get().procedures[0]["figures"]["clocks"]
    assert (figures["plan:final:complex"], figures["plan:interim"]) == (
        [8, "working_days"],
        [4, "working_days"],
    )
    assert wrong == []


def test_a_variable_goes_in_at_the_cursor_and_the_preview_follows(
    browser: Any, address: str, there: Cast
) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/settings/texts/new/")
    page.fill("#id_name", "Mine")
    page.fill("#id_text", "Dear !")
    page.evaluate("document.querySelector('#id_text').setSelectionRange(5, 5)")
    page.click("[data-inserts='{customer_name}']")
    assert page.input_value("#id_text") == "Dear {customer_name}!"
    page.wait_for_selector(".sample:has-text('Dear Olivia Grant!')")
    page.keyboard.type("{?greeting}")
    page.wait_for_selector(".sample mark:has-text('greeting')")
    page.click("main button.primary")
    page.wait_for_selector(".notes .note.done")
    assert page.input_value("#id_text") == "Dear {customer_name}{?greeting}!"
