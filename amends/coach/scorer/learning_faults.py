"""Learns what the meaning of a sentence says of each rule, and how far to trust its words beside it.

A tool for developers, used by scripts/coach-quality: reading every example for its meaning takes minutes, so that what is
learnt is kept in faults/LANG.toml instead of being learnt at set-up.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from amends.coach.scorer.faults import BOUND
from amends.coach.scorer.learning import RARE
from amends.language import meaning

HELD_BACK = 50.0  # how strongly large weights are held back
ROUNDS = 100
FEWEST = 100  # examples of a rule; with fewer, nothing holds that is learnt of their meaning
STEPS = 127  # of a signed byte


def vectors(texts: Sequence[str], kept: Path) -> Any:
    """A row a text; `kept` is a file of those read before, by text, to which new ones are added."""
    known: dict[str, Any] = {}
    if kept.exists():
        with np.load(kept) as file:
            known = dict(zip(file["texts"].tolist(), file["vectors"], strict=True))
    missing = sorted(set(texts) - known.keys())
    for at in range(0, len(missing), meaning.AT_ONCE):
        part = missing[at : at + meaning.AT_ONCE]
        known.update(zip(part, np.array(meaning.vectors(part), dtype=np.float32), strict=True))
    if missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, texts=np.array(list(known)), vectors=np.array(list(known.values())))
    return np.array([known[text] for text in texts])


@dataclass(frozen=True)
class Learnt:
    """Log odds of each label are `rows @ weights + offsets`."""

    weights: Any
    offsets: Any

    def odds(self, rows: Any) -> Any:
        return rows @ self.weights + self.offsets


def learn(rows: Any, has: Any) -> Learnt:
    """One logistic regression a column of `has`, all at once, over columns brought to the same spread."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    even = ((rows - middle) / spread).astype(np.float32)
    counts = np.where(has, RARE, 1.0).astype(np.float32)
    shape = (even.shape[1] + 1, has.shape[1])

    def loss(flat: Any) -> tuple[float, Any]:
        table = flat.reshape(shape).astype(np.float32)
        odds = even @ table[:-1] + table[-1]
        far = np.exp(-np.abs(odds))
        lost = (np.maximum(odds, 0) - odds * has + np.log1p(far)) * counts
        wrong = (np.where(odds >= 0, 1 / (1 + far), far / (1 + far)) - has) * counts
        slope = np.empty_like(table)
        slope[:-1], slope[-1] = even.T @ wrong + HELD_BACK * table[:-1], wrong.sum(axis=0)
        held = 0.5 * HELD_BACK * float((table[:-1] ** 2).sum())
        return float(lost.sum(dtype=np.float64)) + held, slope.ravel().astype(np.float64)

    found = minimize(
        loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    table = found.x.reshape(shape)
    weights = table[:-1] / spread[:, None]
    return Learnt(weights, table[-1] - middle @ weights)


def apart(rows: Any, has: Any, parts: Any) -> Any:
    """Log odds of every row by what was learnt from the other parts."""
    odds = np.zeros(has.shape)
    for part in np.unique(parts):
        own = parts == part
        odds[own] = learn(rows[~own], has[~own]).odds(rows[own])
    return odds


def weigh(said: Any, has: Any) -> tuple[list[float], float]:
    """Of log odds told apart, a column each, how much to trust each, and the offset: likelihoods that hold."""
    model = LogisticRegression().fit(np.clip(said, -BOUND, BOUND), has)
    return model.coef_[0].tolist(), float(model.intercept_[0])


def content(codes: Sequence[str], learnt: Learnt, words: Any, meant: Any, has: Any) -> str:
    """The file of one language. `words` and `meant` are log odds of every example, told apart."""
    lines = ["# Learnt by `scripts/coach-quality --learn`; what the figures are stands in faults.py."]
    for at, code in enumerate(codes):
        if has[:, at].sum() < FEWEST:
            continue
        (by_words, by_meaning), offset = weigh(np.stack([words[:, at], meant[:, at]], axis=1), has[:, at])
        (slope,), alone = weigh(words[:, at : at + 1], has[:, at])
        row = by_meaning * learnt.weights[:, at]
        scale = float(np.abs(row).max()) / STEPS or 1.0
        coded = b64encode(np.round(row / scale).astype(np.int8).tobytes()).decode()
        offset += by_meaning * float(learnt.offsets[at])
        lines += ["", f"[{code}]", f"words = {by_words:.4f}", f"offset = {offset:.4f}"]
        lines += [f"alone = [{slope:.4f}, {alone:.4f}]", f"scale = {scale:.6g}", f'meaning = "{coded}"']
    return "\n".join(lines) + "\n"
