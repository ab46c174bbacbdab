"""What is asked for again and again and hardly ever changes, kept by a process for a moment."""

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import TypeVar

from django.conf import settings

Found = TypeVar("Found")


def kept(read: Callable[[], Found]) -> Callable[[], Found]:
    """`read`, asked again after settings.COMPANY_KEPT_FOR seconds; nobody may change what it gives."""
    held: list[tuple[float, Found]] = []

    @wraps(read)
    def answer() -> Found:
        if held and held[0][0] > monotonic():
            return held[0][1]
        found = read()
        if settings.COMPANY_KEPT_FOR:
            held[:] = [(monotonic() + settings.COMPANY_KEPT_FOR, found)]
        return found

    return answer
