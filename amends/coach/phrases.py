"""The small language in which the rules' phrases are written, made into regular expressions over folded text.

sorry (that|if) you feel*     alternatives, and a stem with any ending
[so] sorry .. inconvenience   an optional word, and a gap of up to six words (40 characters where words are not spaced)
^ but        only at the start of a sentence; `$` at its end
by <date>    any date or weekday; `<number>` any figure
"""

import re
from collections.abc import Iterable
from functools import cache

from amends.language.dates_in_text import date_pattern
from amends.language.folding import fold

GAP = r"(?:[^\w]+[\w’'-]+){0,6}?[^\w]+"
GAP_WITHOUT_SPACES = r"[^\n]{0,40}?"
NUMBER = r"(?<![\d.,])\d[\d.,  ]{0,14}"  # bounded: a run of figures as long as a book must cost no more than a book
PIECE = re.compile(r"\s*(\.\.|[()|\[\]^$]|<date>|<number>|[^\s()|\[\]^$<>]+)")
UNSPACED = frozenset({"th"})


class Malformed(ValueError):
    """A phrase that is not written in this language; says which and where."""


def matcher(phrases: Iterable[str], lang: str) -> re.Pattern[str] | None:
    """One pattern for all of them, or None when there are none. Raises Malformed."""
    parts = [compiled(phrase, lang).pattern for phrase in phrases]
    return re.compile("|".join(f"(?:{part})" for part in parts)) if parts else None


@cache
def compiled(phrase: str, lang: str) -> re.Pattern[str]:
    """The pattern of one phrase. Raises Malformed."""
    try:
        return re.compile(expression(phrase, lang))
    except re.error as error:
        raise Malformed(f"{phrase!r}: {error}") from error


def expression(phrase: str, lang: str) -> str:
    """The regular expression of one phrase. Raises Malformed."""
    unspaced = lang in UNSPACED
    row = marks(phrase)
    made, rest = _sequence(row, 0, unspaced, lang, phrase)
    if rest != len(row):
        raise Malformed(f"a bracket closes that was not opened: {phrase!r}")
    return made


def marks(phrase: str) -> list[str]:
    """A phrase in its pieces: words, brackets, signs. Raises Malformed."""
    found, at = [], 0
    phrase = phrase.strip()
    while at < len(phrase):
        piece = PIECE.match(phrase, at)
        if piece is None:
            raise Malformed(f"not understood at {phrase[at:]!r}: {phrase!r}")
        if piece.group(1) != ",":  # after a bracket; between words any sign may stand
            found.append(piece.group(1))
        at = piece.end()
    return found


def _sequence(marks: list[str], at: int, unspaced: bool, lang: str, phrase: str) -> tuple[str, int]:
    """Alternatives, each a row of pieces, until the bracket around them closes."""
    alternatives: list[str] = []
    row, glue = "", ""
    between = r"\s*" if unspaced else r"[^\w\n]+"
    while at < len(marks):
        mark = marks[at]
        if mark in ")]":
            break
        if mark == "|":
            alternatives.append(row)
            row, glue, at = "", "", at + 1
            continue
        if mark == "..":
            row, glue, at = row + (GAP_WITHOUT_SPACES if unspaced else GAP), "", at + 1
            continue
        if mark in "([":
            inner, at = _sequence(marks, at + 1, unspaced, lang, phrase)
            if at >= len(marks) or marks[at] != {"(": ")", "[": "]"}[mark]:
                raise Malformed(f"a bracket stays open: {phrase!r}")
            if mark == "[":
                row += f"(?:{glue}(?:{inner}))?" if glue else f"(?:(?:{inner}){between})?"
                at += 1
                continue
            piece = f"(?:{inner})"
        elif mark in "^$":
            row, glue, at = row + (r"^\W*" if mark == "^" else r"\W*$"), "", at + 1
            continue
        else:
            piece = _piece(mark, unspaced, lang)
        row, glue, at = f"{row}{glue}{piece}", between, at + 1
    return "|".join([*alternatives, row]), at


def _piece(mark: str, unspaced: bool, lang: str) -> str:
    if mark == "<date>":
        return date_pattern(lang)
    if mark == "<number>":
        return NUMBER
    text = fold(mark)
    if unspaced:
        return re.escape(text).replace(r"\*", "[^ ]{0,12}?")
    body = re.escape(text).replace(r"\*", r"\w*")
    before = r"(?<!\w)" if text[:1].isalnum() else ""
    after = r"(?!\w)" if text[-1:].isalnum() else ""
    return f"{before}{body}{after}"
