"""The words of one rule in one language, from its TOML file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.coach.phrase_search import PhraseSearch
from amends.coach.phrases import Malformed
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import read_toml

RULES = Path(__file__).with_name("rules")


@dataclass(frozen=True, slots=True)
class Wording:
    """`phrases` and `sound` are searched in the folded sentence; `sound` says nothing where `unless` is found too."""

    phrases: PhraseSearch
    sound: PhraseSearch
    unless: PhraseSearch
    suggestion: str

    def found(self, sentence: Sentence) -> tuple[int, int] | None:
        """The first phrase in a sentence, as a span of its folded form."""
        span = self.phrases.search(sentence.folded.text)
        return None if span is None or span[0] == span[1] else span

    def clears(self, sentence: Sentence) -> bool:
        """Whether a sentence says outright what the fault only resembles, so that a resemblance is no finding."""
        text = sentence.folded.text
        return self.sound.search(text) is not None and self.unless.search(text) is None


@cache
def wording(folder: str, lang: str) -> Wording:
    """Nothing where a rule has no file for a language. Raises Malformed, naming the file."""
    path = RULES / folder / f"{lang}.toml"
    table = read_toml(path)
    try:
        phrases, sound, unless = (
            PhraseSearch(table.get(name, ()), lang) for name in ("phrases", "sound", "unless")
        )
    except Malformed as error:
        raise Malformed(f"{path}: {error}") from error
    return Wording(phrases, sound, unless, table.get("suggestion", ""))
