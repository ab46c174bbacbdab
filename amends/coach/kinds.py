"""The kinds of rules. A rule says what it looks for; a kind knows how to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from amends.coach.finding import Severity
from amends.coach.known import CaseKnown, Verdict
from amends.coach.reading import AMONG_OTHERS, ReadReply
from amends.coach.wording import wording


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is broken, in characters of the original; empty where something is missing."""

    start: int
    end: int
    words: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`message` is marked for translation; `source` names the document it comes from (000 to 004) or "law"."""

    code: str
    folder: str
    name: str
    message: str
    source: str
    severity: Severity = "advise"
    languages: frozenset[str] | None = None
    learns: ClassVar[bool] = False
    needs_case: ClassVar[bool] = False

    def applies(self, lang: str, known: CaseKnown | None) -> bool:
        return (self.languages is None or lang in self.languages) and not (self.needs_case and known is None)

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        raise NotImplementedError

    def suggestion(self, lang: str) -> str:
        """The better wording of the rule's own file for a language, or nothing."""
        return wording(self.folder, lang).suggestion


@dataclass(frozen=True, kw_only=True)
class Avoid(Rule):
    """Something that hurts: certain phrases, or a sentence of which the learned scorer says so.

    `among_others` is the likelihood it takes beside other sentences. Under the verdicts in `is_the_answer` what merely
    resembles the fault is what the letter has to say, and only its phrases count. `of_anyone` says that what is no
    reply can have the fault as well, by its phrases; all others are faults of who has to answer for something.
    """

    among_others: float = AMONG_OTHERS
    of_anyone: bool = False
    is_the_answer: frozenset[Verdict] = frozenset()
    learns: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        alike = known is None or known.verdict not in self.is_the_answer
        for number, sentence in enumerate(reply.sentences):
            span = reply.phrase(number, self.code)
            if span is not None and (self.of_anyone or not reply.is_no_reply):
                start, end = sentence.place(*span)
                yield Place(start, end, (reply.text[start:end],))
            elif alike and reply.convinces(number, self.code, self.among_others):
                words = tuple(reply.text[start:end] for start, end in reply.deciding(number, self.code))
                yield Place(sentence.start, sentence.end, words)


@dataclass(frozen=True, kw_only=True)
class Require(Rule):
    """Something that belongs into a reply and is missing: an act no sentence carries out."""

    act: str
    when: frozenset[Verdict] | None = None
    needs_case: ClassVar[bool] = True

    def applies(self, lang: str, known: CaseKnown | None) -> bool:
        return super().applies(lang, known) and (
            self.when is None or (known is not None and known.verdict in self.when)
        )

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        if not reply.does(self.act):
            yield Place(len(reply.text), len(reply.text))
