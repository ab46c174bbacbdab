"""Everybody now looking at a complaint, as one live process knows it: heard from the pages, forgotten by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from amends.cases.presence import Seat

HELD = 22.0  # seconds after its last word that a window counts as closed; pages announce themselves every 10
WINDOWS = 20  # of one employee at most, so that nobody fills the memory


@dataclass(frozen=True)
class Person:
    """One employee at a complaint, whatever the number of their windows; `writes_in` as in Seat."""

    id: int
    name: str
    writes_in: str


class Present:
    """Seats by complaint. Moments are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self._seats: dict[str, dict[tuple[int, str], tuple[Seat, float]]] = {}

    def take(self, seat: Seat, at: float) -> bool:
        """Note an announcement; True when who is there, or who writes where, is another than before."""
        before = self.people(seat.ref)
        seats = self._seats.setdefault(seat.ref, {})
        seats.pop((seat.staff, seat.tab), None)
        if not seat.gone and self._windows(seat.staff) < WINDOWS:
            seats[seat.staff, seat.tab] = seat, at
        if not seats:
            del self._seats[seat.ref]
        return self.people(seat.ref) != before

    def expire(self, at: float) -> Iterator[str]:
        """Forget windows that are silent for too long; yields the complaints where that changed something."""
        for ref, seats in list(self._seats.items()):
            before = self.people(ref)
            for key in [key for key, (_seat, heard) in seats.items() if heard + HELD < at]:
                del seats[key]
            if not seats:
                del self._seats[ref]
            if self.people(ref) != before:
                yield ref

    def part(self, staff: int) -> Iterator[str]:
        """Forget every window of an employee; yields the complaints where they were."""
        for ref, seats in list(self._seats.items()):
            theirs = [key for key in seats if key[0] == staff]
            for key in theirs:
                del seats[key]
            if not seats:
                del self._seats[ref]
            if theirs:
                yield ref

    def people(self, ref: str) -> list[Person]:
        """Who is there, each once, by name; where somebody writes in one window that counts."""
        found: dict[int, Person] = {}
        for seat, _heard in self._seats.get(ref, {}).values():
            known = found.get(seat.staff)
            found[seat.staff] = Person(
                seat.staff, seat.name, seat.writes_in or (known.writes_in if known else "")
            )
        return sorted(found.values(), key=lambda one: (one.name, one.id))

    def is_at(self, staff: int, ref: str) -> bool:
        """Whether an employee has the complaint before them, and so was let in by its page moments ago."""
        return any(key[0] == staff for key in self._seats.get(ref, {}))

    def _windows(self, staff: int) -> int:
        return sum(key[0] == staff for seats in self._seats.values() for key in seats)
