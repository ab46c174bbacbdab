"""What of a text the scorer looks at: words, pairs of words, dictionary forms, and runs of three to five letters."""

from collections.abc import Iterator, Sequence
from zlib import crc32

from amends.coach.reply import Sentence

BUCKETS = 1 << 18
FIGURE = "#"  # any number counts as the same
RUNS = (3, 4, 5)


def features(sentences: Sequence[Sentence]) -> dict[int, list[tuple[int, int]]]:
    """Buckets with the places (sentence, word) from which each came."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, sentence in enumerate(sentences):
        for name, word in _named(sentence):
            found.setdefault(crc32(name.encode("utf-8", "replace")) & (BUCKETS - 1), []).append(
                (number, word)
            )
    return found


def _named(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Each feature by name, with the number of the word it begins in."""
    words = [FIGURE if word[0].isdigit() else word for word, _, _ in sentence.words]
    if not words:
        return
    yield from _rows("w", words)
    if sentence.lang != "th":
        lemmas = [FIGURE if lemma[0].isdigit() else lemma for lemma in sentence.lemmas]
        yield from _rows("l", lemmas)
    yield from _runs(words, "" if sentence.lang == "th" else " ")
    yield f"first {words[0]}", 0
    yield f"last {words[-1]}", len(words) - 1
    end = sentence.text.rstrip()
    if "!" in end:
        yield "!", len(words) - 1
    if end.endswith("?"):
        yield "?", len(words) - 1


def _rows(kind: str, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    for at, word in enumerate(words):
        yield f"{kind} {word}", at
        if at:
            yield f"{kind}{kind} {words[at - 1]} {word}", at - 1


def _runs(words: Sequence[str], between: str) -> Iterator[tuple[str, int]]:
    text = between + between.join(words) + between
    owner = [at for at, word in enumerate(words) for _ in range(len(between) + len(word))]
    owner.append(len(words) - 1)
    for size in RUNS:
        for at in range(len(text) - size + 1):
            yield text[at : at + size], owner[at]
