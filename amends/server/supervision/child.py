"""One part of a running installation: started, listened to, started again, ended with everything it began."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

PATIENCE = (0.5, 1, 2, 4, 8, 15, 30)  # seconds before the next start of a part that keeps dying
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def tie_to_parent() -> None:
    """Runs in the child: when the supervisor is killed, the kernel ends this part (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


class Child:
    """Forked from the supervisor, which has one thread and has loaded what the parts need."""

    def __init__(self, name: str, body: Callable[[], int]) -> None:
        self.name, self.body = name, body
        self.pid = self.pipe = 0
        self.deaths = 0
        self.began = self.again_at = 0.0
        self._rest = b""

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the supervisor alone and the group can be ended as one."""
        reading, writing = os.pipe()
        sys.stdout.flush()
        supervisor, pid = os.getpid(), os.fork()
        if pid == 0:
            self._live(supervisor, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        self.pid, self.pipe, self.began = pid, reading, time.monotonic()

    def _live(self, supervisor: int, writing: int) -> NoReturn:
        """The child's whole life. It keeps none of the supervisor's files: their locks would outlive it."""
        code = 1
        try:
            os.setsid()
            tie_to_parent()
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(writing, 1)
            os.dup2(writing, 2)
            os.closerange(3, os.sysconf("SC_OPEN_MAX") if sys.platform == "darwin" else 65536)
            if os.getppid() == supervisor:
                code = self.body()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:
            with suppress(OSError):
                traceback.print_exc()
        finally:
            for said in (sys.stdout, sys.stderr):
                with suppress(OSError):  # nobody listens once the supervisor is killed
                    said.flush()
            os._exit(code)

    def is_alive(self) -> bool:
        """Asks without reaping: `died` does that."""
        return bool(self.pid) and not os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)

    def lines(self) -> list[str]:
        """What it has said since the last call, whole lines only until it ends."""
        if not self.pid:
            return []
        over = not self.is_alive()
        with suppress(BlockingIOError):
            while piece := os.read(self.pipe, 65536):
                self._rest += piece
        *whole, self._rest = self._rest.split(b"\n")
        if over and self._rest:
            whole, self._rest = [*whole, self._rest], b""
        return [line.decode("utf-8", "replace").rstrip() for line in whole]

    def died(self) -> bool:
        """True once after each death; then everything it left in its group is ended."""
        if not self.pid or self.is_alive():
            return False
        self.kill()
        lived = time.monotonic() - self.began
        self.deaths = 1 if lived > PATIENCE[-1] else self.deaths + 1
        self.again_at = time.monotonic() + PATIENCE[min(self.deaths, len(PATIENCE)) - 1]
        return True

    def is_due(self) -> bool:
        return not self.pid and time.monotonic() >= self.again_at

    def ask_to_end(self) -> None:
        if self.pid and self.is_alive():
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """The whole group; its number stays taken as long as one of its members lives."""
        if self.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            os.close(self.pipe)
            self.pid = self.pipe = 0


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
