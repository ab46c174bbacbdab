"""Only one supervisor, or a restore, works in a data folder. The kernel takes the lock back from the killed."""

import fcntl
import os
from pathlib import Path


class UpLock:
    """`with UpLock(home) as other`: `other` is the process that has it, or None when it is ours."""

    def __init__(self, home: Path) -> None:
        self.file = home / "up.lock"
        self._held: int | None = None

    def __enter__(self) -> int | None:
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._held = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(os.read(self._held, 20) or 0)
        os.truncate(self._held, 0)
        os.write(self._held, str(os.getpid()).encode())
        return None

    def __exit__(self, *_: object) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None
