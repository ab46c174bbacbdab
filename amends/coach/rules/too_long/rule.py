"""T509: longer than anybody reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _

MOST = 350  # words
THAI_MOST = 450  # words as a segmenter cuts them, which cuts finer than a writer counts


def kind_length(lang: str) -> int:
    """How many words of a letter are read willingly."""
    return THAI_MOST if lang == "th" else MOST


@dataclass(frozen=True, kw_only=True)
class TooManyWords(Rule):
    """Reported from the sentence in which the limit is passed to the end."""

    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        most, count = kind_length(reply.lang), 0
        for sentence in reply.sentences:
            count += len(sentence.words)
            if count > most:
                yield Place(sentence.start, reply.sentences[-1].end)
                return


RULE = TooManyWords(
    code="T509",
    folder="too_long",
    name=_("too long"),
    message=_("More than 350 words. Keep what the customer needs, and put the rest into an enclosure."),
    source="000.2",
)
