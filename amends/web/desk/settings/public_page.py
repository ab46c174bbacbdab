"""The public policy as it would read under another version of the procedure, with what changes marked."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext, override

from amends.people.models import Company
from amends.procedure.definition import Procedure
from amends.procedure.policy import Section
from amends.web.public.policy import ROWS, policy_of

Piece = tuple[str, str]  # "same", "new" or "was", and the words


@dataclass(frozen=True)
class Said:
    """One sentence in pieces; `row` is set close under the one before."""

    pieces: tuple[Piece, ...]
    row: bool

    @property
    def changed(self) -> bool:
        return any(kind != "same" for kind, _words in self.pieces)


def compared(
    company: Company, before: Procedure, after: Procedure, on: date, page: str, language: str
) -> list[tuple[str, list[Said]]]:
    """Heading and sentences of each section in a language, the words that go struck beside those that come."""
    old, new = (policy_of(company, plan, on, page) for plan in (before, after))
    with override(language):
        was = dict(_said(section) for section in old)
        return [(heading, list(_merged(was.get(heading, []), rows))) for heading, rows in map(_said, new)]


def _said(section: Section) -> tuple[str, list[tuple[str, bool]]]:
    rows = [(one.say(gettext, ngettext), one.text in ROWS) for one in section.paragraphs]
    return gettext(section.heading), rows


def _merged(was: Sequence[tuple[str, bool]], now: Sequence[tuple[str, bool]]) -> Iterator[Said]:
    """Sentences in order; one that took another's place is compared with it word by word."""
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            yield from (Said((("same", text),), row) for text, row in now[b1:b2])
            continue
        for (old, _row), (new, row) in zip(was[a1:a2], now[b1:b2], strict=False):
            yield Said(tuple(_words(old, new)), row)
        paired = min(a2 - a1, b2 - b1)
        yield from (Said((("was", text),), row) for text, row in was[a1 + paired : a2])
        yield from (Said((("new", text),), row) for text, row in now[b1 + paired : b2])


def _words(old: str, new: str) -> Iterator[Piece]:
    was, now = old.split(" "), new.split(" ")
    for kind, a1, a2, b1, b2 in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", " ".join(now[b1:b2])
            continue
        if b2 > b1:
            yield "new", " ".join(now[b1:b2])
        if a2 > a1:
            yield "was", " ".join(was[a1:a2])
