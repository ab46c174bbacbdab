"""Learns what words and meaning of a sentence together say of each rule, from the examples of all languages.

A tool for developers, used by scripts/coach-quality: reading every example for its meaning takes minutes, so that what is
learnt is kept in faults.toml instead of being learnt at set-up.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from amends.coach.scorer import learning_network
from amends.coach.scorer.learning_network import Sentences
from amends.coach.scorer.network import Network
from amends.coach.scorer.odds import BOUND
from amends.language import meaning

HELD_BACK = 0.5
ROUNDS = 20
OF_COMPLAINTS = 3.0  # held back: they are few
ROUNDS_OF_COMPLAINTS = 30
FEWEST = (
    100  # examples of a rule; with fewer, nothing holds that is learnt of how far its words may be trusted
)


def vectors(texts: Sequence[str], kept: Path) -> Any:
    """A row a text; `kept` is a file of those read before, by text, to which new ones are added."""
    known: dict[str, Any] = {}
    if kept.exists():
        with np.load(kept) as file:
            known = dict(zip(file["texts"].tolist(), file["vectors"], strict=True))
    missing = sorted(set(texts) - known.keys())
    for text in missing:
        (known[text],) = np.array(meaning.vectors([text]), dtype=np.float32)
    if missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in texts])


def learn(sentences: Sentences, codes: Sequence[str]) -> Network:
    """`known` of the sentences are the log odds by words, told by trades kept apart."""
    return learning_network.learn(sentences, codes, held_back=HELD_BACK, rounds=ROUNDS)


def learn_complaints(complaints: Sentences, labels: Sequence[str]) -> Network:
    """The same for whole complaints: their state, or what their writers want."""
    return learning_network.learn(
        complaints, labels, held_back=OF_COMPLAINTS, rounds=ROUNDS_OF_COMPLAINTS, at_once=100
    )


def alone(sentences: Sentences, codes: Sequence[str]) -> dict[str, list[float]]:
    """Of each rule the slope and offset that make a likelihood of the log odds by words, for sentences of one language."""
    found = {}
    for at, code in enumerate(codes):
        if sentences.has[:, at].sum() >= FEWEST:
            words = np.clip(sentences.known[:, at : at + 1], -BOUND, BOUND)
            model = LogisticRegression().fit(words, sentences.has[:, at])
            found[code] = [float(model.coef_[0, 0]), float(model.intercept_[0])]
    return found


def content(network: Network, by_words: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """The file of all rules; `by_words` is what `alone` says of each language."""
    lines = [
        "# Learnt by `scripts/coach-quality --learn`; what the figures are stands in network.py and faults.py."
    ]
    lines += [learning_network.content(network)]
    for lang, codes in by_words.items():
        lines += ["", f"[alone.{lang}]"]
        lines += [f"{code} = [{slope:.4f}, {offset:.4f}]" for code, (slope, offset) in codes.items()]
    return "\n".join(lines) + "\n"
