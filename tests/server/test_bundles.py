"""One style sheet and one script for what every page of a kind needs, made of sources that stay apart."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from amends.server import bundles
from tests.cast import assemble
from tests.web.desk import Desk


def sheets(page: str) -> list[str]:
    return [link.attributes["href"] or "" for link in LexborHTMLParser(page).css("link[rel=stylesheet]")]


def test_a_page_asks_for_one_style_sheet(db: None) -> None:
    cast = assemble()
    assert sheets(Desk(cast.emma).get("/desk/")) == ["/static/bundles/desk.css"]
    for address, sheet in (("/policy", "customer"), ("/accounts/login/", "desk"), ("/desk/nowhere/", "desk")):
        assert sheets(Client().get(address).content.decode()) == [f"/static/bundles/{sheet}.css"]


def test_every_page_of_the_desk_begins_with_one_script(db: None) -> None:
    page = LexborHTMLParser(Desk(assemble().emma).get("/desk/"))
    assert [script.attributes["src"] for script in page.css("script")] == ["/static/bundles/desk.js"]


@pytest.mark.parametrize("name", bundles.BUNDLES)
def test_a_bundle_holds_its_sources_whole_and_in_their_order(name: str) -> None:
    text, at = bundles.joined(name), 0
    for source in bundles.BUNDLES[name]:
        for line in lines_of(finders.find(source)):
            at = text.find(line, at) + len(line)
            assert at >= len(line), (source, line)


def lines_of(path: str | None) -> list[str]:
    """What no bundle changes: lines without a comment or a neighbour's address. The fonts may not be made yet."""
    text = Path(path).read_text() if path else ""
    if path and path.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return [line.strip() for line in text.splitlines() if line.strip() and "woff2" not in line]


def test_comments_are_for_whoever_reads_the_sources() -> None:
    assert "/*" not in bundles.joined("bundles/desk.css")


def test_a_changed_source_is_in_the_next_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source, found = tmp_path / "one.css", finders.find
    monkeypatch.setitem(bundles.BUNDLES, "bundles/tried.css", ("amends/one.css",))
    monkeypatch.setattr(
        finders, "find", lambda name: str(source) if name == "amends/one.css" else found(name)
    )
    for rule in (".one { color: red; }", ".two { color: red; }"):
        source.write_text(rule)
        assert Path(found("bundles/tried.css")).read_text() == rule


def test_set_up_names_bundles_by_what_they_hold_and_the_fonts_they_ask_for(
    made_fonts: Path, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.delitem(bundles.BUNDLES, "bundles/desk.js")
    sources = Path(bundles.__file__).parents[1] / "web" / "static" / "amends"
    settings.STATICFILES_DIRS = [("fonts", made_fonts / "pages"), ("amends", sources)]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder",
        "amends.server.bundles.Finder",
    ]
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False)
    for kind in ("desk", "customer"):
        sheet = tmp_path / static(f"bundles/{kind}.css").removeprefix("/static/")
        assert sheet.name != f"{kind}.css" and sheet.with_name(f"{sheet.name}.gz").is_file()
        fonts = re.findall(r'url\("([^"]+woff2)"\)', sheet.read_text())
        assert static("fonts/noto-sans-latin.woff2") in [
            f"/static/{font.removeprefix('../')}" for font in fonts
        ]
        assert all((sheet.parent / font).is_file() for font in fonts)
