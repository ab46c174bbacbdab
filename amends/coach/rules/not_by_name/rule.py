"""T507: a salutation with the customer's name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.folding import fold
from amends.language.marking import _
from amends.language.names_in_text import same_name

OPENING_LINES = 3
TITLED = (
    "mr mrs ms miss dr prof ing mgr bc pan pani kungs kundze г-н г-жа dl dna domnul doamna คุณ นาย นาง นางสาว"
)
TITLES = frozenset(TITLED.split())


@dataclass(frozen=True, kw_only=True)
class ByName(Rule):
    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        names = (
            [part for part in re.findall(r"[^\W\d_]+", fold(known.customer_name)) if part not in TITLES]
            if known
            else []
        )
        if not names or not reply.lines:
            return
        opening = [reply.own[start:end] for start, end in reply.lines[:OPENING_LINES]]
        if not any(addresses(line[:160], names, reply.lang) for line in opening):
            yield Place(*reply.lines[0])


def addresses(line: str, names: list[str], lang: str) -> bool:
    folded = fold(line)
    if lang == "th":
        return any(len(name) > 1 and name in folded for name in names)
    words = re.findall(r"[^\W\d_]+", folded)
    return any(
        same_name(word, name) or (len(name) > 3 and vocative(word, name)) for word in words for name in names
    )


def vocative(word: str, name: str) -> bool:
    """A stem that changes inside: Bērziņš, Bērziņa; Petar, Petre; Kováč, Kováčová has its own name."""
    return word[: len(name) - 1] == name[: len(name) - 1] and abs(len(word) - len(name)) <= 3


RULE = ByName(
    code="T507",
    folder="not_by_name",
    name=_("by name"),
    message=_("Address the customer by name."),
    source="002.2, 003.3",
)
