"""How many examples a property is tried with: all of them by `make test`, a handful by `make check`."""

from typing import Any

from hypothesis import settings

QUICK = "quick"  # a profile, chosen by --hypothesis-profile


def register() -> None:
    settings.register_profile(QUICK, max_examples=30)


def tries(most: int) -> int:
    """`most`, unless this run is to be quick."""
    return min(most, settings.default.max_examples) if settings.get_current_profile_name() == QUICK else most


def some(rows: list[Any], every: int = 20) -> list[Any]:
    """All of them, or one of so many if this run is to be quick."""
    return rows[::every] if settings.get_current_profile_name() == QUICK else rows
