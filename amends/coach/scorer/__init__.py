"""The learned part of the coach: weights of words and pieces of words, learnt at set-up from the examples in this room.

A text gets one probability a label. Learning needs scikit-learn and runs in a process of its own; reading needs
nothing but the file, which all our processes map together.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from time import monotonic

from amends.coach.scorer.examples import LANGUAGES, Kind, fingerprint
from amends.coach.scorer.weights import Weights
from amends.language import meaning
from amends.language.beside import folder_beside

__all__ = [
    "LANGUAGES", "Weights", "folder", "is_learnt", "is_ready", "keep_in", "learn_beside", "prepare", "weights",
]  # fmt: skip

KINDS: tuple[Kind, ...] = (
    "speaker", "reply", "state", "wants",
)  # in the order they are learnt: who finds what replies need finds who speaks as well  # fmt: skip
BESIDE = (
    Path(__file__).parents[1] / "learnt"
)  # what is learnt depends on the program alone, so all installations share it
BEGIN_AGAIN = 60.0  # seconds after which one process begins to learn again, should the first attempt have come to nothing
_folder = folder_beside(BESIDE, "coach")
_begun = -BEGIN_AGAIN  # when this process last did, by its own clock


def keep_in(folder: Path) -> None:
    """Where the files lie, in place of the usual folder."""
    global _folder
    _folder = folder
    weights.cache_clear()


def folder() -> Path:
    """Where the files lie, to be told to a process of its own."""
    return _folder


def prepare(*, wait: bool = True, beside: int = 0) -> None:
    """Learn what is missing, for all languages: under a minute, at set-up and after an upgrade.

    Without `wait` it goes on by itself beside what follows, and ends unfinished when the process `beside` is no more; who
    needs it before it is done waits for it.
    """
    if not is_learnt():
        _learn(LANGUAGES, wait=wait, beside=beside)
    for path in set(_folder.glob("*.weights")) - _wanted():
        path.unlink(missing_ok=True)


def is_learnt() -> bool:
    """Whether nothing is left to learn."""
    return meaning.is_prepared() and all(path.exists() for path in _wanted())


def is_ready(lang: str, *kinds: Kind) -> bool:
    """Whether texts of a language can be read without learning first; one without examples has nothing to learn."""
    if lang not in LANGUAGES:
        return True
    return meaning.is_prepared() and all(path_of(kind, lang).exists() for kind in kinds)


def learn_beside() -> None:
    """Begin to learn what is missing, unless somebody is at it. For whoever may not wait: returns at once."""
    global _begun
    if monotonic() - _begun < BEGIN_AGAIN or _somebody_learns():
        return
    _begun = monotonic()
    prepare(wait=False, beside=os.getpid())


def _somebody_learns() -> bool:
    try:
        with (_folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _wanted() -> set[Path]:
    return {path_of(kind, lang) for kind in KINDS for lang in LANGUAGES}


def path_of(kind: Kind, lang: str) -> Path:
    """The name holds the fingerprint of the examples: other examples, another file."""
    return _folder / f"{kind}-{lang}-{_fingerprint(kind, lang)}.weights"


@cache
def _fingerprint(kind: Kind, lang: str) -> str:
    """Asked at every page the coach reads for; the examples do not change while a program runs."""
    return fingerprint(kind, lang)


@cache
def weights(kind: Kind, lang: str) -> Weights:
    """The weights for one language, learnt now where set-up did not. Raises KeyError for a language without examples."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    path = path_of(kind, lang)
    if not path.exists():
        _learn((lang,))
    return Weights(path)


def _learn(langs: Sequence[str], *, wait: bool = True, beside: int = 0) -> None:
    """In a process of its own: what learns takes 150 MB and must not stay in ours. Raises CalledProcessError."""
    _folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "amends.coach.scorer.learning", str(_folder), str(beside), *langs]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    if wait:
        subprocess.run(command, check=True, env=environment)
    else:
        subprocess.Popen(
            ["nice", *command], env=environment, start_new_session=True, stdout=subprocess.DEVNULL
        )
