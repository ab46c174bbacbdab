"""What one carrier has handed over, noted on disk at once, so that a crash before the database knows doubles nothing.

A carrier holds the lock on its own file while it lives; the kernel lets go of it however the process ends. What stands
in a file nobody holds was sent. Only a crash within the instant between the mail server's answer and the note leaves a
message sent and not noted: it goes out again under the same Message-ID, by which the receiver knows it (RFC 1047).
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def _folder() -> Path:
    place: Path = settings.HOME / "outbox"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def _made(path: Path) -> int:
    """Locked before it gets its name: another carrier that looks round would take it for left behind and remove it. One
    that looks round in the instant before the lock does so; then it is made once more.
    """
    unnamed = path.with_suffix(".new")
    while True:
        opened = os.open(unnamed, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND, 0o600)
        fcntl.flock(opened, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            unnamed.rename(path)
            return opened
        os.close(opened)


class Ledger:
    def __init__(self) -> None:
        self.carrier = uuid.uuid4()
        self._path = _folder() / f"{self.carrier}.sent"
        self._file = _made(self._path)

    def sent(self, delivery: uuid.UUID) -> None:
        """Note at once that it was handed over; one write, so that lines of several threads never mix."""
        os.write(self._file, delivery.bytes)

    def settled(self) -> None:
        """The database knows everything noted so far."""
        os.ftruncate(self._file, 0)

    def close(self) -> None:
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def left_behind() -> Iterator[tuple[uuid.UUID, list[uuid.UUID]]]:
    """Carriers of this machine that ended without settling, and what they had sent.

    A file goes when the caller asks for the next one, that is after the database was told; one whose carrier ended
    before it had a name, and so before anything was sent, goes at once.
    """
    for path in _held_by_nobody("*.new"):
        path.unlink(missing_ok=True)
    for path in _held_by_nobody("*.sent"):
        noted = path.read_bytes()
        whole = len(noted) // 16 * 16
        yield uuid.UUID(path.stem), [uuid.UUID(bytes=noted[at : at + 16]) for at in range(0, whole, 16)]
        path.unlink(missing_ok=True)


def _held_by_nobody(names: str) -> Iterator[Path]:
    """Each is ours until the next one is asked for."""
    for path in sorted(_folder().glob(names)):
        try:
            opened = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.exists():  # whoever held it may have taken it away just now
                yield path
        except BlockingIOError:
            continue
        finally:
            os.close(opened)


def is_here(carrier: uuid.UUID) -> bool:
    """Whether the carrier is or was one of this machine."""
    return (_folder() / f"{carrier}.sent").exists()
