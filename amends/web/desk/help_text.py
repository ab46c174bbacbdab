"""The help of the desk: the Markdown of docs/using as pages, with a contents and anchors that its own links lead to.

The texts are found beside the program (`amends/web/help` leads to docs/using), in a clone as in an installed package.
They are English; `help_words` has the other languages, block by block. Anchors are those of the English headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath

from django.urls import reverse
from django.utils.translation import get_language
from markdown_it.token import Token

from amends.language.sorting import sort_key
from amends.web.desk import help_blocks, help_words

FOLDER = Path(__file__).resolve().parents[1] / "help"
FIRST = "README"  # the piece with the empty name
_NAME = re.compile(r"(?:[a-z0-9-]{1,40}/){0,3}[A-Za-z0-9-]{1,60}")
_NOT_HELP = "pictures"  # drawn for the project's own pages
_TEXT_LINK = re.compile(r"(?P<path>[^#:]+)\.md(?:#(?P<anchor>.*))?")


@dataclass(frozen=True)
class Heading:
    """A heading a link may lead to; `level` is 2 or 3. `language` is its code where that is not the page's."""

    level: int
    words: str
    anchor: str
    language: str = ""


@dataclass(frozen=True)
class Piece:
    """One page of the help. `html` is safe: markup within the text is shown, not obeyed.

    `language` is that of the title where it is not the page's.
    """

    name: str
    title: str
    html: str
    headings: tuple[Heading, ...]
    language: str = ""


def piece(name: str) -> Piece | None:
    """The piece of that name ("lists", "coach/B201"; empty is the first); None where there is none."""
    file = _file(name)
    return _read(file, name, _language(), file.stat().st_mtime) if file else None


def texts() -> list[Path]:
    """Every text of the help."""
    return sorted(path for path in FOLDER.rglob("*.md") if path.parent != FOLDER / _NOT_HELP)


def pieces() -> list[Piece]:
    """Every piece of the contents, the first one first, the others by title; pieces in folders are led to by theirs."""
    names = [path.stem for path in FOLDER.glob("*.md") if path.stem != FIRST]
    found = [one for one in map(piece, names) if one]
    first = piece("")
    language = _language()
    return [*([first] if first else []), *sorted(found, key=lambda one: sort_key(one.title, language))]


def picture(name: str, kind: str) -> Path | None:
    """The file of a picture shown in a piece, by its path without its ending, and that; None where there is none."""
    if kind not in ("png", "webp") or not _NAME.fullmatch(name):
        return None
    file = FOLDER / f"{name}.{kind}"
    return file if file.is_file() else None


def address(name: str, anchor: str = "") -> str:
    url = reverse("desk:help_piece", args=[name]) if name else reverse("desk:help")
    return f"{url}#{anchor}" if anchor else url


def rule_address(code: str) -> str:
    """Where the page of a coach's rule is, by its code."""
    return address(f"coach/{code}")


def _language() -> str:
    return get_language() or help_words.SOURCE


def _file(name: str) -> Path | None:
    if name == FIRST or name.startswith(f"{_NOT_HELP}/") or (name and not _NAME.fullmatch(name)):
        return None
    file = FOLDER / f"{name or FIRST}.md"
    return file if file.is_file() else None


@lru_cache(maxsize=512)
def _read(file: Path, name: str, language: str, _changed: float) -> Piece:
    tokens = help_blocks.parsed(file.read_text("utf-8"))
    _anchor(tokens)
    help_words.translate(tokens, language)
    tokens = help_blocks.own_first(tokens, language)
    headings = [_heading(opened, inline) for opened, inline in _headed(tokens)]
    title = next((one for one in headings if one.level == 1), Heading(1, name, ""))
    folder = PurePosixPath(name).parent
    for token in tokens:
        for child in token.children or ():
            _lead(child, folder)
    html = help_blocks.READER.renderer.render(tokens, help_blocks.READER.options, {})
    return Piece(name, title.words, html, tuple(h for h in headings if 1 < h.level <= 3), title.language)


def _headed(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    return ((opened, inline) for opened, inline in pairwise(tokens) if opened.type == "heading_open")


def _heading(opened: Token, inline: Token) -> Heading:
    language = help_words.SOURCE if inline.meta.get("english") else opened.attrGet("lang")
    return Heading(int(opened.tag[1]), _words(inline), str(opened.attrGet("id") or ""), str(language or ""))


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.content)


def _anchor(tokens: list[Token]) -> None:
    """Give each heading below the title the anchor it has on a code host too, so that links in the texts hold in both."""
    taken: set[str] = set()
    for opened, inline in _headed(tokens):
        if opened.tag == "h1":
            continue
        anchor = plain = re.sub(r"[^\w\- ]", "", _words(inline).lower()).replace(" ", "-")
        number = 0
        while anchor in taken:
            number += 1
            anchor = f"{plain}-{number}"
        taken.add(anchor)
        opened.attrSet("id", anchor)


def _lead(token: Token, folder: PurePosixPath) -> None:
    """Links between the texts lead to their pages; one that leaves docs/using is only its words."""
    if token.type == "image":
        path, _dot, kind = str(token.attrGet("src")).rpartition(".")
        token.attrSet("src", reverse("desk:help_picture", args=[_within(folder, path) or "none", kind]))
        token.attrSet("loading", "lazy")
    if token.type != "link_open":
        return
    href = str(token.attrGet("href"))
    if link := _TEXT_LINK.fullmatch(href):
        name = _within(folder, link["path"])
        token.attrs.pop("href")
        if name is not None:
            token.attrSet("href", address("" if name == FIRST else name, link["anchor"] or ""))


def _within(folder: PurePosixPath, path: str) -> str | None:
    """A path as written in a text, from docs/using on; None where it leads out of it."""
    parts: list[str] = [part for part in folder.parts if part != "."]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
