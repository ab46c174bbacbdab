"""Learns what the surroundings and the meaning of a sentence say of each act, from the letters of all languages together.

A tool for developers, used by scripts/coach-letters: what is learnt is kept in act_meaning.toml.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from amends.coach.scorer import learning_network
from amends.coach.scorer.examples import ACTS
from amends.coach.scorer.learning_network import Sentences
from amends.coach.scorer.network import Network

HELD_BACK = 3.0
ROUNDS = 30


@dataclass(frozen=True)
class Row:
    """A sentence of a letter: what `context.features` says of it, what it means, and the acts it does."""

    lang: str
    surroundings: Sequence[float]
    vector: Any
    does: frozenset[str]


def learn(rows: Sequence[Row]) -> Network:
    return learning_network.learn(_together(rows), ACTS, held_back=HELD_BACK, rounds=ROUNDS)


def likelihoods(network: Network, rows: Sequence[Row]) -> Any:
    """A row a sentence, a column an act."""
    return learning_network.likelihoods(network, _together(rows))


def _together(rows: Sequence[Row]) -> Sentences:
    return Sentences(
        np.array([row.lang for row in rows]),
        np.array([row.surroundings for row in rows]),
        np.array([row.vector for row in rows]),
        np.array([[act in row.does for act in ACTS] for row in rows]),
    )


def content(network: Network, limits: Mapping[str, float]) -> str:
    """The file of all acts."""
    lines = ["# Learnt by `scripts/coach-letters --learn`; what the figures are stands in network.py."]
    lines += [learning_network.content(network)]
    lines += ["[limits]", *(f"{act} = {limit:.2f}" for act, limit in limits.items())]
    return "\n".join(lines) + "\n"
