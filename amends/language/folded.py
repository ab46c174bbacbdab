"""A text in folded form that remembers where each of its characters stood, so that what is found can be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from amends.language.folding import fold

TWO_THAI_SIGNS = frozenset({"\u0e4d\u0e32", "\u0e40\u0e40"})  # typed as two, read and folded as one


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` in folded form; `places[i]` is where its character `i` stands in the original."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original, in characters, from which `text[start:end]` came; never empty."""
        return self.places[start], max(self.places[end - 1], self.places[start]) + 1


@lru_cache(maxsize=8_192)
def _fold_one(character: str) -> str:
    return fold(character)


def folded(text: str) -> Folded:
    """Characters keep their order; one may become none (a combining mark) or several (a ligature)."""
    if text.isascii():
        return Folded(fold(text), range(len(text)))
    if not any(signs in text for signs in TWO_THAI_SIGNS):
        each = [_fold_one(character) for character in text]
        whole = "".join(each)
        if len(whole) == len(text) and "" not in each:  # each became one: the usual case
            return Folded(whole, range(len(text)))
    parts: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        size = 2 if text[at : at + 2] in TWO_THAI_SIGNS else 1
        piece = _fold_one(text[at : at + size])
        parts.append(piece)
        places.extend([at] * len(piece))
        at += size
    return Folded("".join(parts), places)
