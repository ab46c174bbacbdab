"""A part of the worker that ended by itself ends the worker, and the supervisor starts it anew."""

import asyncio
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from amends.server import worker


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield
    for sign, handler in kept.items():
        signal.signal(sign, handler)


def _ends(_stop: threading.Event) -> None:
    return


def _stays(stop: threading.Event) -> None:
    stop.wait(60)


def told_to_end_soon() -> None:
    threading.Timer(0.3, signal.raise_signal, [signal.SIGTERM]).start()


def test_one_part_that_ends_ends_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(worker._BODIES, "jobs", _stays)
    monkeypatch.setitem(worker._BODIES, "sealer", _stays)
    monkeypatch.setitem(worker._BODIES, "carrier", _ends)
    monkeypatch.setattr(worker, "TO_END", 0.2)
    assert worker.run(("jobs", "sealer", "carrier")) == 1


def test_a_worker_told_to_end_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(worker._BODIES, "sealer", _stays)
    told_to_end_soon()
    assert worker.run(("sealer",)) == 0


def test_jobs_that_do_not_hear_the_end_do_not_hold_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    async def deaf(_stop: threading.Event) -> None:
        """Told to end just as it begins, a task of the library may not hear it."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0.1)
        over.set()

    monkeypatch.setattr(worker, "_keep_working", deaf)
    monkeypatch.setattr(worker, "TO_END", 0.2)
    told_to_end_soon()
    assert worker.run(("jobs",)) == 0
    assert not over.is_set()
