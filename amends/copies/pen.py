"""How everything in a copy is written: words of the program in the reader's language, texts of people as they are.

What the template gets are lines; a line is a text, or a list of runs where something in it is blacked out. A run is a
text or `{"black": label}`, which stands in place of what was there: the characters themselves never reach the document.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amends.copies.redaction import Cover, Passage
from amends.language.dates import long_date, long_date_time, short_date_time
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.models import Staff
from amends.responses.letter.binding import bind

Line = str | list[str | dict[str, str]]


@dataclass(frozen=True)
class Piece:
    """A text of somebody as it goes into the copy, with what is blacked out in it; `place` says where it stands."""

    place: str
    text: str
    passages: Sequence[Passage]


@dataclass
class Pen:
    """Writes in `lang`, tells times in `zone` and, with a `cover`, blacks out. `pieces` are the texts written so far."""

    lang: str
    zone: str
    cover: Cover | None = None
    pieces: list[Piece] = field(default_factory=list)
    place: str = ""  # the heading under which the next texts stand

    def say(self, words: str) -> str:
        """Words of the program, and whatever has no personal data in it, in one line."""
        return bind(one_line(words), self.lang)

    def moment(self, at: datetime | None) -> str:
        return self.say(short_date_time(at, self.lang, self.zone)) if at else ""

    def moment_in_full(self, at: datetime) -> str:
        return self.say(long_date_time(at, self.lang, self.zone))

    def day(self, on: date) -> str:
        return self.say(long_date(on, self.lang))

    def told(self, text: str, lang: str = "") -> list[Line]:
        """The lines of a text somebody wrote in `lang`; none when a reader would see nothing."""
        if is_blank(text):
            return []
        return [self._line(line, lang) for line in clean(text).strip("\n").split("\n")]

    def told_in_a_line(self, text: str, lang: str = "") -> Line:
        return self._line(one_line(text), lang)

    def who(self, name: str, staff: Staff | None = None) -> Line:
        """Somebody's name; of an employee only the role where something is blacked out."""
        if self.cover is None or not name:
            return self.say(name)
        if staff is not None:
            return [{"black": self.say(self.cover.role_of(staff))}]
        return self.told_in_a_line(name)

    def _line(self, text: str, lang: str) -> Line:
        if self.cover is None:
            return bind(text, lang)
        passages = self.cover.passages(text, lang or self.lang)
        self.pieces.append(Piece(self.place, text, passages))
        if not passages:
            return bind(text, lang)
        return list(_runs(text, passages, lang))


def _runs(text: str, passages: Sequence[Passage], lang: str) -> Any:
    at = 0
    for passage in passages:
        if text[at : passage.start]:
            yield bind(text[at : passage.start], lang)
        yield {"black": passage.label}
        at = passage.end
    if text[at:]:
        yield bind(text[at:], lang)


def yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")
