"""One file with everything of an installation: database, files, key.

The database is dumped first and the files are copied after it: a file is on the disk before the row that names it is
committed, so every row in the dump finds its file, unless it is erased while the backup is being written. The tar
holds `database.dump` (pg_dump's custom format), `files/…`, `secret_key` and, last, `manifest.json` with the SHA-256 of each.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import amends
from amends.procedure.moment import now

COUNTED = ("cases_case", "journal_entry", "people_staff")


@dataclass
class Hashed:
    """Reads through and remembers the SHA-256 of what passed."""

    source: IO[bytes]
    sum: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.sum.update(piece)
        return piece


def program(name: str) -> Path:
    """A PostgreSQL program: the wheel's, which speaks with every server up to its own version."""
    from amends.server.postgres import places
    from amends.server.postgres.account import account

    return places.programs(account()) / name


def reach() -> tuple[list[str], dict[str, str]]:
    """How PostgreSQL's programs connect to Django's database: options, and an environment for the password."""
    from django.conf import settings

    found = settings.DATABASES["default"]
    options = ["--no-password", "-d", found["NAME"]]
    for option, value in (("-h", found["HOST"]), ("-p", found["PORT"]), ("-U", found["USER"])):
        options += [option, str(value)] if value else []
    environment = {**os.environ, "PGPASSWORD": found["PASSWORD"] or ""}
    for name, value in found.get("OPTIONS", {}).items():
        if name.startswith("ssl"):
            environment[f"PG{name.upper()}"] = str(value)
    return options, environment


@contextmanager
def snapshot() -> Iterator[tuple[str, dict[str, int]]]:
    """A moment of the database that the dump shares, with the rows counted in it."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        name = cursor.fetchone()[0]
        counts = {}
        for table in COUNTED:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our own
            counts[table] = cursor.fetchone()[0]
        yield name, counts


def dump(target: Path) -> dict[str, int]:
    options, environment = reach()
    with snapshot() as (name, counts):
        words: list[str | Path] = [
            program("pg_dump"),
            *options,
            "--format=custom",
            "--no-owner",
            f"--snapshot={name}",
        ]
        done = subprocess.run(
            [*words, f"--file={target}"], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise RuntimeError(f"The database could not be written out: {done.stderr.strip()}")
    return counts


def backup(target: Path, files: Path, key: str) -> dict[str, Any]:
    """Write the backup beside `target` and give it that name only when it is whole; returns its manifest."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".amends-") as space:
        dumped = Path(space) / "database.dump"
        counts = dump(dumped)
        sums: dict[str, str] = {}
        try:
            with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                manifest = _write(out, dumped, files, key, sums, counts)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    return manifest


def _write(
    out: IO[bytes], dumped: Path, files: Path, key: str, sums: dict[str, str], counts: dict[str, int]
) -> dict[str, Any]:
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        sums["database.dump"] = _add(tar, "database.dump", dumped)
        for path in sorted(files.rglob("*")) if files.is_dir() else []:
            name = f"files/{path.relative_to(files)}"
            with suppress(FileNotFoundError, IsADirectoryError):
                sums[name] = _add(tar, name, path)
        sums["secret_key"] = _add_text(tar, "secret_key", key)
        manifest = {"amends": amends.__version__, "at": now().isoformat(), "rows": counts, "sha256": sums}
        _add_text(tar, "manifest.json", json.dumps(manifest, indent=1))
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as source:
        about = tar.gettarinfo(arcname=name, fileobj=source)
        about.mode, about.uid, about.gid, about.uname, about.gname = 0o600, 0, 0, "", ""
        hashed = Hashed(source)
        tar.addfile(about, hashed)
    return str(hashed.sum.hexdigest())


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> str:
    content = text.encode()
    about = tarfile.TarInfo(name)
    about.size, about.mode = len(content), 0o600
    tar.addfile(about, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()
