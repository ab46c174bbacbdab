"""A102: thanks without a reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Require
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _


@dataclass(frozen=True, kw_only=True)
class ReasonForThanks(Require):
    """Asked for only where thanks are given; shown where they are."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        thanks = reply.doing("thanks")
        if thanks and not reply.does(self.act):
            sentence = reply.sentences[thanks[0]]
            yield Place(sentence.start, sentence.end)


RULE = ReasonForThanks(
    code="A102",
    folder="no_reason_for_thanks",
    name=_("why thanks"),
    message=_("Say why this complaint helps: what it showed, whom it spares, what it lets you mend."),
    source="001 (rule 2)",
    act="why_thanks",
)
