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
SOFT = {"t": "s", "d": "z", "b": "bj", "p": "pj", "m": "mj", "v": "vj"}
THAI = re.compile(r"[\u0e01-\u0e4e]")
THAI_CALLED = re.compile(r"(?:คุณ|นาย|นางสาว|นาง)\s*(?!ลูกค้า|ผู้|ท่าน|สมาชิก|แม่|พ่อ|พี่|ครู|หมอ)([\u0e01-\u0e4e]{2,})")
TITLES = frozenset(TITLED.split())


@dataclass(frozen=True, kw_only=True)
class ByName(Rule):
    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        names = parts_of(known.customer_name) if known else []
        if not names or not reply.lines:
            return
        opening = [reply.own[start:end] for start, end in reply.lines[:OPENING_LINES]]
        if not any(addresses(line[:160], names, reply.lang) for line in opening):
            yield Place(*reply.lines[0])


def parts_of(name: str) -> list[str]:
    """Without titles, folded; signs above and below a Thai letter belong to it."""
    found = re.findall(r"[^\W\d_\u0e00-\u0e7f]+|[\u0e01-\u0e4e]+", fold(name))
    return [part for part in found if part not in TITLES]


def addresses(line: str, names: list[str], lang: str) -> bool:
    if lang == "th":
        return addresses_in_thai(fold(line), names)
    if lang == "lv":
        names = [*names, *(form for name in names for form in softened(name))]
    words = re.findall(r"[^\W\d_]+", line)
    return any(is_form(fold(word), name, word[0].isupper()) for word in words for name in names)


def addresses_in_thai(line: str, names: list[str]) -> bool:
    """By name, by its beginning as friends say it, or by a foreign name as Thai writes it, which nothing can be held against."""
    called = THAI_CALLED.search(line)
    if called and not any(THAI.match(name) for name in names):
        return True
    short = called is not None and any(len(name) > 3 and called[1].startswith(name[:3]) for name in names)
    return short or any(len(name) > 1 and name.removeprefix("คุณ") in line for name in names)


def is_form(word: str, name: str, capital: bool) -> bool:
    """A name in small letters is only taken for one as it stands, not in its cases."""
    if not capital:
        return word == name
    return same_name(word, name) or (len(name) > 3 and vocative(word, name))


def softened(name: str) -> list[str]:
    """The genitive of a Latvian surname in -is, folded, whose last consonant softens: Priedītis, Priedīša; Balodis, Baloža."""
    if not name.endswith("is") or len(name) < 5:
        return []
    stem, last = name[:-3], name[-3]
    return [f"{stem}{SOFT.get(last, last)}{ending}" for ending in ("a", "im", "i")]


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
