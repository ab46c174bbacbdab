"""The promise line: which state a promise shows, and how far its bar reaches. Pure; the template draws it."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

State = Literal["later", "due", "overdue", "kept", "paused", "replaced"]

NEAR = 0.2  # a promise is due from the day itself, or when less than this share of its time is left
SHORTEST = 20  # the tick of a promise long overdue stays this many hundredths from the left, to be seen


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """`used` is the share of the promised time gone, in hundredths; above 100 the bar runs past the tick."""

    state: State
    used: int

    @property
    def tick(self) -> int:
        """Where the promise stands on the line, in hundredths of its width."""
        return max(SHORTEST, 10_000 // self.used) if self.state == "overdue" and self.used > 100 else 100

    @property
    def bar(self) -> int:
        return min(self.used, self.tick)

    @property
    def past(self) -> int:
        return 100 - self.tick


def used_of(made: datetime, due: datetime, at: datetime) -> int:
    whole = (due - made).total_seconds()
    gone = (at - made).total_seconds()
    if whole <= 0:
        return 100 if gone <= 0 else 200
    return max(0, round(100 * gone / whole))


def line_for(
    made: datetime,
    due: datetime,
    at: datetime,
    zone: tzinfo,
    *,
    kept: bool = False,
    replaced: bool = False,
    paused: bool = False,
) -> PromiseLine:
    """The line of one promise at one moment. An overdue one always passes its tick far enough to be seen."""
    used = used_of(made, due, at)
    state: State = _ahead(made, due, at, zone)
    if kept:
        state = "kept"
    elif replaced:
        state = "replaced"
    elif at > due:
        state = "overdue"
    elif paused:
        state = "paused"
    return PromiseLine(state, max(used, 112) if state == "overdue" else min(used, 100))


def _ahead(made: datetime, due: datetime, at: datetime, zone: tzinfo) -> State:
    near = (due - at) < (due - made) * NEAR
    return "due" if near or at.astimezone(zone).date() == due.astimezone(zone).date() else "later"


def spread(shares: list[int], *, first: int = 20, last: int = 60, gap: int = 25) -> list[int]:
    """Places for at most three ticks with words under them: in fives, clear of both ends, `gap` apart where there is room."""
    gap = min(gap, (last - first) // max(1, len(shares) - 1) // 5 * 5)
    places: list[int] = []
    for share in shares:
        places.append(max(round(share / 5) * 5, places[-1] + gap if places else first))
    for index in reversed(range(len(places))):
        places[index] = min(places[index], last)
        last = places[index] - gap
    return places
