"""The help of the desk: the Markdown of docs/using as pages, with a contents and anchors that its own links lead to.

The texts are found beside the program (`amends/web/help` leads to docs/using), in a clone as in an installed package.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath

from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

from amends.web.context import OWN_NAMES

FOLDER = Path(__file__).resolve().parents[1] / "help"
FIRST = "README"  # the piece with the empty name
_NAME = re.compile(r"(?:[a-z0-9-]{1,40}/){0,3}[A-Za-z0-9-]{1,60}")
OWN_LANGUAGES = {name: code for code, name in OWN_NAMES.items()}
_TEXT_LINK = re.compile(r"(?P<path>[^#:]+)\.md(?:#(?P<anchor>.*))?")


@dataclass(frozen=True)
class Heading:
    """A heading a link may lead to; `level` is 2 or 3. `language` is the code of the one it names in its own word."""

    level: int
    words: str
    anchor: str
    language: str = ""


@dataclass(frozen=True)
class Piece:
    """One page of the help. `html` is safe: markup within the text is shown, not obeyed."""

    name: str
    title: str
    html: str
    headings: tuple[Heading, ...]


def piece(name: str) -> Piece | None:
    """The piece of that name ("lists", "coach/B201"; empty is the first); None where there is none."""
    file = _file(name)
    return _read(file, name, file.stat().st_mtime) if file else None


def pieces() -> list[Piece]:
    """Every piece of the contents, the first one first, the others by title; pieces in folders are led to by theirs."""
    names = [path.stem for path in FOLDER.glob("*.md") if path.stem != FIRST]
    found = [one for one in map(piece, names) if one]
    first = piece("")
    return [*([first] if first else []), *sorted(found, key=lambda one: one.title.casefold())]


def picture(name: str, kind: str) -> Path | None:
    """The file of a picture shown in a piece, by its path without its ending, and that; None where there is none."""
    if kind not in ("png", "webp") or not _NAME.fullmatch(name):
        return None
    file = FOLDER / f"{name}.{kind}"
    return file if file.is_file() else None


def address(name: str, anchor: str = "") -> str:
    url = reverse("desk:help_piece", args=[name]) if name else reverse("desk:help")
    return f"{url}#{anchor}" if anchor else url


def _file(name: str) -> Path | None:
    if name == FIRST or (name and not _NAME.fullmatch(name)):
        return None
    file = FOLDER / f"{name or FIRST}.md"
    return file if file.is_file() else None


@lru_cache(maxsize=128)
def _read(file: Path, name: str, _changed: float) -> Piece:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(file.read_text("utf-8"))
    title = next((words for level, words, _token in _headed(tokens) if level == 1), name)
    headings = tuple(_anchored(tokens))
    _name_languages(tokens, headings)
    folder = PurePosixPath(name).parent
    for token in tokens:
        for child in token.children or ():
            _lead(child, folder)
    return Piece(name, title, reader.renderer.render(tokens, reader.options, {}), headings)


def _headed(tokens: list[Token]) -> Iterator[tuple[int, str, Token]]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(child.content for child in inline.children or () if child.content)
            yield int(token.tag[1]), words, token


def _anchored(tokens: list[Token]) -> Iterator[Heading]:
    """Give each heading below the title the anchor it has on a code host too, so that links in the texts hold in both."""
    taken: set[str] = set()
    for level, words, token in _headed(tokens):
        if level == 1:
            continue
        anchor = plain = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        number = 0
        while anchor in taken:
            number += 1
            anchor = f"{plain}-{number}"
        taken.add(anchor)
        token.attrSet("id", anchor)
        if level <= 3:
            yield Heading(level, words, anchor, OWN_LANGUAGES.get(words, ""))


def _name_languages(tokens: list[Token], headings: tuple[Heading, ...]) -> None:
    """Under a heading that is the own name of a language, quotes are in that language."""
    languages = {heading.anchor: heading.language for heading in headings}
    language = ""
    for token in tokens:
        if token.type == "heading_open":
            language = languages.get(str(token.attrGet("id")), "")
        if language and token.type in ("heading_open", "blockquote_open"):
            token.attrSet("lang", language)


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
