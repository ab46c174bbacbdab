"""A file of weights: for each bucket how rare it is and what it says for every label; read in place, never loaded."""

import json
import math
import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path
from struct import Struct

from amends.coach.scorer.features import BUCKETS
from amends.coach.scorer.odds import logistic

Places = Mapping[int, list[tuple[int, int]]]
HEAD = Struct("<I")
LANE = 5  # bytes a label gets in a sum of rows; no text has so many features that they would not hold it
SIGN = 0x80  # added to a signed byte to make it a positive number


class Weights:
    """Layout: length of the head, the head as JSON, then a row of signed bytes for each bucket: rarity, then each label.

    The head holds `labels`, and for each its `offset` and the `scale` of its bytes.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        (length,) = HEAD.unpack_from(self._data)
        head = json.loads(bytes(self._data[HEAD.size : HEAD.size + length]))
        self.labels: list[str] = head["labels"]
        self._offsets: list[float] = head["offsets"]
        self._scales: list[float] = head["scales"]
        self._width = 1 + len(self.labels)
        self._bytes = self._data[HEAD.size + length :]
        self._rows = self._bytes.cast("b")
        if len(self._rows) != BUCKETS * self._width:
            raise ValueError(f"{path} is not whole")

    def probabilities(self, buckets: Iterable[int]) -> dict[str, float]:
        """For each label how likely it applies, between 0 and 1.

        Each row is laid out as one large integer, a lane a label, and the rows are added as such: exact, and several
        times as quick as label by label.
        """
        width, rows, raw = self._width, self._rows, self._bytes
        spaced = bytearray(len(self.labels) * LANE)
        signs = int.from_bytes(bytes([SIGN] + [0] * (LANE - 1)) * len(self.labels), "little")
        total = length = common = 0
        for bucket in buckets:
            at = bucket * width
            rarity = rows[at]
            if not rarity:
                continue
            length += rarity * rarity
            common += rarity
            spaced[::LANE] = raw[at + 1 : at + width]
            total += (int.from_bytes(spaced, "little") ^ signs) * rarity
        said = total.to_bytes(len(spaced), "little")
        sums = [
            int.from_bytes(said[at : at + LANE], "little") - SIGN * common
            for at in range(0, len(spaced), LANE)
        ]
        norm = math.sqrt(length) or 1.0
        return {
            label: logistic(total * scale / norm + offset)
            for label, total, scale, offset in zip(
                self.labels, sums, self._scales, self._offsets, strict=False
            )
        }

    def deciding(self, places: Places, label: str, most: int = 3) -> list[tuple[int, int]]:
        """The places (sentence, word) that spoke most for a label, in the order of the text."""
        column = 1 + self.labels.index(label)
        said: dict[tuple[int, int], float] = {}
        for bucket, where in places.items():
            at = bucket * self._width
            spoken = self._rows[at] * self._rows[at + column]
            if spoken:
                for place in where:
                    said[place] = said.get(place, 0.0) + spoken / len(where)
        best = sorted(said, key=lambda place: said[place], reverse=True)[:most]
        return sorted(place for place in best if said[place] > 0)
