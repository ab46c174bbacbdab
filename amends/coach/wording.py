"""The words of one rule in one language, from its TOML file."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.coach.phrases import Malformed, matcher
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import read_toml

RULES = Path(__file__).with_name("rules")


@dataclass(frozen=True, slots=True)
class Wording:
    """`phrases` and `sound` are searched in the folded sentence; `sound` says nothing where `unless` is found too."""

    phrases: re.Pattern[str] | None
    sound: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    suggestion: str

    def found(self, sentence: Sentence) -> tuple[int, int] | None:
        """The first phrase in a sentence, as a span of its folded form."""
        if self.phrases is None:
            return None
        match = self.phrases.search(sentence.folded.text)
        return None if match is None or match.start() == match.end() else match.span()

    def clears(self, sentence: Sentence) -> bool:
        """Whether a sentence says outright what the fault only resembles, so that a resemblance is no finding."""
        text = sentence.folded.text
        if self.sound is None or self.sound.search(text) is None:
            return False
        return self.unless is None or self.unless.search(text) is None


@cache
def wording(folder: str, lang: str) -> Wording:
    """Nothing where a rule has no file for a language. Raises Malformed, naming the file."""
    path = RULES / folder / f"{lang}.toml"
    table = read_toml(path)
    try:
        phrases, sound, unless = (
            matcher(table.get(name, ()), lang) for name in ("phrases", "sound", "unless")
        )
    except Malformed as error:
        raise Malformed(f"{path}: {error}") from error
    return Wording(phrases, sound, unless, table.get("suggestion", ""))
