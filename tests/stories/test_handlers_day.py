"""A handler's whole day without a mouse: only keys are pressed, from signing in to Today once more."""

from typing import Any

import pytest

from amends.cases import actions
from amends.cases.search_index import index_cases
from amends.people.actor import SYSTEM
from amends.responses.actions import add_text
from amends.responses.models import Block, Draft
from tests.cast import Cast, complaint, customer
from tests.stories.sights import DESK, Sights

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BAD = "Je nám ľúto, že máte problém s doskou. Posielame vám novú."
FACT = "poslali poškriabanú dosku"
PREPARED = "Stačí poslať fotku."


class Keyboard:
    """A browser of which only the keys are within reach."""

    def __init__(self, browser: Any, address: str) -> None:
        self.page, self.sights = browser.new_page(viewport=DESK), Sights()
        self.page.set_default_timeout(15_000)
        self.page.goto(f"{address}/desk/")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def sees(self, what: str) -> None:
        """With its scripts: what is pressed before they are there is pressed in vain."""
        self.page.wait_for_selector(what)
        self.page.wait_for_load_state()

    def look(self, name: str = "") -> None:
        self.sights.look(self.page, name)

    def tab_to(self, what: str) -> None:
        """On with Tab until what is wanted has the focus, as far as a page can be long."""
        for _ in range(120):
            if self.page.evaluate("what => document.activeElement.matches(what)", what):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never leads to {what} on {self.page.url}")

    def opens(self, key: str) -> None:
        """The step of this key, which stands on the complaint."""
        self.sees(f"[data-key='{key}'] >> visible=true")
        self.press(key)
        self.sees("#doing-it form")
        self.look()

    def does(self) -> None:
        """What the open step asks is sent, and the page says that it is done."""
        with self.page.expect_navigation():
            self.press("Control+Enter")
        self.sees(".notes .note.done")
        self.look("done")


def two_complaints(there: Cast) -> list[str]:
    """One of Zuzana and one of Ján, both Emma's."""
    cases = [complaint(there), complaint(there, customer=customer("Ján Kováč", "jan@example.com"))]
    for case in cases:
        actions.assign(case, there.emma, by=there.by("daniel"))
    index_cases([case.pk for case in cases])
    text = {"name": "Pripojte fotku", "kind": "snippet", "language": "sk", "text": PREPARED}
    add_text(text, by=SYSTEM)
    return [case.ref for case in cases]


def test_a_day_by_keys_alone(browser: Any, address: str, there: Cast) -> None:
    first, second = two_complaints(there)
    emma = Keyboard(browser, address)
    page = emma.page
    emma.tab_to("[name=login]")
    emma.write("emma@ternandoak.example")
    emma.tab_to("[name=password]")
    emma.write("a long word")
    emma.press("Enter")
    emma.sees("#groups .row")
    emma.look()

    emma.press("k")
    while first not in page.evaluate("document.activeElement.href || ''"):
        before = page.evaluate("document.activeElement.href")
        emma.press("j")
        assert page.evaluate("document.activeElement.href") != before, "j leads no further"
    emma.press("Enter")
    page.wait_for_url(f"**/desk/cases/{first}/**")
    emma.sees("main.case")
    emma.look("complaint")
    emma.opens("a")
    emma.tab_to("#doing-it [name=what]")
    emma.write("The top came scratched")
    emma.does()
    emma.opens("e")
    emma.tab_to("#doing-it [name=essence]")
    emma.write("The top is scratched")
    for choice in ("state", "severity", "route"):
        emma.tab_to(f"#doing-it [name={choice}]")
        emma.press("Space")
    emma.does()
    emma.opens("d")
    emma.tab_to("#doing-it [name=verdict]")
    emma.press("Space")
    emma.tab_to("#doing-it [name=reason]")
    emma.write("The photo shows it.")
    emma.does()

    emma.press("r")
    emma.sees("form#reply")
    emma.press("Alt+1")
    emma.sees("#block-1 textarea:focus")
    emma.write(BAD)
    emma.sees("#block-1 .finding.stop")
    emma.look("finding")
    with page.expect_navigation():
        emma.press("Alt+Enter")
    emma.sees("#block-1 textarea:focus")
    emma.write(FACT)
    page.wait_for_selector("#block-1 .finding.stop", state="detached")
    emma.press("Control+End")
    emma.write(" //")
    emma.sees("#texts [role=option]")
    emma.look("texts")
    emma.write("fotku")
    page.wait_for_function("document.querySelectorAll('#texts [role=option]').length === 1")
    emma.press("Enter")
    page.wait_for_function("w => document.activeElement.value?.includes(w)", arg=PREPARED)
    emma.tab_to("[formaction$='/ask/']")
    with page.expect_navigation():
        emma.press("Enter")
    emma.sees(".notes .note.done")
    assert Draft.objects.get().state == "waiting"
    answer = Block.objects.get(kind="answer").text
    assert FACT in answer and PREPARED in answer

    emma.press("Control+k")
    emma.sees("#palette [role=option]")
    emma.look("palette")
    emma.write("kovac")
    emma.sees("#palette [aria-selected=true]:has-text('Ján Kováč')")
    emma.press("ArrowDown", "Enter")
    page.wait_for_url(f"**/desk/cases/{second}/")
    emma.look()
    emma.press("?")
    emma.sees("#keys-all[open]")
    emma.look("keys")
    emma.press("Escape")
    page.wait_for_selector("#keys-all", state="hidden")
    emma.press("g", "t")
    emma.sees("main.today h1")
    assert page.url.endswith("/desk/")
