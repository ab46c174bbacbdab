"""Bounded load from a few threads on this machine, and what came of it."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Figures:
    """Milliseconds per call and calls a second."""

    times: list[float]
    seconds: float
    failed: int = 0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def at(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")

    @property
    def p50(self) -> float:
        return statistics.median(self.times) if self.times else float("nan")

    @property
    def p95(self) -> float:
        return self.at(0.95)


def run(work: Callable[[int], bool], clients: int, count: int) -> Figures:
    """`work(number)` for `count` numbers from `clients` threads at once."""
    times: list[float] = []
    failed = [0]
    numbers = iter(range(count))
    lock = threading.Lock()

    def client() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            began = time.perf_counter()
            good = work(number)
            spent = (time.perf_counter() - began) * 1000
            with lock:
                times.append(spent)
                failed[0] += not good

    threads = [threading.Thread(target=client) for _n in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Figures(times, time.perf_counter() - began, failed[0])


class Caller:
    """One kept connection a thread."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.port, self.headers, self.local = port, headers, threading.local()

    def __call__(self, method: str, path: str, body: bytes | None = None, **more: str) -> tuple[int, bytes]:
        link = getattr(self.local, "link", None)
        if link is None:
            link = self.local.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, {**self.headers, **more})
            answer = link.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            link.close()
            self.local.link = None
            return 0, b""
