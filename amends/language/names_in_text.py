"""Known people named in a text: by a part of their name or the whole of it, in any of its cases, in any script."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from amends.language.folded import Folded, folded
from amends.language.folding import fold

SPREAD = 2  # letters an inflected name may lose before it gets its ending
LONGER = 4  # letters an ending may add or take
SHORT_NAME = 4  # of a name so short only words with a capital count as its cases
# What three letters take in a case: Ján, Jána, Jánom; Eva, Evy, Evou; Ion, Ionului.
ENDINGS_OF_THREE = "a y u e i o s ou om ovi em am im is ai ei ul ului ulu о е у"
ENDINGS = frozenset(ENDINGS_OF_THREE.split())
VOWELS = "aeiouyаеиоуяю"
BESIDE = 3  # characters between the words of one name
WORD = re.compile(r"\w+")
THAI = re.compile(r"[\u0e01-\u0e5b]")
THAI_TITLES = re.compile(r"^(?:นางสาว|นาย|นาง|คุณ|ดร\.?)")
TITLE_WORDS = (
    "ing mgr bc dr mudr judr phdr rndr paeddr prof doc mba phd csc mr mrs ms miss sir pan pani domnul doamna"
)
TITLES = frozenset(TITLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody to look for. `alone`: any part of the name counts; else two of its parts have to stand together."""

    name: str
    label: str
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """`start` and `end` in characters of the text."""

    start: int
    end: int
    label: str


def same_name(word: str, name: str) -> bool:
    """Whether a folded word is a folded name in one of its cases: Kováč, Kováča, Kováčovi; Anna, Annu; Bērziņa, Bērziņai."""
    if word == name:
        return True
    stem = name[: max(3, len(name) - SPREAD)]
    return len(name) > 3 and word.startswith(stem) and abs(len(word) - len(name)) <= LONGER


@dataclass(slots=True)
class _Word:
    """One word of a text: whose parts it may be, by the number of the person."""

    start: int
    end: int
    parts: dict[int, set[str]] = field(default_factory=dict)
    spared: bool = False


class NamesInText:
    """Looks for `people`; a word that is also part of a name in `spared` counts only beside another part."""

    def __init__(self, people: Sequence[Known], spared: Collection[str] = ()) -> None:
        self._people = people
        self._spared = [part for name in spared for part in parts_of(name)]
        self._by_start: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._thai: list[tuple[re.Pattern[str], str]] = []
        for number, person in enumerate(people):
            for part in parts_of(person.name):
                self._by_start[part[:2]].append((part, number))
            if pattern := _thai_pattern(person, spared):
                self._thai.append((pattern, person.label))

    def find(self, text: str) -> list[Named]:
        """In the order of the text; places of several people may overlap."""
        if not self._perhaps_in(fold(text)):
            return []
        whole = folded(text)
        words = [self._word(match, whole, text) for match in WORD.finditer(whole.text)]
        found = [Named(*whole.original(start, end), label) for start, end, label in self._runs(words, whole)]
        for pattern, label in self._thai:
            found += [Named(*whole.original(*match.span()), label) for match in pattern.finditer(whole.text)]
        return sorted(found, key=lambda each: (each.start, -each.end))

    def _perhaps_in(self, text: str) -> bool:
        """Whether it is worth looking where each character stood, which takes far longer."""
        if any(pattern.search(text) for pattern, _label in self._thai):
            return True
        return any(
            _in_a_case(word, part, True)
            for word in WORD.findall(text)
            for part, _person in self._by_start.get(word[:2], ())
        )

    def _word(self, match: "re.Match[str]", whole: Folded, text: str) -> _Word:
        word = _Word(*match.span())
        written = match.group()
        capital = text[whole.places[match.start()]].isupper()
        for part, number in self._by_start.get(written[:2], ()):
            if written == part or _in_a_case(written, part, capital):
                word.parts.setdefault(number, set()).add(part)
        if word.parts:
            word.spared = any(same_name(written, part) for part in self._spared)
        return word

    def _runs(self, words: Sequence[_Word], whole: Folded) -> Iterator[tuple[int, int, str]]:
        """Words that stand together and are parts of one name."""
        for number in {number for word in words for number in word.parts}:
            run: list[_Word] = []
            for word in words:
                if run and (number not in word.parts or not _beside(run[-1], word, whole)):
                    yield from self._place(run, number)
                    run = []
                if number in word.parts:
                    run.append(word)
            yield from self._place(run, number)

    def _place(self, run: Sequence[_Word], number: int) -> Iterator[tuple[int, int, str]]:
        if not run:
            return
        person = self._people[number]
        together = len(run) > 1 and len(set().union(*(word.parts[number] for word in run))) > 1
        long_enough = any(not word.spared and word.end - word.start > 2 for word in run)
        if all(word.spared for word in run) or not (together or (person.alone and long_enough)):
            return
        yield run[0].start, run[-1].end, person.label


def parts_of(name: str) -> list[str]:
    """The folded parts of a name that say who it is; none of a name in Thai, which is looked for as it is written."""
    parts = [part for part in WORD.findall(fold(name)) if len(part) > 1 and not THAI.search(part)]
    return [part for part in parts if part not in TITLES]


def _in_a_case(word: str, name: str, capital: bool) -> bool:
    if len(name) > SHORT_NAME:
        return same_name(word, name)
    if not capital or len(name) < 3:
        return False
    stem = name[:-1] if name[-1] in VOWELS else name
    return (len(name) > 3 and same_name(word, name)) or (
        word.startswith(stem) and word[len(stem) :] in ENDINGS
    )


def _beside(before: _Word, after: _Word, whole: Folded) -> bool:
    between = whole.text[before.end : after.start]
    return len(between) <= BESIDE and "\n" not in between


def _thai_pattern(person: Known, spared: Iterable[str]) -> "re.Pattern[str] | None":
    """Thai is written without spaces between words: a name stands anywhere in a line, the whole of it or a part."""
    parts = _thai_parts(person.name)
    whole = [r"\s*".join(map(re.escape, parts))] if len(parts) > 1 else []
    if person.alone:
        kept = {part for name in spared for part in _thai_parts(name)}
        whole += [re.escape(part) for part in parts if len(part) > 2 and part not in kept]
    return re.compile("|".join(whole)) if whole else None


def _thai_parts(name: str) -> list[str]:
    parts = [THAI_TITLES.sub("", part) for part in fold(name).split() if THAI.search(part)]
    return [part for part in parts if part]
