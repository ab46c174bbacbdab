"""Learns what the meaning of a sentence says of each act, from all languages together.

A tool for developers, used by scripts/coach-letters: what is learnt is kept in act_meaning.toml.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from amends.coach.scorer.act_meaning import Meant
from amends.coach.scorer.context import Act
from amends.coach.scorer.examples import ACTS, Example

STRENGTH = 0.001  # inverse of how strongly large weights are held back
RARE = 2.0  # a row that has an act counts so much more than one that has not
STEPS = 127  # of a signed byte


@dataclass(frozen=True)
class Row:
    """An example that was read for its meaning; what belongs to one `part` is judged by the others."""

    lang: str
    part: int
    example: Example
    vector: Any


def learn(rows: Sequence[Row]) -> dict[str, Meant]:
    """Each language is brought to its own middle first, as the model keeps languages apart."""
    langs = sorted({row.lang for row in rows})
    table, of = np.array([row.vector for row in rows]), np.array([row.lang for row in rows])
    middles = {lang: table[of == lang].mean(axis=0) for lang in langs}
    spread = table.std(axis=0) + 1e-6
    even = (table - np.array([middles[row.lang] for row in rows])) / spread
    found = {}
    for act in ACTS:
        judged = np.array([act in row.example.judged for row in rows])
        has = np.array([act in row.example.labels for row in rows])[judged]
        model = LogisticRegression(C=STRENGTH, class_weight={True: RARE, False: 1.0}, max_iter=300)
        weights = model.fit(even[judged], has).coef_[0] / spread
        offsets = {lang: float(model.intercept_[0] - weights @ middles[lang]) for lang in langs}
        found[act] = Meant(tuple(weights.tolist()), offsets)
    return found


def content(meant: Mapping[str, Meant], weighings: Mapping[str, Act]) -> str:
    """The file of all acts."""
    lines = ["# Learnt by `scripts/coach-letters --learn`; what the figures are stands in act_meaning.py."]
    for act, weighing in weighings.items():
        weights = np.array(meant[act].meaning)
        scale = float(np.abs(weights).max()) / STEPS or 1.0
        coded = b64encode(np.round(weights / scale).astype(np.int8).tobytes()).decode()
        offsets = ", ".join(f"{lang} = {value:.4f}" for lang, value in meant[act].offsets.items())
        shown = ", ".join(f"{weight:.3f}" for weight in weighing.weights)
        lines += ["", f"[{act}]", f"limit = {weighing.limit:.2f}", f"offset = {weighing.offset:.3f}"]
        lines += [f"weights = [{shown}]", f"offsets = {{ {offsets} }}", f"scale = {scale:.6g}"]
        lines += [f'meaning = "{coded}"']
    return "\n".join(lines) + "\n"
