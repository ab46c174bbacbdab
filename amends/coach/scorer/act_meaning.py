"""What a sentence does, told by its meaning where its words and the letter around it leave a doubt.

The meaning of a sentence says the same in every language, so what it says of each act was learnt from all six together
(`scripts/coach-letters --learn`). It is weighed with what was thought of the sentence before it was read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from amends.coach.known import Verdict
from amends.coach.scorer import faults
from amends.coach.scorer.context import Act, bounded, log_odds
from amends.coach.scorer.examples import ACTS, read_toml

FILE = Path(__file__).with_name("act_meaning.toml")
DOUBT = (0.1, 0.9)  # likelihoods by words between which a sentence is read
LIKELIEST = 2  # sentences of an act that are read: whether any does it hangs on them
MOST = 4  # sentences of a letter read for its acts
EACH = ("admission",)  # acts of which every sentence that does them is shown
ASKED: Mapping[
    str, frozenset[Verdict]
] = {  # verdicts under which it matters whether an act is there; others any
    "apology": frozenset({"justified"}),
    "cause": frozenset({"justified"}),
    "prevention": frozenset({"justified"}),
    "solution": frozenset({"justified", "not_justified", "not_ours"}),
    "next_date": frozenset({"pending"}),
    "where_to_turn": frozenset({"not_ours"}),
    "admission": frozenset({"pending", "not_justified", "not_ours"}),
}


@dataclass(frozen=True, slots=True)
class Meant:
    """Log odds by meaning are `meaning` · vector + the offset of the language."""

    meaning: Sequence[float]
    offsets: Mapping[str, float]

    def odds(self, vector: Sequence[float], lang: str) -> float:
        return bounded(sum(map(mul, self.meaning, vector)) + self.offsets[lang])


@cache
def meant() -> dict[str, Meant]:
    return {
        act: Meant(faults.numbers(row["meaning"], row["scale"]), row["offsets"])
        for act, row in read_toml(FILE).items()
    }


@cache
def weighings() -> dict[str, Act]:
    """Weights of the log odds of all acts as thought before, then by meaning."""
    return {
        act: Act(tuple(row["weights"]), row["offset"], row["limit"]) for act, row in read_toml(FILE).items()
    }


def likelihoods(
    texts: Sequence[str], thought: Sequence[Mapping[str, float]], verdict: Verdict | None, lang: str
) -> dict[int, dict[str, float]]:
    """By number of the sentences worth reading, how likely each does each act; none where the model does not run."""
    numbers = doubtful(thought, verdict)
    vectors = faults.vectors([texts[number] for number in numbers])
    return {
        number: weighed(row(thought[number], vector, lang))
        for number, vector in zip(numbers, vectors, strict=True)
        if vector is not None
    }


def doubtful(thought: Sequence[Mapping[str, float]], verdict: Verdict | None) -> list[int]:
    """The sentences on which it hangs whether an act is there, the most doubtful first."""
    doubts: dict[int, float] = {}
    for act in ACTS:
        if verdict not in ASKED.get(act, {verdict}):
            continue
        likely = sorted(range(len(thought)), key=lambda number: -thought[number].get(act, 0.0))
        if act not in EACH and likely and thought[likely[0]].get(act, 0.0) > DOUBT[1]:
            continue  # it is there, whatever the others do
        for number in likely[:LIKELIEST]:
            said = thought[number].get(act, 0.0)
            if DOUBT[0] <= said <= DOUBT[1]:
                doubts[number] = min(doubts.get(number, 1.0), abs(said - 0.5))
    return sorted(doubts, key=lambda number: doubts[number])[:MOST]


def row(thought: Mapping[str, float], vector: Sequence[float], lang: str) -> list[float]:
    return [
        *(log_odds(thought.get(act, 0.0)) for act in ACTS),
        *(each.odds(vector, lang) for each in meant().values()),
    ]


def weighed(values: Sequence[float]) -> dict[str, float]:
    return {act: each.likelihood(values) for act, each in weighings().items()}
