"""P403: the dates of a reply agree with what is recorded, and lie on working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.coach.reply import Sentence
from amends.language import dates
from amends.language.dates_in_text import dates_in
from amends.language.marking import _

PROMISING = ("next_date", "solution", "prevention")


@dataclass(frozen=True, kw_only=True)
class PromisedDate(Rule):
    """Read only where a sentence promises something, and only days to come. The last of several days is the one promised."""

    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        if known is None or known.today is None:
            return
        promising = sorted({number for act in PROMISING for number in reply.doing(act)})
        hears_again = set(reply.doing("next_date"))
        for number in promising:
            sentence = reply.sentences[number]
            for start, end, day in days_of(sentence, known.today):
                if day < known.today:
                    continue
                late = number in hears_again and known.promised is not None and day > known.promised
                if late or day in known.days_off:
                    yield Place(*sentence.place(start, end), suggestion=self._better(known, reply.lang))

    def _better(self, known: CaseKnown, lang: str) -> str:
        return dates.by_date(known.promised, lang) if known.promised else ""


def days_of(sentence: Sentence, today: date) -> list[tuple[int, int, date]]:
    """Days written in a sentence with their spans in its folded form."""
    found = dates_in(sentence.folded.text, sentence.lang)
    return [(each.start, each.end, day) for each in found if (day := each.near(today))]


RULE = PromisedDate(
    code="P403",
    folder="promised_date",
    name=_("promised date"),
    message=_("This day is later than the promise on record, or nobody works on it."),
    source="001, 003.4",
)
