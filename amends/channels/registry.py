"""The channels, found by looking: every folder here with a `channel.py` is one, and adding one touches nothing else."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from django.utils.functional import Promise


@dataclass(frozen=True)
class Channel:
    """`takes_in`: complaints come by it. `by_staff`: an employee writes them down. `carries_out`: it can bring an answer."""

    key: str
    words: str | Promise
    takes_in: bool
    by_staff: bool
    carries_out: bool


@lru_cache(maxsize=1)
def channels() -> dict[str, Channel]:
    """Every channel by its key, in order of their place."""
    found = [import_module(f"amends.channels.{path.parent.name}.channel") for path in _files()]
    found.sort(key=lambda module: (module.PLACE, module.KEY))
    return {
        module.KEY: Channel(module.KEY, module.WORDS, module.TAKES_IN, module.BY_STAFF, module.CARRIES_OUT)
        for module in found
    }


def _files() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*/channel.py"))


def words_of(key: str) -> str:
    """The channel's name in the language now in force; its key where the channel is no more."""
    found = channels().get(key)
    return str(found.words) if found else key
