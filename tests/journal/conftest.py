"""A journal of a small shop: Eva works there, Nora complains."""

from types import SimpleNamespace

import pytest

from amends.journal import kinds


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three kinds of entry, known for the time of a test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.kind("shop.opened", "%(name)s complained by %(channel)s.", personal=["name"], registers=True)
    kinds.kind("shop.noted", "A note on %(thing)s, due %(due)s: %(words)s", personal=["words"])
    kinds.kind("shop.counted", "%(number)s things were counted.")


@pytest.fixture
def eva() -> SimpleNamespace:
    return SimpleNamespace(kind="staff", id="4", name="Eva Nováková", deputy_for=None)


@pytest.fixture
def machine() -> SimpleNamespace:
    return SimpleNamespace(kind="system", id="", name="Amends", deputy_for=None)
