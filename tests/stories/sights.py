"""What is looked at on every page of a day: nothing scrolls sideways, and nobody is kept out in light or in dark."""

from typing import Any
from urllib.parse import urlsplit

from tests.barriers import barriers

PHONE = {"width": 360, "height": 780}
DESK = {"width": 1280, "height": 800}
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
WIDEST = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth)
    .map(e => e.outerHTML.slice(0, 90)).slice(-3)"""


class Sights:
    """Looks at each kind of page once; a second look at the same address asks for the width alone."""

    def __init__(self, copies: Any = None) -> None:
        """`copies`, a page with script, for a visitor without."""
        self.seen: set[str] = set()
        self.copies = copies

    def look(self, page: Any, name: str = "") -> None:
        """`name` tells apart what stands under one address: a form before and after its refusal."""
        place = f"{urlsplit(page.url).path} {name}"
        assert page.evaluate(SIDEWAYS) <= 0, f"{place}: {page.evaluate(WIDEST)}"
        if place not in self.seen:
            self.seen.add(place)
            open_to_all(self.copy_of(page) if self.copies else page)

    def copy_of(self, page: Any) -> Any:
        """The same page where scripts may run: what looks for barriers is one itself. The page's own stay away."""
        copy = self.copies
        copy.unroute_all()
        copy.route("**/*.js", lambda asked: asked.abort())
        copy.route(page.url, lambda asked: asked.fulfill(body=page.content(), content_type="text/html"))
        copy.goto(page.url)
        return copy


def open_to_all(page: Any) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        told = barriers(page)
        assert told == [], f"{page.url} in {scheme}: {told}"
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
