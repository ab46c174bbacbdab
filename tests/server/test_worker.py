"""A part of the worker that ended by itself ends the worker, and the supervisor starts it anew."""

import asyncio
import signal
import threading
from collections.abc import Iterator

import pytest

from amends.server import worker


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    yield
    for sign, handler in kept.items():
        signal.signal(sign, handler)


async def _idle(_stop: threading.Event) -> None:
    await asyncio.sleep(60)


def _ends(_stop: threading.Event) -> None:
    return


def _stays(stop: threading.Event) -> None:
    stop.wait(60)


@pytest.mark.parametrize("parts", [("jobs", "sealer", "carrier"), ("sealer", "carrier")])
def test_one_part_that_ends_ends_the_worker(monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]) -> None:
    monkeypatch.setattr(worker, "_jobs", _idle)
    monkeypatch.setattr(worker, "TO_END", 0.2)
    monkeypatch.setitem(worker._THREADS, "sealer", _stays)
    monkeypatch.setitem(worker._THREADS, "carrier", _ends)
    assert worker.run(parts) == 1


@pytest.mark.parametrize("parts", [("jobs", "sealer"), ("sealer",)])
def test_a_worker_told_to_end_ends_well(monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]) -> None:
    monkeypatch.setattr(worker, "_jobs", _idle)
    monkeypatch.setitem(worker._THREADS, "sealer", _stays)
    threading.Timer(0.3, signal.raise_signal, [signal.SIGTERM]).start()
    assert worker.run(parts) == 0
