"""Every page of the desk and every step has a piece of the help, and each link within it leads somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

from amends.web.desk import help_pieces, help_text
from amends.web.desk import urls as desk
from amends.web.desk.verbs import VERBS


def names() -> list[str]:
    found = []
    for one in desk.urlpatterns:
        found += [inner.name for inner in one.url_patterns] if hasattr(one, "url_patterns") else [one.name]
    return sorted(found)


def there(place: str) -> bool:
    name, _hash, anchor = place.partition("#")
    piece = help_text.piece(name)
    return piece is not None and (not anchor or anchor in {one.anchor for one in piece.headings})


@pytest.mark.parametrize("name", names())
def test_every_page_has_its_piece_of_the_help(name: str) -> None:
    assert name == "case_verb" or name in help_pieces.PAGES, "a line in web/desk/help_pieces.py is missing"
    assert there(help_pieces.place_of(name)), help_pieces.place_of(name)


@pytest.mark.parametrize("step", sorted(VERBS))
def test_every_step_has_its_piece_of_the_help(step: str) -> None:
    assert step in help_pieces.STEPS, "a line in web/desk/help_pieces.py is missing"
    assert there(help_pieces.place_of("case_verb", step))


def test_no_line_is_left_of_what_is_gone() -> None:
    assert set(help_pieces.PAGES) - set(names()) == set()
    assert set(help_pieces.STEPS) - set(VERBS) == set()


def every_piece() -> list[str]:
    named = {str(path.relative_to(help_text.FOLDER).with_suffix("")) for path in help_text.texts()}
    return sorted({"", *(named - {"README"})})


@pytest.mark.parametrize("name", every_piece())
def test_links_within_the_help_lead_somewhere(name: str) -> None:
    piece = help_text.piece(name)
    assert piece is not None
    for href in re.findall(r'href="([^"]+)"', piece.html):
        if not href.startswith(("http:", "https:", "mailto:")):
            url, _hash, anchor = href.partition("#")
            to = url.removeprefix("/desk/help/").rstrip("/") if url else name
            assert there(f"{to}#{anchor}"), (name, href)
    for src in re.findall(r'src="([^"]+)"', piece.html):
        assert help_text.picture(*src.removeprefix("/desk/help/").rsplit(".", 1)), (name, src)


def test_the_book_of_pictures_is_no_help_and_shows_what_is_there() -> None:
    folder = help_text.FOLDER / "pictures"
    shown = re.findall(r"\]\(([^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert shown and [name for name in shown if not (folder / name).is_file()] == []
    assert help_text.piece("pictures/README") is None


def test_an_installed_package_holds_the_texts_and_pictures() -> None:
    root = Path(help_pieces.__file__).resolve().parents[3]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["amends"]
    files = [path for path in help_text.FOLDER.glob("**/*") if path.is_file()]
    assert len(files) > 20
    assert {path.name for path in files if f"**/*{path.suffix}" not in patterns} == set()
