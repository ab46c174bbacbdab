"""How likely a sentence breaks each rule: what its words say, weighed with what it means.

Words alone are quick and see what is worded as in an example; only where they leave a doubt is a sentence read for its
meaning, a few thousandths of a second each. Both are weighed by one logistic regression a rule and language, learnt by
`scripts/coach-quality --learn` on trades kept apart, so that a likelihood of 0.8 is right eight times in ten.
"""

import math
import re
import tomllib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from amends.coach.scorer.examples import learnt_codes
from amends.language import meaning

FOLDER = Path(__file__).with_name("faults")
DOUBT = (
    0.04  # likelihood of a fault by its words from which the meaning is asked: one sound sentence in seven
)
DOUBT_AMONG_OTHERS = 0.08  # the same beside other sentences: one sound sentence in twenty
MOST = (
    24  # sentences of a text read for their meaning, the most doubtful ones: it must not cost a page minutes
)
BOUND = 30.0
ADDRESS = re.compile(r"https?://\S+")  # says nothing of the sentence it stands in


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule: log odds are `offset` + `words` × those of the words + `meaning` · vector; `alone` without a vector."""

    words: float
    offset: float
    meaning: Sequence[float]
    alone: tuple[float, float]

    def likelihood(self, by_words: float, vector: Sequence[float] | None) -> float:
        said = log_odds(by_words)
        if vector is None:
            slope, offset = self.alone
            return _logistic(slope * said + offset)
        return _logistic(self.words * said + sum(map(mul, self.meaning, vector)) + self.offset)


@cache
def faults(lang: str) -> dict[str, Fault]:
    """By code; of a rule with few examples nothing was learnt, and its words alone say how likely it is."""
    path = FOLDER / f"{lang}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        code: Fault(row["words"], row["offset"], numbers(row["meaning"], row["scale"]), tuple(row["alone"]))
        for code, row in table.items()
    }


def likelihoods(
    texts: Sequence[str], by_words: Sequence[Mapping[str, float]], lang: str
) -> list[dict[str, float]]:
    """For each sentence, from what its words say; nothing where they leave no doubt that it is sound."""
    rules = faults(lang)
    least = DOUBT_AMONG_OTHERS if len(texts) > 1 else DOUBT
    doubts = [
        {code: said[code] for code in learnt_codes() if said.get(code, 0.0) >= least} for said in by_words
    ]
    doubtful = [number for number, doubt in enumerate(doubts) if doubt]
    read = sorted(doubtful, key=lambda number: max(doubts[number].values()), reverse=True)[:MOST]
    read_for = dict(zip(read, vectors([texts[number] for number in read]), strict=True))
    found: list[dict[str, float]] = [{} for _ in by_words]
    for number in doubtful:
        vector = read_for.get(number)
        found[number] = {
            code: rules[code].likelihood(said, vector) if code in rules else said
            for code, said in doubts[number].items()
        }
    return found


def vectors(texts: Sequence[str]) -> Sequence[Sequence[float] | None]:
    """None where the model does not run, as on a machine its package was not built for: the words are then all there is."""
    try:
        return meaning.vectors([ADDRESS.sub("", text).strip() for text in texts])
    except meaning.NoModel:
        return [None] * len(texts)


def log_odds(likelihood: float) -> float:
    """Between -BOUND and BOUND."""
    if likelihood <= 0.0 or likelihood >= 1.0:
        return BOUND if likelihood >= 1.0 else -BOUND
    return max(-BOUND, min(BOUND, math.log(likelihood / (1 - likelihood))))


def numbers(coded: str, scale: float) -> tuple[float, ...]:
    """Signed bytes in base64, times their scale."""
    return tuple((byte - 256 if byte > 127 else byte) * scale for byte in b64decode(coded))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-BOUND, min(BOUND, value))))
