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
    """`phrases` are searched in the folded sentence, unless `excepted` is found there too."""

    phrases: re.Pattern[str] | None
    excepted: re.Pattern[str] | None
    suggestion: str

    def found(self, sentence: Sentence) -> tuple[int, int] | None:
        """The first phrase in a sentence, as a span of its folded form."""
        if self.phrases is None:
            return None
        match = self.phrases.search(sentence.folded.text)
        if match is None or match.start() == match.end():
            return None
        if self.excepted is not None and self.excepted.search(sentence.folded.text):
            return None
        return match.span()


@cache
def wording(folder: str, lang: str) -> Wording:
    """Nothing where a rule has no file for a language. Raises Malformed, naming the file."""
    path = RULES / folder / f"{lang}.toml"
    table = read_toml(path)
    try:
        phrases, excepted = (matcher(table.get(name, ()), lang) for name in ("phrases", "excepted"))
    except Malformed as error:
        raise Malformed(f"{path}: {error}") from error
    return Wording(phrases, excepted, table.get("suggestion", ""))
