"""A105: guilt admitted before it is established."""

from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Require
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _


@dataclass(frozen=True, kw_only=True)
class PrematureAdmission(Require):
    """Reported where it stands."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        for number in reply.doing(self.act):
            sentence = reply.sentences[number]
            words = tuple(reply.text[start:end] for start, end in reply.deciding(number, self.act))
            yield Place(sentence.start, sentence.end, words)


RULE = PrematureAdmission(
    code="A105",
    folder="premature_admission",
    name=_("premature admission"),
    message=_(
        "Our fault is not established. Say what is being found out, and how the day must have been, not that it was our mistake."
    ),
    source="002.3",
    severity="stop",
    act="admission",
    when=frozenset({"pending", "not_justified", "not_ours"}),
)
