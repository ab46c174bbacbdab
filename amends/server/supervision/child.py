"""One part of a running installation: started, listened to, started again, ended with everything it began."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = (0.5, 1, 2, 4, 8, 15, 30)  # seconds before the next start of a part that keeps dying
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def tie_to_parent() -> None:
    """Runs in the child: when the supervisor is killed, the kernel ends this part (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


class Child:
    def __init__(self, name: str, words: list[str], env: dict[str, str]) -> None:
        self.name, self.words, self.env = name, words, env
        self.running: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self.began = 0.0
        self.again_at = 0.0
        self._rest = b""

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the supervisor alone and the group can be ended as one."""
        self.running = subprocess.Popen(
            self.words,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=tie_to_parent,  # safe: the supervisor has one thread
        )
        self.began = time.monotonic()
        assert self.running.stdout is not None
        os.set_blocking(self.running.stdout.fileno(), False)

    def lines(self) -> list[str]:
        """What it has said since the last call, whole lines only until it ends."""
        if self.running is None or self.running.stdout is None:
            return []
        with suppress(BlockingIOError):
            self._rest += self.running.stdout.read() or b""
        *whole, self._rest = self._rest.split(b"\n")
        if self.running.poll() is not None and self._rest:
            whole, self._rest = [*whole, self._rest], b""
        return [line.decode("utf-8", "replace").rstrip() for line in whole]

    def died(self) -> bool:
        """True once after each death; then everything it left in its group is ended."""
        if self.running is None or self.running.poll() is None:
            return False
        self.kill()
        lived = time.monotonic() - self.began
        self.deaths = 0 if lived > PATIENCE[-1] else self.deaths + 1
        self.again_at = time.monotonic() + PATIENCE[min(self.deaths, len(PATIENCE) - 1)]
        self.running = None
        return True

    def is_due(self) -> bool:
        return self.running is None and time.monotonic() >= self.again_at

    def ask_to_end(self) -> None:
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """The whole group; its number stays taken as long as one of its members lives."""
        if self.running is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def marked(mark: str) -> list[int]:
    """Every process that a supervisor of this data folder ever started and that is still there (Linux)."""
    wanted, found = f"AMENDS_UP={mark}".encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return [pid for pid in found if pid != os.getpid()]


def sweep(mark: str) -> None:
    """End what a killed supervisor left behind. The caller holds the lock, so no other supervisor is alive."""
    for pid in marked(mark):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def run_tied(words: list[str], env: dict[str, str]) -> int:
    """Run to the end and return the exit code; an interrupt ends it with everything it began, then goes on."""
    running = subprocess.Popen(words, env=env, start_new_session=True, preexec_fn=tie_to_parent)
    try:
        return running.wait()
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        raise
