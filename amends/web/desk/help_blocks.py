"""What a text of the help is made of: the blocks that are words to translate, and the examples that never are.

Pure: `scripts/catalogue` collects by it what translators get, and the desk shows by it what they made.
"""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from amends.coach.catalogue import rules
from amends.language.own_names import ENGLISH_NAMES, OWN_NAMES

READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_OWN = {name: code for code, name in OWN_NAMES.items()}
_ENGLISH = {name: code for code, name in ENGLISH_NAMES.items()}
_CODE_OR_TARGET = re.compile(r"`[^`]*`|(?<=\])\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE_CODE = re.compile(r"[A-Z]\d{3} ")


def parsed(text: str) -> list[Token]:
    """The tokens of a text; what is written in a language of its own bears that as `lang`."""
    tokens = READER.parse(text)
    _mark_quotes(tokens)
    _mark_rows(tokens)
    return tokens


def within(text: str) -> list[Token]:
    """The tokens within one block."""
    return READER.parseInline(text)[0].children or []


def wording(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Every block of words for people, with its Markdown on one line, by which translations are kept."""
    example: int | None = None  # how deep the example lies that is being read
    for token in tokens:
        if example is not None:
            if token.nesting == -1 and token.level == example:
                example = None
        elif token.attrGet("lang"):
            example = token.level
        elif token.type == "inline" and _WORD.search(_CODE_OR_TARGET.sub("", token.content)):
            yield token, " ".join(token.content.split())


def said_by_coach(words: str) -> tuple[str, str] | None:
    """Where a block is but the name or message of a rule: the code before it, and the words the interface has for it."""
    code = found[0] if (found := _RULE_CODE.match(words)) else ""
    rest = words.removeprefix(code)
    return (code, rest) if rest in _words_of_coach() else None


def own_first(tokens: list[Token], language: str) -> list[Token]:
    """Of sections or rows that stand side by side, one a language, the reader's own comes first."""
    for side_by_side in (_sections, _rows):
        spans = side_by_side(tokens)
        for number, (start, end, spoken) in enumerate(spans):
            if spoken != language:
                continue
            first = start
            for before, its_end, other in reversed(spans[:number]):
                if its_end != first or not other:
                    break
                first = before
            tokens = [*tokens[:first], *tokens[start:end], *tokens[first:start], *tokens[end:]]
    return tokens


@cache
def _words_of_coach() -> frozenset[str]:
    return frozenset(words for rule in rules() for words in (rule.name, rule.message))


def _mark_quotes(tokens: list[Token]) -> None:
    """Under a heading that is the own name of a language, quotes are in that language."""
    for start, end, language in _sections(tokens, _OWN):
        for token in tokens[start:end] if language else ():
            if token.type in ("heading_open", "blockquote_open"):
                token.attrSet("lang", language)


def _mark_rows(tokens: list[Token]) -> None:
    """A row that begins with the name of a language goes on in it."""
    for start, end, _language in _rows(tokens):
        cells = [number for number in range(start, end) if tokens[number].type == "td_open"]
        language = _ENGLISH.get(tokens[cells[0] + 1].content) if cells else None
        for number in cells[1:] if language else ():
            tokens[number].attrSet("lang", language or "")


def _sections(tokens: list[Token], names: dict[str, str] | None = None) -> list[tuple[int, int, str]]:
    """Where each section of the second level begins and ends, and its language by `names` or by its mark."""
    heads = [
        n for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag in ("h1", "h2")
    ]
    return [
        (start, end, names.get(tokens[start + 1].content, "") if names else _lang(tokens[start]))
        for start, end in zip(heads, [*heads[1:], len(tokens)], strict=True)
    ]


def _rows(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """Where each row of a table begins and ends, and the language it is in."""
    ends = (number + 1 for number, token in enumerate(tokens) if token.type == "tr_close")
    starts = (number for number, token in enumerate(tokens) if token.type == "tr_open")
    return [
        (start, end, next((lang for token in tokens[start:end] if (lang := _lang(token))), ""))
        for start, end in zip(starts, ends, strict=True)
    ]


def _lang(token: Token) -> str:
    return str(token.attrGet("lang") or "")
