"""What an installation's people made of complaints before them: where a new one reads alike, the coach leans towards it (M7).

Of a complaint that was judged a sample of its features is kept, which tells how much two complaints read alike and cannot be
read itself. A complaint leans by what the coach got wrong about its like, weighted by likeness, so that a row taken away takes
its influence with it, and a coach that was right is left as it is.
"""

import math
from array import array
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from amends.coach.reply import Reply
from amends.coach.scorer.features import buckets

READ_AT_MOST = 2_000  # characters of a complaint whose features are kept
ONE_IN = 8  # features that are kept; always the same ones, so that they can be compared
SHARP = 2  # power of the likeness: what reads a little alike says much less than what reads very much alike
DOUBT = 1.0  # likenesses it takes to lean half way
REACH = 4.0  # how far it may lean; with SHARP and DOUBT chosen on complaints of writers the coach had not learnt from


@dataclass(frozen=True, slots=True)
class Judged:
    """A complaint that was judged: its sample, and for each state 1 or 0 as people saw it, less the share the coach gave it."""

    sample: Set[int]
    wrong: Mapping[str, float]


def sample(text: str, lang: str) -> frozenset[int]:
    found = buckets(Reply(text[:READ_AT_MOST], lang).sentences)
    return frozenset(bucket for bucket in found if bucket % ONE_IN == 0)


def packed(sample: Set[int]) -> bytes:
    return array("I", sorted(sample)).tobytes()


def unpacked(content: bytes) -> frozenset[int]:
    found = array("I")
    found.frombytes(content)
    return frozenset(found)


def wrong(shares: Mapping[str, float], chosen: str) -> dict[str, float]:
    return {state: (state == chosen) - share for state, share in shares.items()}


def leaning(shares: Mapping[str, float], read: Set[int], judged: Sequence[Judged]) -> dict[str, float]:
    """The shares of the states as they lean, again shares of 1; as they were where nothing was judged."""
    weights = [alike(read, each.sample) ** SHARP for each in judged]
    whole = sum(weights) + DOUBT
    moved = {
        state: max(
            0.0,
            share
            + REACH
            * sum(w * each.wrong.get(state, 0.0) for w, each in zip(weights, judged, strict=True))
            / whole,
        )
        for state, share in shares.items()
    }
    total = sum(moved.values())
    return {state: share / total for state, share in moved.items()} if total else dict(shares)


def alike(one: Set[int], other: Set[int]) -> float:
    """Between 0 and 1: the features they share."""
    return len(one & other) / math.sqrt(len(one) * len(other)) if one and other else 0.0
