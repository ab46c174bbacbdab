"""How long something took: the middle and the ninth of ten, from counts of steps that grow by a twentieth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from amends.improvement.counting import STEP


@dataclass(frozen=True)
class Spread:
    """Seconds within which half and nine of ten were done, right to 2.5 %; `of` is how many were."""

    of: int
    half: float
    nine_of_ten: float


def spread_of(steps: Mapping[str, int]) -> Spread | None:
    """None where nothing was measured."""
    of = sum(steps.values())
    if not of:
        return None
    counted = sorted((int(step), count) for step, count in steps.items())
    return Spread(of, _within(counted, of, 0.5), _within(counted, of, 0.9))


def _within(counted: list[tuple[int, int]], of: int, share: float) -> float:
    """The nearest rank: the least time within which this share was done."""
    wanted, seen = math.ceil(share * of), 0
    for step, count in counted:
        seen += count
        if seen >= wanted:
            return float(STEP**step)
    raise AssertionError("the counts add up to less than their sum")
