"""Taking one person out of a text that stays: their name in any of its cases, their addresses and numbers."""

import re
from collections.abc import Iterable

from amends.language.names_in_text import Known, NamesInText

ERASED = "—"
DIGITS = 9  # the last ones of a number say whose it is, however its beginning is written
FEWEST_DIGITS = 6


class Unnamed:
    """`spared` are names of others: a part of the name they share is taken out only beside another part."""

    def __init__(self, people: Iterable[Known], contacts: Iterable[str], spared: Iterable[str] = ()) -> None:
        self._names = NamesInText(list(people), list(spared))
        self._contacts = [pattern for value in contacts if (pattern := _pattern(value))]

    def text(self, text: str) -> str:
        for pattern in self._contacts:
            text = pattern.sub(ERASED, text)
        for found in reversed(_apart((each.start, each.end) for each in self._names.find(text))):
            text = f"{text[: found[0]]}{ERASED}{text[found[1] :]}"
        return text

    def names(self, text: str) -> bool:
        """Whether the text names them."""
        return self.text(text) != text


def _pattern(value: str) -> "re.Pattern[str] | None":
    """An address is found as it is written; a number by its last digits, with whatever stands before and between them."""
    value = value.strip()
    digits = re.sub(r"\D", "", value)
    if re.fullmatch(r"[+\d\s()./-]+", value):
        if len(digits) < FEWEST_DIGITS:
            return None
        return re.compile(r"(?:\+|\b)[\d\s()./-]{0,8}?" + r"[\s()./-]*".join(digits[-DIGITS:]) + r"\b")
    return re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE) if len(value) > 3 else None


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
