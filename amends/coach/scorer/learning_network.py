"""Learns a network from sentences of all languages together. A tool for developers: what is learnt is kept in a file."""

import warnings
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from amends.coach.scorer.network import Network

HIDDEN = 64
AT_ONCE = 200  # sentences a step
STEPS = 127  # of a signed byte


@dataclass(frozen=True)
class Sentences:
    """A row each: its language, what is `known` of it by its words, what it is `meant` to say, whether it `has` each label."""

    langs: Any
    known: Any
    meant: Any
    has: Any

    def of(self, chosen: Any) -> "Sentences":
        return Sentences(self.langs[chosen], self.known[chosen], self.meant[chosen], self.has[chosen])


def learn(
    sentences: Sentences, labels: Sequence[str], *, held_back: float, rounds: int, at_once: int = AT_ONCE
) -> Network:
    """`held_back` says how strongly large weights are; more `rounds` learn the sentences by heart in the end; `at_once` a step.

    The meanings of each language are brought to their own middle first, as the model keeps languages apart.
    """
    middles = {
        str(lang): np.concatenate(
            [sentences.known.mean(axis=0), sentences.meant[sentences.langs == lang].mean(axis=0)]
        )
        for lang in np.unique(sentences.langs)
    }
    table = np.hstack([sentences.known, sentences.meant])
    table = table - np.array([middles[str(lang)] for lang in sentences.langs])
    spread = np.maximum(table.std(axis=0), 1e-6)
    model = MLPClassifier((HIDDEN,), alpha=held_back, max_iter=rounds, batch_size=at_once, random_state=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it ends early on purpose
        model.fit((table / spread).astype(np.float32), sentences.has.squeeze())
    (inside, outside), (offsets, ends) = model.coefs_, model.intercepts_
    weights = inside.T.astype(float) / spread
    return Network(
        weights.tolist(),
        {lang: (offsets - weights @ middle).tolist() for lang, middle in middles.items()},
        {label: [*outside[:, at].tolist(), float(ends[at])] for at, label in enumerate(labels)},
    )


def likelihoods(network: Network, sentences: Sentences) -> Any:
    """As the network itself says them, all sentences at once; a column a label."""
    offsets = np.array([network.offsets[str(lang)] for lang in sentences.langs])
    values = np.hstack([sentences.known, sentences.meant])
    said = np.maximum(values @ np.array(network.hidden).T + offsets, 0.0)
    labels = np.array(list(network.labels.values()))
    return 1 / (1 + np.exp(-(said @ labels[:, :-1].T + labels[:, -1])))


def content(network: Network) -> str:
    """The file, without what else belongs into it. Weights are signed bytes: those of one input are brought to one spread, and
    each row has its scale.
    """
    weights = np.array(network.hidden)
    spread = 1 / np.maximum(np.abs(weights).mean(axis=0), 1e-9)
    even = weights * spread
    scales = np.maximum(np.abs(even).max(axis=1), 1e-9) / STEPS
    rows = np.round(even / scales[:, None]).astype(np.int8)
    lines = [f"spread = [{', '.join(f'{each:.5g}' for each in spread)}]"]
    lines += [f"scales = [{', '.join(f'{each:.5g}' for each in scales)}]"]
    lines += ["hidden = [", *(f'  "{_coded(row)}",' for row in rows), "]"]
    for name, table in (("offsets", network.offsets), ("labels", network.labels)):
        lines += ["", f"[{name}]"]
        lines += [f'{key} = "{_coded(np.array(row, dtype=np.float32))}"' for key, row in table.items()]
    return "\n".join(lines) + "\n"


def _coded(row: Any) -> str:
    return b64encode(row.tobytes()).decode()
