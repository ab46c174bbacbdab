"""Whether a text is a company's reply at all: elsewhere, likeness to the faults of replies errs.

Words and meaning are weighed by one small network for all languages, learnt by `scripts/coach-quality --learn`, `speaker.toml`.
"""

from collections.abc import Sequence
from pathlib import Path

from amends.coach import scorer
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import LANGUAGES, NO_REPLY
from amends.coach.scorer.faults import vectors
from amends.coach.scorer.features import buckets
from amends.coach.scorer.network import network
from amends.coach.scorer.odds import log_odds

FILE = Path(__file__).with_name("speaker.toml")
FEWEST_WORDS = 3  # a shorter line says too little of who wrote it
READ = 6  # sentences of a text looked at: who has not shown by then what they write will not
BOUND = 8.0  # of the log odds by words: what is surer says no more
USUAL, USUAL_IN = 1.0, {"th": 0.5}  # log odds against it of a sentence that may be either
SURE, SURE_IN = 0.6, {"th": 2.0}  # log odds for it that a single sentence takes: 3 replies in 100 have more
USUAL_BY_WORDS, SURE_BY_WORDS = 2.2, 2.0  # the same where the model of meaning does not run


def is_no_reply(sentences: Sequence[Sentence], lang: str) -> bool:
    """Its first sentences together say it: a single one must be plain, of many it is enough that they lean to one side."""
    told = [each for each in sentences if len(each.words) >= FEWEST_WORDS][:READ]
    if lang not in LANGUAGES or not told:
        return False
    by_words = [odds_by_words(each, lang) for each in told]
    read = [vector for vector in vectors([each.text for each in told]) if vector is not None]
    if not read:
        return together(by_words, USUAL_BY_WORDS) >= SURE_BY_WORDS
    said = [
        log_odds(network(FILE).likelihoods([words], vector, lang)[NO_REPLY], BOUND)
        for words, vector in zip(by_words, read, strict=True)
    ]
    return together(said, USUAL_IN.get(lang, USUAL)) >= SURE_IN.get(lang, SURE)


def together(odds: Sequence[float], usual: float) -> float:
    """Of one sentence its own; each further one adds what it says more than a usual one."""
    return sum(odds) + usual * (len(odds) - 1)


def odds_by_words(sentence: Sentence, lang: str) -> float:
    found = scorer.weights("speaker", lang).probabilities(buckets([sentence]))
    return log_odds(found[NO_REPLY], BOUND)
