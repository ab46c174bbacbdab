"""A104: the apology after the explanation."""

from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Require
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _


@dataclass(frozen=True, kw_only=True)
class ApologyBeforeCause(Require):
    """Reported at the apology, where nothing of the explanation follows it."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        apologies, causes = reply.doing(self.act), reply.doing("cause")
        if apologies and causes and apologies[0] > causes[0]:
            sentence = reply.sentences[apologies[0]]
            yield Place(sentence.start, sentence.end)


RULE = ApologyBeforeCause(
    code="A104",
    folder="apology_late",
    name=_("apology late"),
    message=_("The apology stands after the explanation and sounds like an afterthought. Put it first."),
    source="002.3",
    act="apology",
    when=frozenset({"justified"}),
)
