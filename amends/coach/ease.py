"""How easy a reply is to read: words a sentence and the share of long words, held against plain letters of its language.

No formula made for English is used on another language: what is long in English is ordinary in Latvian. Each language has
its own measure, taken from the plain letters in this room; Thai, whose words do not grow, is told by its sentences alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from amends.coach.reply import Reply, Sentence

Level = Literal["easy", "fair", "hard"]
FEWEST_WORDS = 4  # a shorter line (a name, a formula) is no sentence to read
SHORTEST = 30  # words; a shorter text is easy whatever its words
EASY, FAIR = (
    1.3,
    1.6,
)  # times what plain letters ask of their readers; most plain letters are easy, four in five at least
CUT_IN_TWO = 2.6  # times the words of a plain sentence; hardly one plain letter has such a one


@dataclass(frozen=True, slots=True)
class Plain:
    """What half of the plain letters of a language do not exceed: words a sentence, and the share longer than `letters`."""

    words: float
    letters: int = 0
    share: float = 0.0


PLAIN: Mapping[str, Plain] = {
    "en": Plain(15.5, 6, 0.15),
    "sk": Plain(11.6, 7, 0.175),
    "th": Plain(15.4),
    "lv": Plain(10.8, 8, 0.145),
    "bg": Plain(12.5, 8, 0.12),
    "ro": Plain(13.5, 7, 0.155),
}


@dataclass(frozen=True, slots=True)
class Ease:
    """`words` a sentence; `long_share` of its words, None where words are not told by length; `longest` is the sentence
    that had better be two, with its words, None where all are short enough.
    """

    level: Level
    words: float
    long_share: float | None
    longest: tuple[int, int] | None = None
    longest_words: int = 0


def ease_of(reply: Reply) -> Ease | None:
    """None for a language without a measure, and for a text too short to need one."""
    plain = PLAIN.get(reply.lang)
    read = [each for each in reply.sentences if len(each.words) >= FEWEST_WORDS]
    written = sum(len(each.words) for each in read)
    if plain is None or written < SHORTEST:
        return None
    words = written / len(read)
    share = _share(read, plain.letters) if plain.letters else None
    strain = words / plain.words if share is None else (words / plain.words + share / plain.share) / 2
    level: Level = "easy" if strain <= EASY else "fair" if strain <= FAIR else "hard"
    longest = max(read, key=lambda each: len(each.words))
    if len(longest.words) <= CUT_IN_TWO * plain.words:
        return Ease(level, words, share)
    return Ease(level, words, share, (longest.start, longest.end), len(longest.words))


def _share(sentences: list[Sentence], letters: int) -> float:
    """Of words longer than so many letters; numbers are not words."""
    words = [word for each in sentences for word, _, _ in each.words if not word[0].isdigit()]
    return sum(len(word) > letters for word in words) / (len(words) or 1)
