"""Parts that die are started again; nothing outlives its supervisor."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amends.server import serving
from amends.server.supervision import UpLock, run_tied
from amends.server.supervision.child import PATIENCE, Child, marked, sweep

MARK = f"test-{os.getpid()}"
SLEEPER = (
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
)


def part(code: str) -> Child:
    words = [sys.executable, "-u", "-c", code]
    return Child("part", lambda: os.execve(words[0], words, {**os.environ, "AMENDS_UP": MARK}))


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    yield
    sweep(MARK)


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)


def test_its_lines_come_whole() -> None:
    child = part(
        "import sys; sys.stdout.write('one\\ntw'); sys.stdout.flush(); sys.stdout.write('o\\nthree')"
    )
    child.start()
    said: list[str] = []
    until(lambda: said.extend(child.lines()) or "three" in said)
    assert said == ["one", "two", "three"]


def test_a_part_that_dies_is_due_again_and_later_each_time() -> None:
    child = part("raise SystemExit(1)")
    waits = []
    for _ in range(3):
        child.start()
        until(child.died)
        waits.append(child.again_at - time.monotonic())
        assert not child.is_due()
    assert waits == sorted(waits) and waits[0] <= PATIENCE[0] < waits[1] and waits[-1] <= PATIENCE[2]


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="Linux that weighs sessions")
def test_the_worker_gives_way_with_its_whole_session() -> None:
    def body() -> int:
        serving.give_way()
        group = Path("/proc/self/autogroup").read_text().split()[-1]
        os.write(1, f"{os.nice(0)} {group}\n".encode())
        return 0

    child = Child("part", body)
    child.start()
    said: list[str] = []
    until(lambda: said.extend(child.lines()) or said)
    assert said == [f"{serving.NICE} {serving.NICE}"]


def test_what_a_dead_part_began_dies_with_it() -> None:
    child = part(SLEEPER + "print('begun', flush=True); time.sleep(60)")
    child.start()
    select.select([child.pipe], [], [], 10)
    until(lambda: len(marked(MARK)) == 2)  # what was begun just now may not have its environment yet
    os.kill(child.pid, signal.SIGKILL)
    until(child.died)
    until(lambda: not marked(MARK))


def test_a_sweep_ends_what_an_earlier_supervisor_left() -> None:
    child = part("import time; time.sleep(60)")
    child.start()
    until(lambda: marked(MARK))
    sweep(MARK)
    until(child.died)
    assert not marked(MARK)


def test_a_tied_command_returns_its_exit_code() -> None:
    assert run_tied([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)) == 3


def killed_above(code: str, **env: str) -> int:
    """Run a supervisor that says its part's number, kill it, and return that number."""
    above = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "AMENDS_UP": MARK, **env}
    )
    assert above.stdout
    below = int(above.stdout.readline())
    above.kill()
    above.wait()
    above.stdout.close()
    return below


def test_a_part_ends_when_its_supervisor_is_killed() -> None:
    below = killed_above(
        "import os, time; from amends.server.supervision.child import Child; import sys;"
        "child = Child('part', lambda: time.sleep(60)); child.start(); print(child.pid, flush=True); time.sleep(60)"
    )
    until(lambda: below not in marked(MARK))


def test_a_part_that_has_more_to_say_ends_when_its_supervisor_is_killed() -> None:
    """What it says goes nowhere then; it must not come back into the supervisor's code with that error."""
    below = killed_above(
        "import os, signal, sys, time; from amends.server.supervision.child import Child\n"
        "def body():\n"
        "    signal.signal(signal.SIGTERM, lambda *_: sys.stdout.write('told to end'))\n"
        "    print('begun', flush=True); time.sleep(2); return 0\n"
        "child = Child('part', body)\n"
        "try:\n"
        "    child.start()\n"
        "    while not child.lines(): time.sleep(0.1)\n"
        "    print(child.pid, flush=True)\n"
        "finally:\n"
        "    time.sleep(60)\n",
        PYTHONUNBUFFERED="",
    )
    until(lambda: below not in marked(MARK))


def test_the_lock_names_who_has_it_and_is_taken_back(tmp_path: Path) -> None:
    with UpLock(tmp_path) as first, UpLock(tmp_path) as second:
        assert (first, second) == (None, os.getpid())
    with UpLock(tmp_path) as third:
        assert third is None
