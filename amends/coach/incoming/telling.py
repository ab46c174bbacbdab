"""Which sentence of a complaint says most how its writer is taken to feel, where no sign says it outright (M7)."""

from amends.coach.incoming.signals import Signal
from amends.coach.reply import Reply
from amends.coach.scorer import LANGUAGES, weights
from amends.coach.scorer.features import buckets

FEWEST_WORDS = 3  # a shorter sentence (a name, a formula) says too little


def telling(text: str, lang: str, state: str) -> Signal | None:
    """None where nothing was learnt for the language, and where there is no sentence."""
    sentences = [each for each in Reply(text, lang).sentences if len(each.words) >= FEWEST_WORDS]
    if lang not in LANGUAGES or not sentences:
        return None
    learnt = weights("state", lang)
    most = max(sentences, key=lambda each: learnt.probabilities(buckets([each]))[state])
    return Signal("wording", most.start, most.end, most.text)
