"""Dictionary forms of words, from simplemma, as files that all our processes read together.

A dictionary of simplemma takes up to 150 MB in each process and knows no word typed without its marks.
Ours maps the hash of a folded form to folded lemmas, 12 bytes a form, found by bisection in a mapped file:
nothing is loaded, and the pages are shared.
"""

import mmap
import os
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from amends.language.folding import fold

LANGUAGES = ("en", "sk", "lv", "bg", "ro")
ITSELF = 0xFFFF_FFFF  # in place of an offset: the form is its own lemma
LEMMAS_A_FORM = 3  # "sud" may be "sud" or "súd": both are kept, but not an endless list

_folder = Path(os.environ.get("AMENDS_HOME") or ".amends") / "words"


def keep_in(folder: Path) -> None:
    """Where the files lie; the rest of the program says so once, at its start."""
    global _folder
    _folder = folder
    lexicon.cache_clear()


def prepare(folder: Path | None = None) -> None:
    """Write the files that are missing: a few seconds, once, at set-up."""
    if folder is not None:
        keep_in(folder)
    for lang in LANGUAGES:
        lexicon(lang)


class Lexicon:
    """Layout: number of entries, their hashes in order, their offsets, then the lemmas, a line each."""

    def __init__(self, data: memoryview) -> None:
        count = int.from_bytes(data[:8], "little")
        self.hashes = data[8 : 8 + 8 * count].cast("Q")
        self.offsets = data[8 + 8 * count : 8 + 12 * count].cast("I")
        self.lemmas = data[8 + 12 * count :]

    def lookup(self, form: str) -> list[str]:
        """The lemmas of a folded form; none when the word is unknown."""
        wanted = digest(form.encode("utf-8", "replace"))
        found = []
        at = bisect_left(self.hashes, wanted)
        while at < len(self.hashes) and self.hashes[at] == wanted:
            found.append(form if self.offsets[at] == ITSELF else self.lemma_at(self.offsets[at]))
            at += 1
        return found

    def lemma_at(self, offset: int) -> str:
        return bytes(self.lemmas[offset : offset + 200]).partition(b"\n")[0].decode("utf-8")


def digest(form: bytes) -> int:
    return int.from_bytes(blake2b(form, digest_size=8).digest(), "little")


@cache
def lexicon(lang: str) -> Lexicon | None:
    if lang not in LANGUAGES:
        return None
    path = _folder / f"{lang}-{version('simplemma')}.lexicon"
    if not path.exists() and not write(path, content := build(lang)):
        return Lexicon(memoryview(content))
    with path.open("rb") as file:
        return Lexicon(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def write(path: Path, content: bytes) -> bool:
    """Whole or not at all; a folder we may not write to costs memory, not the search."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        return False
    return True


def build(lang: str) -> bytes:
    entries: list[tuple[int, int]] = []
    offsets: dict[str, int] = {}
    lemmas = bytearray()
    for form, lemma in forms(lang):
        if lemma == form:
            entries.append((digest(form.encode()), ITSELF))
            continue
        if lemma not in offsets:
            offsets[lemma] = len(lemmas)
            lemmas += lemma.encode() + b"\n"
        entries.append((digest(form.encode()), offsets[lemma]))
    entries.sort()
    hashes = array("Q", [entry[0] for entry in entries])
    places = array("I", [entry[1] for entry in entries])
    return len(entries).to_bytes(8, "little") + hashes.tobytes() + places.tobytes() + bytes(lemmas)


def forms(lang: str) -> Iterator[tuple[str, str]]:
    """Every folded form with each of its folded lemmas."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known: dict[str, list[str]] = {}
    dictionary = DefaultDictionaryFactory(cache_max_size=0).get_dictionary(lang)
    for form, lemma in dictionary.items():
        folded = fold(lemma)
        lemmas = known.setdefault(fold(form), [])
        if folded not in lemmas and len(lemmas) < LEMMAS_A_FORM:
            lemmas.append(folded)
        known.setdefault(folded, [folded])
    return ((form, lemma) for form, lemmas in known.items() for lemma in lemmas)
