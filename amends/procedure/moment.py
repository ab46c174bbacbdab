"""The one clock every action reads, so that a demonstration or a test can say what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def set_to(at: datetime) -> Iterator[None]:
    """Within the block the clock stands at `at` (aware; ValueError otherwise)."""
    if at.tzinfo is None:
        raise ValueError("the moment must carry its time zone")
    token = _set.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
