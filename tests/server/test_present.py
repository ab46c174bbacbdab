"""Who is at a complaint: heard, gathered by person, forgotten by itself."""

from amends.cases.presence import Seat
from amends.server.present import HELD, WINDOWS, Person, Present


def seat(staff: int, tab: str = "a", **more: object) -> Seat:
    return Seat("A-1", staff, f"Person {staff}", tab, **more)  # type: ignore[arg-type]


def test_a_silent_window_is_forgotten_within_half_a_minute() -> None:
    present = Present()
    assert present.take(seat(1), 0)
    assert present.take(seat(2), 5)
    assert not present.take(seat(2), 15), "nothing changed"
    assert HELD < 28
    assert list(present.expire(HELD)) == []
    assert list(present.expire(HELD + 0.1)) == ["A-1"]
    assert [one.id for one in present.people("A-1")] == [2]
    assert list(present.expire(100)) == ["A-1"]
    assert present.people("A-1") == [] and not present.is_at(2, "A-1")


def test_one_person_with_two_windows_is_one() -> None:
    present = Present()
    present.take(seat(1, "a"), 0)
    assert not present.take(seat(1, "b"), 0)
    assert present.take(seat(1, "a", writes_in="text-1"), 0)
    assert present.people("A-1") == [Person(1, "Person 1", "text-1")]
    assert present.take(seat(1, "a", gone=True), 0), "no longer writes"
    assert present.people("A-1") == [Person(1, "Person 1", "")]
    assert present.take(seat(1, "b", gone=True), 0)
    assert present.people("A-1") == []


def test_nobody_fills_the_memory() -> None:
    present = Present()
    for number in range(WINDOWS * 3):
        present.take(Seat(f"A-{number}", 1, "Person 1", "a"), 0)
    assert sum(present.is_at(1, f"A-{number}") for number in range(WINDOWS * 3)) == WINDOWS
