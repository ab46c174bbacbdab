"""The file store: content under its own SHA-256, on disk before the database says it is there."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    root: Path = settings.FILES_ROOT
    return root / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Write and fsync `content` (folder too) unless it is there already; returns its SHA-256 in hex.

    Called before the transaction that refers to it, so a crash leaves at most a file nobody points to.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{digest}.{os.getpid()}.{os.urandom(4).hex()}")
    with fresh.open("xb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def read(sha256: str) -> bytes:
    """The content; FileNotFoundError when it was erased or the store is incomplete."""
    return path_of(sha256).read_bytes()


def chunks(sha256: str, size: int = 64 * 1024) -> Iterator[bytes]:
    with path_of(sha256).open("rb") as source:
        while part := source.read(size):
            yield part


def drawings_of(sha256: str) -> Path:
    """The folder of pictures drawn of the content, apart from it: they may be thrown away and made again."""
    home: Path = settings.HOME
    return home / "drawings" / sha256[:2] / sha256


def erase(sha256: str) -> bool:
    """Remove the content and what was drawn of it; the caller has made sure that nothing else refers to it."""
    shutil.rmtree(drawings_of(sha256), ignore_errors=True)
    try:
        path_of(sha256).unlink()
    except FileNotFoundError:
        return False
    return True


def stored() -> Iterator[str]:
    """Every digest in the store, for backup and for the doctor."""
    root: Path = settings.FILES_ROOT
    for path in sorted(root.glob("??/??/*")):
        if not path.name.startswith("."):
            yield path.name
