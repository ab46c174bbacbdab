"""The file store: content under its own SHA-256, on disk before the database says it is there."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from django.conf import settings

IN_FLIGHT = 3600  # seconds; whoever keeps content has named it in a committed row by then
Erased = Literal["gone", "named", "recent"]


def path_of(sha256: str) -> Path:
    root: Path = settings.FILES_ROOT
    return root / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Write and fsync `content` (folder too), or renew the time of what is there already; returns its SHA-256 in hex.

    Called before the transaction that refers to it, so a crash leaves at most a file nobody points to. The time tells
    `erase` that a row which it cannot see yet may be about to name the content.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    with suppress(FileNotFoundError):
        os.utime(target)
        return digest
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f".{digest}.{os.getpid()}.{os.urandom(4).hex()}")
    with fresh.open("xb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(target)
    _sync(target.parent)
    return digest


def _sync(folder: Path) -> None:
    """What was written to or removed from the folder outlives a loss of power."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


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


def erase_drawings(sha256: str) -> None:
    shutil.rmtree(drawings_of(sha256), ignore_errors=True)


def before_restore(root: Path) -> Path:
    """Where a restore keeps the store that was there before."""
    return root.with_name(f"{root.name}.before-restore")


def erase(sha256: str, is_named: Callable[[], bool]) -> Erased:
    """Remove the content and what was drawn of it, unless a row names it or, as it was kept a moment ago, soon may.

    It is moved aside first and judged then: whoever keeps the same content meanwhile has either renewed its time or
    writes it anew. Done again after a crash it goes on where that one stopped. Only one process erases at a time.
    """
    target = path_of(sha256)
    aside = target.with_name(f".{sha256}.going")
    _put_back(aside, target)
    if wanted := _wanted(target, is_named):
        return wanted
    with suppress(FileNotFoundError):
        target.replace(aside)
    if wanted := _wanted(aside, is_named):
        _put_back(aside, target)
        return wanted
    erase_drawings(sha256)
    _remove(before_restore(settings.FILES_ROOT) / target.relative_to(settings.FILES_ROOT))
    _remove(aside)
    return "recent" if target.exists() else "gone"


def _wanted(path: Path, is_named: Callable[[], bool]) -> Literal["named", "recent", ""]:
    if is_named():
        return "named"
    try:
        return "recent" if time.time() - path.stat().st_mtime < IN_FLIGHT else ""
    except FileNotFoundError:
        return ""


def _put_back(aside: Path, target: Path) -> None:
    with suppress(FileNotFoundError):
        with suppress(FileExistsError):  # written anew meanwhile
            target.hardlink_to(aside)
        aside.unlink()


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
    if path.parent.is_dir():  # also when it was gone: an earlier try may have lost its power before this
        _sync(path.parent)


def kept_before(moment: float) -> Iterator[str]:
    """The digests of what was kept before then (seconds since 1970), each once, whole or half erased.

    What a crash left half written is removed on the way.
    """
    root: Path = settings.FILES_ROOT
    for first in _folders(root):
        for folder in _folders(first):
            found = set()
            for path in folder.iterdir():
                with suppress(FileNotFoundError):
                    if path.stat().st_mtime >= moment:
                        continue
                    if path.name.startswith(".") and not path.name.endswith(".going"):
                        path.unlink()
                        continue
                    found.add(path.name.strip(".").removesuffix(".going"))
            yield from sorted(found)


def _folders(above: Path) -> list[Path]:
    return sorted(path for path in above.glob("??") if path.is_dir())
