"""A reply, cut into what its writer wrote, sentence by sentence; every place leads back to the original text."""

import re
from dataclasses import dataclass
from functools import cached_property

from amends.language.folded import Folded, folded
from amends.language.folding import fold
from amends.language.lexicon import lexicon
from amends.language.sentences import sentences
from amends.language.words import thai_words

LONGEST = 200_000  # characters; no letter is longer, and every rule reads every one of them
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")
THAI = re.compile(r"[\u0e01-\u0e4e]+")
ADDRESSED = re.compile(
    r"\A\s*(?:[.\s]*@\w{1,60})+"
)  # whom a public message begins with is no part of what it says
QUOTED_LINES = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
QUOTED_WORDS = re.compile(
    r"„([^„“”\n]{12,600})[“”]|“([^“”\n]{12,600})”|«([^«»\n]{12,600})»|\"([^\"\n]{12,600})\""
)


class TooLong(ValueError):
    """The text is longer than any letter; nothing was read."""


@dataclass
class Sentence:
    """One sentence: `start` and `end` in characters of the reply; `text` is its own part of it."""

    start: int
    end: int
    text: str
    lang: str

    @cached_property
    def folded(self) -> Folded:
        return folded(self.text)

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Folded words with their spans in the folded sentence."""
        found = []
        for match in WORD.finditer(self.folded.text):
            thai = THAI.search(match.group()) if self.lang == "th" else None
            if thai is None:
                found.append((match.group(), match.start(), match.end()))
                continue
            at = match.start()
            for word in thai_words(match.group()):
                at = self.folded.text.find(word, at)
                found.append((word, at, at + len(word)))
                at += len(word)
        return found

    @cached_property
    def lemmas(self) -> list[str]:
        """The dictionary form of each word, in folded form; the word itself where it is unknown."""
        known = lexicon(self.lang)
        return [((known and known.lookup(word)) or [word])[0] for word, _, _ in self.words]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded sentence as a span of the whole reply."""
        first, last = self.folded.original(start, end)
        return self.start + first, self.start + last


class Reply:
    """Raises TooLong. `complaint` is what the customer wrote: repeated inside quotation marks it is not the writer's."""

    def __init__(self, text: str, lang: str, complaint: str = "") -> None:
        if len(text) > LONGEST:
            raise TooLong(f"{len(text)} characters are more than {LONGEST}")
        self.text, self.lang = text, lang
        self.own = _without_quotes(text, complaint)
        said = ADDRESSED.sub(lambda found: " " * len(found.group()), self.own)
        self.sentences = [Sentence(start, end, said[start:end], lang) for start, end in sentences(said)]

    @cached_property
    def word_count(self) -> int:
        """Words of the writer; Thai ones as a reader would count them."""
        return sum(len(sentence.words) for sentence in self.sentences)


def _without_quotes(text: str, complaint: str) -> str:
    """The same length, with blanks where the customer speaks: quoted lines, and their words between quotation marks."""
    text = QUOTED_LINES.sub(lambda found: " " * len(found.group()), text)
    if not complaint:
        return text
    heard = " ".join(fold(complaint).split())

    def blank(found: re.Match[str]) -> str:
        inside = next(group for group in found.groups() if group is not None)
        said = " ".join(fold(inside).split()).strip(" .,…!?")
        return found.group() if said not in heard else " " * len(found.group())

    return QUOTED_WORDS.sub(blank, text)
