"""A reply with what the learned scorer says of each sentence, worked out once however many rules ask."""

import re
from collections.abc import Mapping, Set
from functools import cached_property

from amends.coach.known import Verdict
from amends.coach.reply import Reply, Sentence
from amends.coach.scorer import LANGUAGES, act_meaning, context, faults, speaker, weights
from amends.coach.scorer.examples import codes
from amends.coach.scorer.features import buckets, features
from amends.coach.wording import wording

LIMIT = 0.62  # likelihood from which on a sentence is taken to break a rule
AMONG_OTHERS = 0.88  # the same beside other sentences: most are right, one looked at alone may well not be
CLAUSES = {"th": 3}  # sentences a single one may be cut into
BESIDE_A_PHRASE = 0.85  # likelihood it takes where the phrase of another rule explains the sentence
FEWEST_WORDS = 3  # a shorter line (a name, a formula) says too little to be judged


class ReadReply(Reply):
    """Raises TooLong, as Reply does.

    `verdict` is what the reply has to bring home; None where nobody knows it. `is_reply` says that a company wrote it to a
    customer for sure; without, it may be anything.
    """

    def __init__(
        self,
        text: str,
        lang: str,
        complaint: str = "",
        verdict: Verdict | None = None,
        *,
        is_reply: bool = False,
    ) -> None:
        super().__init__(text, lang, complaint)
        self.verdict = verdict
        self._is_reply = is_reply

    @cached_property
    def _likelihoods(self) -> list[dict[str, float]]:
        if self.lang not in LANGUAGES:
            return [{} for _ in self.sentences]
        read = weights("reply", self.lang)
        return [
            read.probabilities(buckets([sentence])) if len(sentence.words) >= FEWEST_WORDS else {}
            for sentence in self.sentences
        ]

    @cached_property
    def _surroundings(self) -> list[list[float]]:
        return context.features(self.sentences, self._likelihoods, self.verdict)

    @cached_property
    def _acts(self) -> list[dict[str, float]]:
        """Of each sentence, how likely it carries out each act, in the light of the letter around it."""
        return context.likelihoods(self._surroundings, self._likelihoods)

    @cached_property
    def _acts_read(self) -> dict[int, dict[str, float]]:
        """The same by their meaning, of the sentences of which this left a doubt."""
        texts = [each.text for each in self.sentences]
        return act_meaning.likelihoods(texts, self._surroundings, self._acts, self.verdict, self.lang)

    @cached_property
    def _faults(self) -> list[dict[str, float]]:
        """Of each sentence, how likely it breaks each rule, by its words and where they leave a doubt by its meaning."""
        settled = [
            cleared(sentence, found) | self.worded(number)
            for number, (sentence, found) in enumerate(zip(self.sentences, self._likelihoods, strict=True))
        ]
        texts = [each.text for each in self.sentences]
        return faults.likelihoods(texts, self._likelihoods, settled, self.lang, among_others=self.is_several)

    @cached_property
    def is_several(self) -> bool:
        """Whether more is said than one sentence; a Thai one is often cut into its clauses."""
        return len(self.sentences) > CLAUSES.get(self.lang, 1)

    @cached_property
    def is_no_reply(self) -> bool:
        """Whether it is none by all signs: a customer's own words, or prose addressed to nobody."""
        return not self._is_reply and speaker.is_no_reply(self.sentences, self.lang)

    def convinces(self, number: int, code: str, among_others: float = AMONG_OTHERS) -> bool:
        """Whether a sentence is taken to break a rule: beside other sentences from the likelihood `among_others` on.

        Of what is no reply, nothing is: resemblance to a company's fault says little there.
        """
        least = among_others if self.is_several else LIMIT
        likely = self._faults[number].get(code, 0.0)
        return likely >= least_beside(code, self.worded(number), least) and not self.is_no_reply

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
        likely = [number for number in range(len(self.sentences)) if self._carries_out(number, act)]
        return [number for number in likely if not self._only_looks_like(number, act)]

    def _carries_out(self, number: int, act: str) -> bool:
        if number in self._acts_read:
            return self._acts_read[number][act] >= act_meaning.limits()[act]
        likely = self._acts[number].get(act, 0.0)
        likelier_was_read = any(self._acts[other].get(act, 0.0) >= likely for other in self._acts_read)
        return likely >= (act_meaning.DOUBT[1] if likelier_was_read else context.acts()[act].limit)

    def _only_looks_like(self, number: int, act: str) -> bool:
        """A regret that apologises for nothing is no apology."""
        return act == "apology" and ("B201" in self.worded(number) or self.convinces(number, "B201"))

    def does(self, act: str) -> bool:
        return bool(self.doing(act))

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Lines that are not blank, as spans without the blanks around them."""
        return [match.span() for match in re.finditer(r"[^\s\n](?:[^\n]*[^\s\n])?", self.own)]


def cleared(sentence: Sentence, likely: Mapping[str, float]) -> set[str]:
    """Of the rules it may break by its words, those it does not break, as it says so outright."""
    doubtful = ((folder, code) for folder, code in codes().items() if likely.get(code, 0.0) >= faults.DOUBT)
    return {code for folder, code in doubtful if wording(folder, sentence.lang).clears(sentence)}


def least_beside(code: str, worded: Set[str], least: float) -> float:
    """A mere resemblance takes more where a phrase of another rule, one of `worded`, explains the sentence."""
    return max(least, BESIDE_A_PHRASE) if worded - {code} else least
