"""What of a text the scorer looks at: words, pairs of words, dictionary forms, and runs of three to five letters."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from zlib import crc32

from amends.coach.reply import Sentence

BUCKETS = 1 << 18
MASK = BUCKETS - 1
FIGURE = "#"  # any number counts as the same
RUNS = (3, 4, 5)


def buckets(sentences: Sequence[Sentence]) -> set[int]:
    """What `features` finds, without the places: several times as quick, as every sentence of every letter needs it."""
    found: set[int] = set()
    for sentence in sentences:
        words = _plain(word for word, _, _ in sentence.words)
        if words:
            found.update(
                crc32(name.encode("utf-8", "replace")) & MASK for name, _ in _by_words(sentence, words)
            )
            found.update(_run_buckets(_row(sentence, words)))
    return found


def features(sentences: Sequence[Sentence]) -> dict[int, list[tuple[int, int]]]:
    """Buckets with the places (sentence, word) from which each came."""
    found: dict[int, list[tuple[int, int]]] = {}
    for number, sentence in enumerate(sentences):
        for name, word in _named(sentence):
            found.setdefault(crc32(name.encode("utf-8", "replace")) & MASK, []).append((number, word))
    return found


def _named(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Each feature by name, with the number of the word it begins in."""
    words = _plain(word for word, _, _ in sentence.words)
    if words:
        yield from _by_words(sentence, words)
        yield from _runs(_row(sentence, words), words, len(_between(sentence)))


def _plain(words: Iterable[str]) -> list[str]:
    return [FIGURE if word[0].isdigit() else word for word in words]


def _by_words(sentence: Sentence, words: Sequence[str]) -> Iterator[tuple[str, int]]:
    yield from _rows("w", words)
    if sentence.lang != "th":
        yield from _rows("l", _plain(sentence.lemmas))
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


def _between(sentence: Sentence) -> str:
    return "" if sentence.lang == "th" else " "


def _row(sentence: Sentence, words: Sequence[str]) -> str:
    """The words in one line, a blank around each where the language has blanks."""
    between = _between(sentence)
    return between + between.join(words) + between


def _runs(text: str, words: Sequence[str], between: int) -> Iterator[tuple[str, int]]:
    owner = [at for at, word in enumerate(words) for _ in range(between + len(word))]
    owner.append(len(words) - 1)
    for size in RUNS:
        for at in range(len(text) - size + 1):
            yield text[at : at + size], owner[at]


def _run_buckets(text: str) -> Iterator[int]:
    """Cut out of the bytes: to encode each run by itself would take most of the time."""
    coded = text.encode("utf-8", "replace")
    if len(coded) == len(text):
        for size in RUNS:
            for at in range(len(text) - size + 1):
                yield crc32(coded[at : at + size]) & MASK
        return
    starts = [0, *accumulate(len(sign.encode("utf-8", "replace")) for sign in text)]
    for size in RUNS:
        for start, end in zip(starts, starts[size:], strict=False):
            yield crc32(coded[start:end]) & MASK
