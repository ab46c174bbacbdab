"""Many phrases looked for in a sentence at once: only those are tried of which a word that must be there is there."""

from collections.abc import Iterable
from functools import cache

from amends.coach.phrases import compiled, marks
from amends.language.folding import fold

MANY = 12  # a phrase that begins with one of more words than this is better known by another part of it


class PhraseSearch:
    """Finds what one expression of all phrases would find. Each is made when it is first tried: most never are."""

    def __init__(self, phrases: Iterable[str], lang: str) -> None:
        self._phrases = tuple(phrases)
        self._lang = lang
        asked: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, phrase in enumerate(self._phrases):
            needed = needles(phrase)
            for needle in needed or ():
                asked.setdefault(needle, []).append(number)
            if not needed:
                self._always.append(number)
        self._asked = list(asked.items())

    def search(self, folded: str) -> tuple[int, int] | None:
        """The first place, in characters of the folded text; of several phrases that begin there the first one's."""
        if not self._phrases:
            return None
        worth = {number for needle, numbers in self._asked if needle in folded for number in numbers}
        best: tuple[int, int, int] | None = None
        for number in sorted(worth.union(self._always)):
            match = compiled(self._phrases[number], self._lang).search(folded)
            if match is not None and (best is None or match.start() < best[0]):
                best = (match.start(), match.end(), number)
        return None if best is None else best[:2]


@cache
def needles(phrase: str) -> frozenset[str]:
    """Pieces of text of which at least one stands in whatever a phrase matches; none if that cannot be said."""
    return _needed(marks(phrase), 0)[0]


def _needed(row: list[str], at: int) -> tuple[frozenset[str], int]:
    """Of the alternatives from `at` on until their bracket closes."""
    alternatives: list[frozenset[str]] = []
    best: frozenset[str] = frozenset()
    while at < len(row) and row[at] not in ")]":
        mark = row[at]
        if mark == "|":
            alternatives.append(best)
            best = frozenset()
        elif mark in "([":
            inner, at = _needed(row, at + 1)
            best = _rarer(best, inner if mark == "(" else frozenset())
        elif mark[0] not in "^$<" and mark != "..":
            best = _rarer(best, frozenset({max(fold(mark).split("*"), key=len)}) - {""})
        at += 1
    alternatives.append(best)
    return (frozenset().union(*alternatives) if all(alternatives) else frozenset()), at


def _rarer(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Which of two sets, of each of which something must be there, is there more seldom: the one of longer pieces."""
    return max(one, other, key=_worth)


def _worth(needed: frozenset[str]) -> tuple[bool, int, int]:
    return bool(needed) and len(needed) <= MANY, min(map(len, needed), default=0), -len(needed)
