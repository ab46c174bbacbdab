"""A small network that weighs what is known of a sentence by its words together with its meaning.

The same for all languages, as the meaning of a sentence is; each language has its own middle, from which its numbers are counted.
"""

from array import array
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from amends.coach.scorer.examples import read_toml
from amends.coach.scorer.odds import logistic


@dataclass(frozen=True, slots=True)
class Network:
    """`hidden` are rows of weights of what is known and then of the meaning, with `offsets` a row for each language;
    `labels` are weights of what these rows say, the offset last.
    """

    hidden: Sequence[Sequence[float]]
    offsets: Mapping[str, Sequence[float]]
    labels: Mapping[str, Sequence[float]]

    def likelihoods(self, known: Sequence[float], vector: Sequence[float], lang: str) -> dict[str, float]:
        """How likely each label applies, 0 to 1."""
        values = [*known, *vector]
        said = [
            max(0.0, sum(map(mul, row, values)) + offset)
            for row, offset in zip(self.hidden, self.offsets[lang], strict=True)
        ]
        return {label: logistic(sum(map(mul, row, said)) + row[-1]) for label, row in self.labels.items()}


@cache
def network(path: Path) -> Network:
    """As `learning_network.content` wrote it."""
    read = read_toml(path)
    spread = read["spread"]
    return Network(
        [
            tuple(byte * scale / each for byte, each in zip(array("b", b64decode(row)), spread, strict=True))
            for row, scale in zip(read["hidden"], read["scales"], strict=True)
        ],
        {lang: _floats(coded) for lang, coded in read["offsets"].items()},
        {label: _floats(coded) for label, coded in read["labels"].items()},
    )


def _floats(coded: str) -> Sequence[float]:
    """Four bytes a number, in base64."""
    return array("f", b64decode(coded))
