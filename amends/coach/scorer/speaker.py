"""Whether a customer wrote a text instead of a company: in what is no reply, likeness to the faults of replies errs."""

from collections.abc import Iterable

from amends.coach import scorer
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import CUSTOMER, LANGUAGES
from amends.coach.scorer.features import buckets
from amends.coach.scorer.odds import log_odds

FEWEST_WORDS = 3  # a shorter line says too little of who wrote it
BETWEEN = 1.5  # log odds against a customer, halfway between an ordinary sentence of a company and one of a customer
SURE = 3.5  # how far all sentences together must be beyond that


def is_a_customer(sentences: Iterable[Sentence], lang: str) -> bool:
    """Sure only where it is plain: taking a company's answer for a customer's would hide its faults."""
    if lang not in LANGUAGES:
        return False
    read = scorer.weights("speaker", lang)
    told = [
        read.probabilities(buckets([sentence]))[CUSTOMER]
        for sentence in sentences
        if len(sentence.words) >= FEWEST_WORDS
    ]
    return sum(log_odds(each) + BETWEEN for each in told) >= SURE
