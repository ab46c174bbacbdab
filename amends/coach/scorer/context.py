"""What a sentence does, told with the letter around it: one sentence says little, its neighbours and its place say more.

The scorer's likelihoods of a sentence and of the two beside it, its place, its form and the verdict are weighed by one
logistic regression an act, the same for all languages. `scripts/coach-letters` learns its weights, `context.toml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from amends.coach.known import VERDICTS, Verdict
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import ACTS, read_toml
from amends.coach.scorer.odds import log_odds, logistic

FILE = Path(__file__).with_name("context.toml")
RESEMBLES = ("B201", "P401", "P402", "T511", "B204", "T505")  # rules whose fault looks like an act
BOUND = 6.0  # of log odds; what is surer than one in four hundred says no more
FEW = 6  # sentences from either end after which the distance no longer matters
LONG = 15  # sentences of a usual letter
LONGEST = 30  # from which on their number says no more
LENGTH = 100  # characters of a usual sentence
NAMES = (
    *(f"own {label}" for label in (*ACTS, *RESEMBLES)),
    *(f"before {act}" for act in ACTS),
    *(f"after {act}" for act in ACTS),
    "part read", "part read squared", "from the start", "to the end", "opens", "third", "sentences",
    *VERDICTS,
    "no words", "length", "figure", "question",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """`weights` of what is known of a sentence; from the likelihood `limit` on it is taken to do the act."""

    weights: tuple[float, ...]
    offset: float
    limit: float

    def likelihood(self, values: Sequence[float]) -> float:
        """`values` are as many as the weights."""
        total = self.offset + sum(map(mul, values, self.weights))
        return logistic(total)


@cache
def acts() -> dict[str, Act]:
    """Weights in the order of NAMES."""
    return {
        act: Act(tuple(row.get(name, 0.0) for name in NAMES), row["offset"], row["limit"])
        for act, row in read_toml(FILE).items()
    }


def likelihoods(
    rows: Sequence[Sequence[float]], alone: Sequence[Mapping[str, float]]
) -> list[dict[str, float]]:
    """For each sentence how likely it does each act, 0 to 1, by its `features`.

    A sentence of which the scorer says nothing `alone`, being too short, does nothing.
    """
    weighed = acts()
    return [
        {act: weighed[act].likelihood(values) for act in ACTS} if said else {}
        for values, said in zip(rows, alone, strict=True)
    ]


def features(
    sentences: Sequence[Sentence], alone: Sequence[Mapping[str, float]], verdict: Verdict | None
) -> list[list[float]]:
    """A row a sentence, in the order of NAMES."""
    odds = [[log_odds(said.get(label, 0.0), BOUND) for label in (*ACTS, *RESEMBLES)] for said in alone]
    nothing = [-BOUND] * len(ACTS)
    said_of_verdict = [float(verdict == each) for each in VERDICTS]
    count = len(sentences)
    rows = []
    for number, sentence in enumerate(sentences):
        before = odds[number - 1][: len(ACTS)] if number else nothing
        after = odds[number + 1][: len(ACTS)] if number + 1 < count else nothing
        place, form = _place(number, count), _form(sentence, alone[number])
        rows.append([*odds[number], *before, *after, *place, *said_of_verdict, *form])
    return rows


def _place(number: int, count: int) -> list[float]:
    part = number / count
    return [
        part,
        part * part,
        min(number, FEW) / FEW,
        min(count - 1 - number, FEW) / FEW,
        float(number <= 1),
        float(number == 2),
        min(count, LONGEST) / LONG,
    ]


def _form(sentence: Sentence, said: Mapping[str, float]) -> list[float]:
    text = sentence.text.rstrip()
    return [
        float(not said),
        min(len(text), 4 * LENGTH) / LENGTH,
        float(any(sign.isdigit() for sign in text)),
        float(text.endswith("?")),
    ]
