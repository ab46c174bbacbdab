"""The learned part of the coach: weights of words and pieces of words, learnt at set-up from the examples in this room.

A text gets one probability a label. Learning needs scikit-learn and runs in a process of its own; reading needs
nothing but the file, which all our processes map together.
"""

import fcntl
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from amends.coach.scorer.examples import LANGUAGES, Kind, fingerprint
from amends.coach.scorer.weights import Weights

__all__ = ["LANGUAGES", "Weights", "keep_in", "prepare", "weights"]

KINDS: tuple[Kind, ...] = ("reply", "state", "wants")
_folder = Path(os.environ.get("AMENDS_HOME", ".amends")) / "coach"


def keep_in(folder: Path) -> None:
    """Where the files lie; the rest of the program says so once, at its start."""
    global _folder
    _folder = folder
    weights.cache_clear()


def prepare(folder: Path | None = None) -> None:
    """Learn what is missing, for all languages: under a minute, once, at set-up and after an upgrade."""
    if folder is not None:
        keep_in(folder)
    wanted = {path_of(kind, lang) for kind in KINDS for lang in LANGUAGES}
    if not all(path.exists() for path in wanted):
        _learn(list(LANGUAGES))
    for path in _folder.glob("*.weights"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def path_of(kind: Kind, lang: str) -> Path:
    """The name holds the fingerprint of the examples: other examples, another file."""
    return _folder / f"{kind}-{lang}-{fingerprint(kind, lang)}.weights"


@cache
def weights(kind: Kind, lang: str) -> Weights:
    """The weights for one language, learnt now where set-up did not. Raises KeyError for a language without examples."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    path = path_of(kind, lang)
    if not path.exists():
        _learn([lang])
    return Weights(path)


def _learn(langs: list[str]) -> None:
    """In another process: what learns takes 150 MB and must not stay in ours. Only one learns at a time."""
    _folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "amends.coach.scorer.learning", str(_folder), *langs]
    with (_folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
