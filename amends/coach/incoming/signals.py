"""What in a complaint shows the state of its writer (M7): each sign with its place, to be seen and corrected by people."""

import re
from dataclasses import dataclass
from functools import cache

from amends.coach.phrases import matcher
from amends.coach.rules.shouting.rule import DOUBLED, is_emphasis
from amends.coach.scorer.examples import COACH, read_toml
from amends.language.folded import Folded, folded
from amends.language.folding import fold

KINDS = ("threat", "insult", "ultimatum", "repeat", "sarcasm", "politeness")
CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z\u0e00-\u0e7f]{2,}(?!\w)")
MANY = 20  # signs of one complaint; the rest adds nothing


@dataclass(frozen=True, slots=True)
class Signal:
    """`start` and `end` in characters of the text."""

    kind: str
    start: int
    end: int
    text: str


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str]]:
    table = read_toml(COACH / "incoming" / f"signals.{lang}.toml")
    found = {kind: matcher(table.get(kind, ()), lang) for kind in KINDS}
    return {kind: pattern for kind, pattern in found.items() if pattern is not None}


def signals(text: str, lang: str) -> list[Signal]:
    """In the order of the text, at most MANY."""
    whole = folded(text)
    found = [
        each for kind, pattern in _patterns(lang).items() for each in _matches(kind, pattern, whole, text)
    ]
    found += [Signal("signs", *match.span(), match.group()) for match in DOUBLED.finditer(text)]
    found += [
        Signal("capitals", *match.span(), match.group())
        for match in CAPITALS.finditer(text)
        if match.group().isupper() and is_emphasis(fold(match.group()), lang)
    ]
    return sorted(found, key=lambda signal: signal.start)[:MANY]


def _matches(kind: str, pattern: re.Pattern[str], whole: Folded, text: str) -> list[Signal]:
    spans = [
        whole.original(*match.span()) for match in pattern.finditer(whole.text) if match.end() > match.start()
    ]
    return [Signal(kind, start, end, text[start:end]) for start, end in spans]
