"""Learns the weights from the examples: one logistic regression a label, the same result every time.

python -m amends.coach.scorer.learning FOLDER PROCESS LANG…

Unless PROCESS is 0 it ends with that one, unfinished.
"""

import fcntl
import json
import math
import os
import signal
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from amends.coach.reply import Reply
from amends.coach.scorer import KINDS, keep_in, path_of
from amends.coach.scorer.examples import Example, Kind, examples, labels
from amends.coach.scorer.features import BUCKETS, features
from amends.coach.scorer.weights import HEAD
from amends.language import meaning

STRENGTH = 100.0  # inverse of how strongly large weights are held back
RARE = 5.0  # a row that has a label counts so much more than one that has not
STEPS = 127  # of a signed byte
CLOSE = 0.01  # to the best weights, where learning ends: log odds differ by less than that


def matrix(rows: list[Example], lang: str) -> tuple[Any, Any]:
    """Rows of unit length over all buckets, and the rarity of each bucket (0 where none was seen)."""
    seen = [list(features(Reply(row.text, lang).sentences)) for row in rows]
    found, scale = rarity(seen)
    return spread(seen, found), (found, scale)


def rarity(seen: list[list[int]]) -> tuple[Any, float]:
    """How rare each bucket is among rows, in steps of a signed byte, and how much a step is worth."""
    counts = Counter(bucket for buckets in seen for bucket in buckets)
    found = np.zeros(BUCKETS, dtype=np.float32)
    for bucket, count in counts.items():
        found[bucket] = math.log(1 + len(seen) / count)
    scale = float(found.max()) / STEPS or 1.0
    return np.round(found / scale).astype(np.int8), scale


def spread(seen: list[list[int]], rarity: Any) -> Any:
    values, columns, starts = [], [], [0]
    for buckets in seen:
        row = rarity[buckets].astype(np.float64)
        length = math.sqrt(float((row * row).sum())) or 1.0
        values.extend(row / length)
        columns.extend(buckets)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(seen), BUCKETS))


def fit(rows: list[Example], table: Any, label: str) -> LogisticRegression | None:
    """None where no row has the label, or all have."""
    judged = np.array([label in row.judged for row in rows])
    has = np.array([label in row.labels for row in rows])
    if not has.any() or has[judged].all():
        return None
    weights = {True: RARE, False: 1.0}
    model = LogisticRegression(
        C=STRENGTH, class_weight=weights, solver="liblinear", dual=True, tol=CLOSE, random_state=0
    )  # dual, as rows are fewer than columns: the same weights in a tenth of the time
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # what is still to be gained moves no finding
        return model.fit(table[judged], has[judged])


def learn(kind: Kind, lang: str, rows: list[Example] | None = None) -> bytes:
    """The content of a file of weights; `rows` in place of all examples where a part is kept for measuring."""
    rows = examples(kind, lang) if rows is None else rows
    names = labels(kind)
    table, (rarity, _) = matrix(rows, lang) if rows else (None, (np.zeros(BUCKETS, np.int8), 1.0))
    content = np.zeros((BUCKETS, 1 + len(names)), dtype=np.int8)
    content[:, 0] = rarity
    offsets, scales = [-30.0] * len(names), [0.0] * len(names)
    for number, label in enumerate(names):
        model = fit(rows, table, label) if rows else None
        if model is None:
            continue
        found = model.coef_[0]
        scale = float(np.abs(found).max()) / STEPS or 1.0
        content[:, 1 + number] = np.round(found / scale).astype(np.int8)
        offsets[number], scales[number] = float(model.intercept_[0]), scale
    head = {"labels": names, "offsets": offsets, "scales": scales}
    said = json.dumps(head).encode()
    return HEAD.pack(len(said)) + said + content.tobytes()


def write(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever else writes it at the same time."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # else a loss of power may leave the name with nothing behind it
    Path(file.name).replace(path)


def learn_language(folder: Path, lang: str) -> None:
    """Every kind that is missing, in a process of its own."""
    keep_in(folder)
    for kind in KINDS:
        path = path_of(kind, lang)
        if not path.exists():
            write(path, learn(kind, lang))


def main(folder: Path, langs: list[str]) -> None:
    """One program learns at a time, a language a core; whoever comes second finds it done."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        meaning.prepare()
        with ProcessPoolExecutor(min(len(langs), os.cpu_count() or 1)) as pool:
            list(pool.map(learn_language, [folder] * len(langs), langs))


def end_with(process: int) -> None:
    """Looked at now and then, because it need not be our parent; whatever learns for us ends as well."""
    while True:
        time.sleep(0.5)
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    if int(sys.argv[2]):
        threading.Thread(target=end_with, args=[int(sys.argv[2])], daemon=True).start()
    main(Path(sys.argv[1]), sys.argv[3:])
