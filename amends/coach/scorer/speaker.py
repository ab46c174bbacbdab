"""Whether a customer wrote a text: in what is no reply, likeness to the faults of replies errs."""

from collections.abc import Iterable

from amends.coach import scorer
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import CUSTOMER, LANGUAGES
from amends.coach.scorer.features import buckets
from amends.coach.scorer.odds import log_odds

FEWEST_WORDS = 3  # a shorter line says too little of who wrote it
USUAL, USUAL_IN = 2.2, {"th": 1.6}  # log odds against a customer; a sentence of a reply has more
SURE_ALONE, SURE_ALONE_IN = (
    2.0,
    {"th": 1.2},
)  # log odds for a customer that it takes where there is but one sentence


def is_a_customers(sentences: Iterable[Sentence], lang: str) -> bool:
    """The sentences together say it: a single one must be plain, of many it is enough that they are unlike a reply's."""
    if lang not in LANGUAGES:
        return False
    usual = USUAL_IN.get(lang, USUAL)
    read = scorer.weights("speaker", lang)
    told = [
        log_odds(read.probabilities(buckets([sentence]))[CUSTOMER]) + usual
        for sentence in sentences
        if len(sentence.words) >= FEWEST_WORDS
    ]
    return sum(told) >= usual + SURE_ALONE_IN.get(lang, SURE_ALONE)
