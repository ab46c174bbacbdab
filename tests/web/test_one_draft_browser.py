"""Two people write in one reply, each in their own browser: both see what happened, and nobody's words are lost."""

from typing import Any

import pytest

from amends.cases.models import Case
from amends.responses.models import Block
from tests.cast import Cast
from tests.web.test_composer_browser import decided, picture
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ANSWER = "#block-1 textarea"
DANIELS = "The board was scratched when it left us."
EMMAS = "We are sorry that we sent you a scratched board."


def both_at_the_reply(browser: Any, address: str, there: Cast) -> tuple[Any, Any, Case]:
    case = decided(there, "en")
    pages = []
    for name in ("emma", "daniel"):
        page = at_the_desk(browser, address, name)
        page.goto(f"{address}/desk/cases/{case.ref}/reply/")
        pages.append(page)
    for page, other in zip(pages, ("Daniel", "Emma"), strict=True):  # then both hear of each other
        page.wait_for_selector(f"#here li:has-text('{other} Test')")
    return pages[0], pages[1], case


def answer() -> str:
    return Block.objects.get(kind="answer").text


def stands_at_last(page: Any, text: str) -> None:
    for _try in range(100):
        if answer() == text:
            return
        page.wait_for_timeout(100)
    assert answer() == text


def with_words_unsaved(browser: Any, address: str, there: Cast) -> tuple[Any, Any]:
    """Daniel saved the part in which Emma has words that did not arrive."""
    emma, daniel, _case = both_at_the_reply(browser, address, there)
    held = "**/desk/cases/*/reply/*-*/"
    emma.route(held, lambda route: route.abort())
    emma.locator(ANSWER).type(EMMAS)
    daniel.locator(ANSWER).fill(DANIELS)
    stands_at_last(daniel, DANIELS)
    emma.unroute(held)
    emma.wait_for_selector("#block-1 [data-lost]:has-text('Daniel Test changed this part')")
    sides = emma.inner_text("#block-1 .sides")
    assert EMMAS in sides and DANIELS in sides
    assert emma.input_value(ANSWER) == EMMAS, "nothing is put over what she writes"
    return emma, daniel


def test_both_texts_stand_when_both_are_chosen(browser: Any, address: str, there: Cast, live: None) -> None:
    emma, daniel = with_words_unsaved(browser, address, there)
    emma.locator(ANSWER).press("End")
    emma.locator(ANSWER).type(" Very sorry.")
    assert "Very sorry." in emma.inner_text("#block-1 [data-mine]")
    emma.wait_for_timeout(1500)
    assert answer() == DANIELS, "nothing is overwritten while she has not chosen, also by saving as one types"
    picture(emma, "one-draft-phone")
    open_to_all(emma)
    emma.set_viewport_size({"width": 1440, "height": 900})
    picture(emma, "one-draft")
    emma.click("#block-1 [data-choose=both]")
    both = f"{DANIELS}\n\n{EMMAS} Very sorry."
    emma.wait_for_function("!document.querySelector('[data-lost]')")
    daniel.wait_for_selector("#block-1 [data-told]:has-text('Emma Test changed this part')")
    daniel.click("#block-1 [data-take]")
    assert daniel.input_value(ANSWER) == both
    assert DANIELS in daniel.locator("#block-1 details p").text_content()
    picture(daniel, "one-draft-told-phone")
    open_to_all(daniel)
    assert answer() == both


@pytest.mark.parametrize(("chosen", "stands"), [("mine", EMMAS), ("theirs", DANIELS)])
def test_one_text_stands_by_choice(
    browser: Any, address: str, there: Cast, live: None, chosen: str, stands: str
) -> None:
    emma, daniel = with_words_unsaved(browser, address, there)
    emma.click(f"#block-1 [data-choose={chosen}]")
    emma.wait_for_function("!Object.keys(localStorage).some(key => key.startsWith('amends.keep.'))")
    assert emma.input_value(ANSWER) == answer() == stands
    if chosen == "mine":
        daniel.click("#block-1 [data-take]")
        daniel.click("#block-1 details summary")
        assert daniel.inner_text("#block-1 details p") == DANIELS, "his words are still there to be copied"


def test_a_part_one_does_not_write_in_follows_by_itself_and_nothing_moves(
    browser: Any, address: str, there: Cast, live: None
) -> None:
    emma, daniel, _case = both_at_the_reply(browser, address, there)
    emma.locator("#block-closing textarea").focus()
    where = "document.activeElement.getBoundingClientRect().top"
    before = emma.evaluate(where)
    daniel.locator(ANSWER).fill(DANIELS)
    emma.wait_for_function(f"document.querySelector('{ANSWER}').value === '{DANIELS}'")
    emma.wait_for_selector("#said:has-text('Point 1: Daniel Test changed this part')", state="attached")
    emma.wait_for_timeout(300)
    assert abs(emma.evaluate(where) - before) < 2
    emma.locator(ANSWER).press("End")
    emma.locator(ANSWER).type(" We regret it.")
    daniel.wait_for_selector("#block-1 [data-told]")
    stands_at_last(emma, f"{DANIELS} We regret it.")


def test_what_one_typed_a_moment_ago_is_no_colleagues(browser: Any, address: str, there: Cast) -> None:
    """The save of half a sentence has reached the server, and its answer is still on the way when the whole is sent."""
    case = decided(there, "en")
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    page.wait_for_load_state()

    def answers_late(route: Any) -> None:
        answer = route.fetch()
        page.wait_for_timeout(1500)
        route.fulfill(response=answer)

    page.route("**/desk/cases/*/reply/*-*/", answers_late, times=1)
    with page.expect_request("**/desk/cases/*/reply/*-*/"):
        page.locator(ANSWER).type(EMMAS[:20])
    page.locator(ANSWER).type(EMMAS[20:])
    with page.expect_navigation():
        page.click("[formaction$='/ask/']")
    page.wait_for_selector("main")
    assert not page.locator("[data-lost]").count()
    assert answer() == EMMAS
