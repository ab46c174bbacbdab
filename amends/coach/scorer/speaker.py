"""Whether a text was written by a customer instead of a company. The coach reads replies; in other prose, likeness to a fault errs."""

from collections.abc import Iterable

from amends.coach.reply import Sentence
from amends.coach.scorer import weights
from amends.coach.scorer.examples import CUSTOMER, LANGUAGES
from amends.coach.scorer.features import buckets
from amends.coach.scorer.odds import log_odds

FEWEST_WORDS = 3  # a shorter line says too little of who wrote it
BETWEEN = 1.5  # log odds against a customer halfway between a customer's ordinary sentence and a company's
SURE = 3.5  # how far the sentences together must be beyond that


def is_a_customer(sentences: Iterable[Sentence], lang: str) -> bool:
    """Sure only where it is plain: taking a company's answer for a customer's would hide its faults."""
    if lang not in LANGUAGES:
        return False
    read = weights("speaker", lang)
    told = [
        read.probabilities(buckets([sentence]))[CUSTOMER]
        for sentence in sentences
        if len(sentence.words) >= FEWEST_WORDS
    ]
    return sum(log_odds(each) + BETWEEN for each in told) >= SURE
