"""What a killed PostgreSQL leaves behind, and whether a process number is really it."""

import os
import time
from pathlib import Path


def pid_of(data: Path) -> int | None:
    """The living postmaster of this data folder; None for no file, a dead number, a zombie or a stranger."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ValueError, ProcessLookupError):
        return None
    return pid if _is_postgres_in(pid, data) else None


def _is_postgres_in(pid: int, data: Path) -> bool:
    if not Path("/proc/self").exists():
        return True
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == data.resolve() and _state(pid) != "Z"
    except (FileNotFoundError, PermissionError):
        return False


def _state(pid: int) -> str:
    return (
        Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0]
    )


def living(data: Path) -> list[int]:
    """Every process that works inside the data folder."""
    numbers = [int(path.name) for path in Path("/proc").glob("[0-9]*")] if Path("/proc/self").exists() else []
    return [pid for pid in numbers if _is_postgres_in(pid, data)]


def clear_remains(data: Path) -> None:
    """After a kill: wait for the last backends to notice, then take away a lock that would last for ever.

    PostgreSQL clears a dead number's lock itself, but a zombie (where nothing reaps) or a reused number of
    the same account would stop it from ever starting again. It is safe only without a process in the folder.
    """
    lock = data / "postmaster.pid"
    if not lock.exists() or not Path("/proc/self").exists():
        return
    patience = time.monotonic() + 60
    while living(data) and time.monotonic() < patience:
        if pid_of(data) is not None:
            return  # it is alive but does not answer yet; starting a second one is refused by itself
        time.sleep(0.05)
    if not living(data):
        lock.unlink(missing_ok=True)
