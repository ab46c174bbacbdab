"""A reply with what the learned scorer says of each sentence, worked out once however many rules ask."""

import re
from collections.abc import Set
from functools import cached_property

from amends.coach.known import Verdict
from amends.coach.reply import Reply
from amends.coach.scorer import LANGUAGES, context, weights
from amends.coach.scorer.examples import codes, learnt_codes
from amends.coach.scorer.features import features
from amends.coach.thresholds import threshold
from amends.coach.wording import wording

BESIDE_ANOTHER = (
    0.5  # of the strongest rule's certainty; below it a second rule of the same sentence is silent
)
IN_A_LETTER = (
    4  # times the likelihood: most sentences of a whole letter are right, one looked at alone may well not be
)
FEW_SENTENCES = 3
CERTAIN = 0.6  # likelihood that is enough anywhere
FEWEST_WORDS = 3  # a shorter line (a name, a formula) says too little to be judged


class ReadReply(Reply):
    """Raises TooLong, as Reply does. `verdict` is what the reply has to bring home; None where nobody knows it."""

    def __init__(self, text: str, lang: str, complaint: str = "", verdict: Verdict | None = None) -> None:
        super().__init__(text, lang, complaint)
        self.verdict = verdict

    @cached_property
    def _likelihoods(self) -> list[dict[str, float]]:
        if self.lang not in LANGUAGES:
            return [{} for _ in self.sentences]
        read = weights("reply", self.lang)
        return [
            read.probabilities(features([sentence])) if len(sentence.words) >= FEWEST_WORDS else {}
            for sentence in self.sentences
        ]

    @cached_property
    def _acts(self) -> list[dict[str, float]]:
        """Of each sentence, how likely it carries out each act, in the light of the letter around it."""
        return context.likelihoods(self.sentences, self._likelihoods, self.verdict)

    def convinces(self, number: int, code: str) -> bool:
        """Whether a sentence is taken to break a rule: likely enough, and not far behind another rule it may break.

        One fault often looks a little like another; saying both would be wrong once.
        """
        found = self._likelihoods[number]
        if self.worded(number) - {code} and found.get(code, 0.0) < CERTAIN:
            return False
        caution = IN_A_LETTER if len(self.sentences) > FEW_SENTENCES else 1.0
        if found.get(code, 0.0) < min(threshold(code, self.lang) * caution, CERTAIN):
            return False
        strongest = max(
            found[other] / threshold(other, self.lang) for other in learnt_codes() if other in found
        )
        return found[code] / threshold(code, self.lang) >= strongest * BESIDE_ANOTHER

    def phrase(self, number: int, code: str) -> tuple[int, int] | None:
        """The first phrase of a rule in a sentence, as a span of its folded form."""
        return self._phrases[number].get(code)

    def worded(self, number: int) -> Set[str]:
        """The rules whose own phrases stand in a sentence: they explain it, and what it merely resembles does not."""
        return self._phrases[number].keys()

    @cached_property
    def _phrases(self) -> list[dict[str, tuple[int, int]]]:
        """Of each sentence, by code: looked for once, however many rules weigh a sentence against each other."""
        rules = [(code, wording(folder, self.lang)) for folder, code in codes().items()]
        return [
            {code: span for code, words in rules if (span := words.found(each)) is not None}
            for each in self.sentences
        ]

    def deciding(self, number: int, label: str) -> list[tuple[int, int]]:
        """The spans of the words that spoke most for it."""
        sentence = self.sentences[number]
        if not sentence.words or self.lang not in LANGUAGES:
            return []
        places = weights("reply", self.lang).deciding(features([sentence]), label)
        return [sentence.place(*sentence.words[word][1:]) for _, word in places]

    def doing(self, act: str) -> list[int]:
        """The numbers of the sentences that carry out an act, in their order."""
        least = context.acts()[act].limit
        likely = [number for number, found in enumerate(self._acts) if found.get(act, 0.0) >= least]
        return [number for number in likely if not self._only_looks_like(number, act)]

    def _only_looks_like(self, number: int, act: str) -> bool:
        """A regret that apologises for nothing is no apology."""
        return act == "apology" and ("B201" in self.worded(number) or self.convinces(number, "B201"))

    def does(self, act: str) -> bool:
        return bool(self.doing(act))

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Lines that are not blank, as spans without the blanks around them."""
        return [match.span() for match in re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", self.own)]
