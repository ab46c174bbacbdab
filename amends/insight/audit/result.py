"""The outcome of an audit: counts and shares, and nobody's words."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Unit = Literal["count", "share", "hours"]
OTHERS = "*"  # the group of all that are too many to stand side by side


@dataclass(frozen=True, slots=True)
class Cell:
    """A measured value with its 95 % interval; `of` is the number of conversations it is drawn from.

    `value` is None where nothing could be measured; a side of the interval where it is not bounded.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    of: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One measure for every group. `code` is a name of `words.MEASURES`, or that of a rule of the coach."""

    code: str
    unit: Unit
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """`by` is company, branch or month; `groups` are names in the order of the cells, empty for what names none.

    `notes` are (code, number) of what a reader has to know before believing it; see `words.NOTES`.
    """

    by: str
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, int], ...] = ()
    encoding: str = ""

    def plain(self) -> dict[str, Any]:
        """As lists, numbers and texts; `from_plain` reads it back."""
        return asdict(self)

    @classmethod
    def from_plain(cls, found: dict[str, Any]) -> "Result":
        rows = tuple(
            Row(row["code"], row["unit"], tuple(Cell(**cell) for cell in row["cells"]))
            for row in found["rows"]
        )
        notes = tuple((str(code), int(number)) for code, number in found["notes"])
        return cls(found["by"], tuple(found["groups"]), rows, notes, found["encoding"])
