"""Where somebody sits through a whole day at the desk, at a wide screen or with a phone."""

from typing import Any

import pytest

from tests.stories.sights import DESK, PHONE, Sights

widths = pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])


class Seat:
    """Somebody signed in at the desk, whose every page is looked at."""

    def __init__(self, browser: Any, address: str, name: str, view: dict[str, int]) -> None:
        self.page, self.sights, self.home = browser.new_page(viewport=view), Sights(), f"{address}/desk/"
        self.page.set_default_timeout(15_000)
        self.page.goto(self.home)
        self.look()
        self.page.fill("[name=login]", f"{name}@ternandoak.example")
        self.page.fill("[name=password]", "a long word")
        self.send("button.primary")
        self.page.wait_for_selector("#groups")
        self.look()

    def look(self, name: str = "") -> None:
        self.sights.look(self.page, name)

    def send(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.click(button)

    def go(self, place: str = "") -> None:
        self.page.goto(self.home + place)
        self.look()

    def reads(self, words: str, where: str = "main") -> None:
        self.page.wait_for_selector(f"{where} >> text={words}")

    def is_told(self, words: str) -> None:
        self.page.wait_for_selector(f'.notes .note.done:has-text("{words}")')

    def fill(self, **values: str) -> None:
        """The fields of the page, by name, as their kind is filled: typed, picked or chosen."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]").first
            if field.get_attribute("type") == "radio":
                self.page.check(f"main [name={name}][value='{value}']", force=True)
            elif field.evaluate("f => f.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def opens(self, step: str) -> None:
        """A step of the complaint, by what stands on its button."""
        self.page.click(f"#steps a:has-text('{step}')")
        self.page.wait_for_selector("#doing-it form")
        self.look(step)

    def is_refused(self, words: str, **typed: str) -> None:
        """The page's form, sent as typed, comes back with `words` beside a field and loses nothing typed."""
        self.fill(**typed)
        self.send("main button.primary")
        self.page.wait_for_selector(f'main .why:has-text("{words}")')
        kept = {name: self.page.input_value(f"main [name={name}]") for name in typed}
        assert kept == typed
        self.look("refused")
