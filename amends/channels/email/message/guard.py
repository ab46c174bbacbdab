"""`read_guarded`: mail that could cost much is read in a child process with a clock and a roof."""

import atexit
import io
import os
import pickle
import select
import struct
import subprocess
import sys
import threading
import time
from typing import IO

from amends.channels.email.message.read import read
from amends.channels.email.message.scan import scanned
from amends.channels.email.message.shape import ReadMail

SMALL = 1_500_000
MANY_TAGS = 60_000
MANY_PARTS = 1_500
SIZE = struct.Struct("<Q")


def read_guarded(raw: bytes, seconds: float = 5, megabytes: int = 200) -> ReadMail:
    """`read` within limits. Most mail is cheap and read here; a start of a process would cost more than it."""
    if not costly(raw):
        return read(raw)
    return READER.read(raw, seconds, megabytes)


def costly(raw: bytes) -> bool:
    """Can reading this take long or much memory? Judged by size and by what makes parsers slow."""
    return (
        len(raw) > SMALL
        or raw.count(b"<") > MANY_TAGS
        or raw.count(b"\n--") > MANY_PARTS
        or b"ms-tnef" in raw
        or b"winmail.dat" in raw
    )


class Reader:
    """One child that reads mail after mail; killed and started anew when a mail exceeds its limits."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.megabytes = 0
        self.parent = 0

    def read(self, raw: bytes, seconds: float, megabytes: int) -> ReadMail:
        with self.lock:
            try:
                return self.ask(raw, seconds, megabytes)
            except TimeoutError:
                self.stop()
                return scanned(raw, "too-long")
            except (OSError, EOFError, pickle.UnpicklingError):
                self.stop()
                return scanned(raw, "too-large")

    def ask(self, raw: bytes, seconds: float, megabytes: int) -> ReadMail:
        child = self.started(megabytes)
        if child.stdin is None or child.stdout is None:
            raise EOFError
        until = time.monotonic() + seconds
        sent(child.stdin, SIZE.pack(len(raw)))
        sent(child.stdin, raw)
        (size,) = SIZE.unpack(exactly(child.stdout, SIZE.size, until))
        answer = pickle.loads(exactly(child.stdout, size, until))  # noqa: S301 - our own child wrote it
        if not isinstance(answer, ReadMail):
            raise EOFError
        return answer

    def started(self, megabytes: int) -> subprocess.Popen[bytes]:
        if self.parent != os.getpid():  # after a fork the child belongs to the other process
            self.child, self.parent = None, os.getpid()
        if self.child is not None and (self.child.poll() is not None or self.megabytes != megabytes):
            self.stop()
        if self.child is None:
            words = [sys.executable, "-m", "amends.channels.email.message.child", str(megabytes)]
            self.child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
            self.megabytes = megabytes
        return self.child

    def stop(self) -> None:
        child, self.child = self.child, None
        if child is not None and self.parent == os.getpid():
            child.kill()
            child.communicate()


def sent(stream: IO[bytes], content: bytes) -> None:
    """An unbuffered pipe may take a part only."""
    rest = memoryview(content)
    while rest:
        rest = rest[stream.write(rest) :]


def exactly(stream: IO[bytes], size: int, until: float) -> bytes:
    """`size` bytes from the child, or TimeoutError when the clock has run out."""
    found = io.BytesIO()
    while found.tell() < size:
        left = until - time.monotonic()
        if left <= 0 or not select.select([stream], [], [], left)[0]:
            raise TimeoutError
        piece = stream.read(min(size - found.tell(), 1 << 20))
        if not piece:
            raise EOFError
        found.write(piece)
    return found.getvalue()


READER = Reader()
atexit.register(READER.stop)
