"""The pieces of words that the model reads: of all ways to cut a text into pieces it knows, the likeliest."""

import mmap
import re
from array import array
from collections.abc import Sequence
from pathlib import Path

import marisa_trie

from amends.language.meaning.model_file import ModelFile

BLANK = "\u2581"  # stands for a blank in the pieces
AHEAD = "query: "  # put before a text, as the model was taught
BLANKS = re.compile(" {2,}")
UNLIKELY = (
    10.0  # a character that is no piece is so much less likely than the least likely one, as a logarithm
)
NEVER = -1e30
TREE, NUMBERS = "pieces", "numbers"  # names of files


def write(model: ModelFile, folder: Path) -> None:
    """The pieces as a tree of letters, and for each leaf of it the score and the number of the piece."""
    named = {piece: number for number, piece in enumerate(model.pieces()) if number not in model.special}
    tree, scores = marisa_trie.Trie(named), model.scores().tolist()
    tree.save(str(folder / TREE))
    numbers = [0] * len(named)
    for piece, number in named.items():
        numbers[tree[piece]] = number
    written = [array("f", [scores[number] for number in numbers]), array("i", numbers)]
    (folder / NUMBERS).write_bytes(b"".join(map(bytes, written)))


class Pieces:
    """As `write` left them, mapped."""

    def __init__(self, model: ModelFile, folder: Path) -> None:
        self._tree = marisa_trie.Trie()
        self._tree.mmap(str(folder / TREE))
        with (folder / NUMBERS).open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        half = len(data) // 2
        self._scores, self._numbers = data[:half].cast("f"), data[half:].cast("i")
        self._unknown_score = min(self._scores) - UNLIKELY
        self._normal_forms = model.normal_forms()
        self._begin, self._end, self._unknown = model.begin, model.end, model.unknown
        self._most = model.places

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces of a text, from the one that begins it to the one that ends it."""
        found = self._likeliest(self._normalized(text))
        return [self._begin, *found[: self._most - 2], self._end]

    def _normalized(self, text: str) -> str:
        said = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
        said = BLANKS.sub(" ", (AHEAD + said).translate(self._normal_forms))
        return BLANK + said.replace(" ", BLANK)

    def _likeliest(self, letters: str) -> Sequence[int]:
        """Viterbi: from left to right the best way to each place, then back along the best ways."""
        best = [NEVER] * (len(letters) + 1)
        ways = [(0, self._unknown)] * (len(letters) + 1)
        best[0] = 0.0
        for at in range(len(letters)):
            here = best[at]
            for piece, leaf in self._tree.iter_prefixes_with_ids(letters[at : at + 64]):
                to, score = at + len(piece), here + self._scores[leaf]
                if score > best[to]:
                    best[to], ways[to] = score, (at, self._numbers[leaf])
            if here + self._unknown_score > best[at + 1]:
                best[at + 1], ways[at + 1] = here + self._unknown_score, (at, self._unknown)
        found, at = [], len(letters)
        while at:
            at, number = ways[at]
            found.append(number)
        return found[::-1]
