"""The stories of the demonstration: what each kind of complaint was about, what caused it, and how it is answered.

`house.toml` is what the house writes for itself; a file for each language is what customers read.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

UNHEARD = "unheard"  # the second point of many complaints: nobody told the customer
VERDICTS = ("justified", "partly", "not_justified", "not_ours")


@cache
def words(name: str) -> dict[str, Any]:
    """What a file holds: `house`, or a language."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def house(story: str) -> dict[str, Any]:
    found: dict[str, Any] = words("house")[story]
    return found


def stories() -> tuple[str, ...]:
    """Those a complaint may begin with."""
    return tuple(story for story, told in words("house").items() if "cause" in told)


def story_of(cause: int) -> str:
    return next(story for story in stories() if house(story)["cause"] == cause)


def remedy_kind(remedy: str) -> str:
    return str(words("house")["remedies"][remedy])


def in_words(remedy: str, language: str) -> str:
    """As it is offered to the customer, by itself."""
    said: str = words(language)["remedies"][remedy]
    return said[0].upper() + said[1:]
