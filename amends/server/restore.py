"""Puts a backup in the place of an installation, whole or not at all."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from amends.cases.files import before_restore
from amends.people.refusal import Refusal
from amends.server.backup import COUNTED, program, reach

Progress = Callable[[str], None]
HERE = Path(__file__).parent
HEAD = 60  # lines at the top of a dump that set up the session
UNKNOWN_TO_OLDER = b"SET transaction_timeout"  # an older server knows no such setting
PIECE = 1 << 20


class NotWhole(Refusal):
    code = "backup_not_whole"
    words = _("The backup is not whole: %(what)s. Nothing was changed.")


class NotEmpty(Refusal):
    code = "not_empty"
    words = _(
        "This installation already holds %(cases)s complaints. "
        "Restore into an empty one, or say --replace to lose what is here."
    )


def read_manifest(source: Path) -> dict[str, Any]:
    """Every part is read and compared before anything is touched; NotWhole names the first that differs."""
    sums: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(source) as tar:
            for member in tar:
                part = tar.extractfile(member)
                if part is None or not _is_plain(member.name):
                    raise NotWhole(what=member.name)
                if member.name == "manifest.json":
                    manifest = json.loads(part.read())
                    continue
                told = hashlib.sha256()
                while piece := part.read(PIECE):
                    told.update(piece)
                sums[member.name] = told.hexdigest()
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise NotWhole(what=str(error)) from error
    if not manifest:
        raise NotWhole(what="manifest.json")
    for name in {*manifest["sha256"], *sums}:
        if sums.get(name) != manifest["sha256"].get(name):
            raise NotWhole(what=name)
    return manifest


def _is_plain(name: str) -> bool:
    """A name of our own making: no way out of the folder."""
    return not name.startswith("/") and ".." not in Path(name).parts


def restore(source: Path, home: Path, files: Path, progress: Progress, *, replace: bool = False) -> None:
    """Django is up as the owner; nobody else uses the installation. The database changes in one transaction."""
    progress("Reading the backup.")
    manifest = read_manifest(source)
    cases = _rows("cases_case")
    if cases and not replace:
        raise NotEmpty(cases=cases)
    with tarfile.open(source) as tar:
        progress("Restoring the files.")
        arriving = files.with_name(f"{files.name}.arriving")
        shutil.rmtree(arriving, ignore_errors=True)
        arriving.mkdir(mode=0o700, parents=True)
        _unpack(tar, arriving)
        dumped = arriving / "database.dump"
        progress("Restoring the database.")
        _load(dumped)
        dumped.unlink()
        _change_places(arriving, files)
        _put_key(tar, home)
    progress("Comparing.")
    _compare(manifest["rows"])


def _unpack(tar: tarfile.TarFile, arriving: Path) -> None:
    for member in tar:
        if member.name == "database.dump" or member.name.startswith("files/"):
            target = arriving / member.name.removeprefix("files/")
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = tar.extractfile(member)
            assert part is not None
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                shutil.copyfileobj(part, out, PIECE)
                out.flush()
                os.fsync(out.fileno())


def _load(dumped: Path) -> None:
    """pg_restore writes SQL, psql runs it in one transaction: an error leaves the database as it was."""
    from django.db import connections

    connections.close_all()
    options, environment = reach()
    words: list[str | Path] = [program("psql"), *options, "-qX1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    told: list[str | Path] = [program("pg_restore"), "--no-owner", "-f", "-", *_privileges(), dumped]
    with (
        subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reader,
        subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as writer,
    ):
        assert reader.stdout and writer.stdin and reader.stderr and writer.stderr
        try:
            writer.stdin.write((HERE / "empty.sql").read_bytes())
            for _number in range(HEAD):
                line = reader.stdout.readline()
                writer.stdin.write(b"" if line.startswith(UNKNOWN_TO_OLDER) else line)
            shutil.copyfileobj(reader.stdout, writer.stdin, PIECE)
            writer.stdin.write((HERE / "rights.sql").read_bytes())
            if reader.wait():
                writer.kill()
            writer.stdin.close()
        except BrokenPipeError:
            reader.kill()
        complaint = (writer.stderr.read() + reader.stderr.read()).decode("utf-8", "replace").strip()
    if writer.returncode or reader.returncode:
        raise NotWhole(what=complaint or "database.dump")


def _privileges() -> list[str]:
    """Rights of the application's login are restored where there is such a login."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'amends'")
        return [] if cursor.fetchone() else ["--no-privileges"]


def _change_places(arriving: Path, files: Path) -> None:
    """The files that were here are kept aside until the next restore."""
    before = before_restore(files)
    shutil.rmtree(before, ignore_errors=True)
    if files.exists():
        files.replace(before)
    arriving.replace(files)


def _put_key(tar: tarfile.TarFile, home: Path) -> None:
    """Links and sessions of the backup are signed with its key."""
    part = tar.extractfile("secret_key")
    assert part is not None
    fresh = home / "secret_key.arriving"
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_bytes(part.read())
    fresh.replace(home / "secret_key")


def _rows(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our own
        return int(cursor.fetchone()[0])


def _compare(told: dict[str, int]) -> None:
    """The rows of the backup are here, and the journal's guard stands."""
    from django.db import connection

    for table in COUNTED:
        if _rows(table) != told[table]:
            raise RuntimeError(f"{table} holds {_rows(table)} rows and the backup {told[table]}.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'journal_entry'::regclass"
            " AND tgname LIKE 'journal_guard%%' AND tgenabled = 'O'"
        )
        if cursor.fetchone()[0] != 2:
            raise RuntimeError("The journal's guard did not come back with the backup.")
