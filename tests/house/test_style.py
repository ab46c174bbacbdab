"""The page of parts leaves no part out."""

from amends.web.desk.style_samples import sections
from tests.web.test_look import WEB


def test_every_part_is_shown_on_the_page_of_parts() -> None:
    parts = {f"parts/{path.name}" for path in (WEB / "templates" / "parts").glob("*.html")}
    shown = {
        sample.template
        for pages in ("desk", "customer")
        for section in sections(pages)
        for sample in section.samples
    }
    assert len(parts) > 15
    assert parts - shown == set(), "a sample in web/desk/style_samples.py is missing"
