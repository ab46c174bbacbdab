"""Learning goes on beside a first start, and never longer than that lasts."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from amends.coach import scorer


@pytest.mark.slow
def test_it_ends_when_the_start_it_goes_on_beside_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    begun: list[subprocess.Popen[bytes]] = []

    def remembered(*given: object, **more: object) -> None:
        begun.append(popen(*given, **more))  # type: ignore[call-overload]

    popen = subprocess.Popen
    monkeypatch.setattr(scorer, "_folder", tmp_path)
    monkeypatch.setattr(scorer.subprocess, "Popen", remembered)
    scorer.prepare(wait=False, beside=start.pid)
    until = time.monotonic() + 120
    while not list(tmp_path.glob("tmp*")) and not list(tmp_path.glob("lock")):
        assert time.monotonic() < until and begun[0].poll() is None
        time.sleep(0.1)
    start.kill()
    start.wait()
    assert begun[0].wait(60) == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        for _moment in range(100):
            os.killpg(begun[0].pid, 0)
            time.sleep(0.1)
    assert not list(tmp_path.glob("reply-*.weights"))


def test_one_program_begins_to_learn_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(scorer, "_folder", tmp_path)
    monkeypatch.setattr(scorer, "_begun", -scorer.BEGIN_AGAIN)
    monkeypatch.setattr(scorer, "prepare", lambda **given: begun.append(given))
    with (tmp_path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        scorer.learn_beside()
    assert begun == []
    scorer.learn_beside()
    scorer.learn_beside()
    assert begun == [{"wait": False, "beside": os.getpid()}]
