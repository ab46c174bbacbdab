"""The database: there, of the right version, with its guards standing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import Error, connection

from amends.server.checkup.finding import Finding

OLDEST = 150000
GUARDS = {"journal_guard", "journal_guard_all", "journal_tell"}
FAR = 5  # seconds between two clocks


def ask(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def reachable() -> Iterator[Finding]:
    try:
        ask("SELECT 1")
    except Error as error:
        place = settings.DATABASES["default"]["HOST"] or "this machine"
        yield Finding(
            f"The database at {place} does not answer: {str(error).strip()}",
            "Look at DATABASE_URL and whether that server runs; the embedded one tells in postgres.log.",
        )


def version() -> Iterator[Finding]:
    if int(ask("SELECT current_setting('server_version_num')")[0][0]) < OLDEST:
        yield Finding(
            "PostgreSQL is older than 15.", "Move to a newer one with amends backup and amends restore."
        )


def clock() -> Iterator[Finding]:
    told = ask("SELECT clock_timestamp()")[0][0]
    apart = abs((datetime.now(UTC) - told).total_seconds())
    if apart > FAR:
        yield Finding(
            f"This machine's clock and the database's are {apart:.0f} seconds apart.",
            "Let both machines keep their clocks by NTP; promises are counted in these times.",
        )


def owner_apart() -> Iterator[Finding]:
    """`amends doctor` itself runs as the application does."""
    if ask(
        "SELECT pg_has_role(current_user, tableowner, 'MEMBER') FROM pg_tables WHERE tablename = 'journal_entry'"
    ) == [(True,)]:
        yield Finding(
            "The application's database user owns the journal's table and could take away its guard.",
            "Give the tables to another user and the application rights to read and write rows alone.",
            urgent=False,
        )


def migrations() -> Iterator[Finding]:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(f"{len(waiting)} changes of the tables are not made yet.", "Run: amends setup")


def journal_guard() -> Iterator[Finding]:
    standing = ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('journal_entry') AND tgenabled = 'O'"
    )
    if missing := GUARDS - {name for (name,) in standing}:
        yield Finding(
            f"The journal is not guarded against changes: {', '.join(sorted(missing))} is missing or switched off.",
            "Find out who did that. Then: amends manage shell, ALTER TABLE journal_entry ENABLE TRIGGER ALL;"
            " and check the chain with amends journal verify.",
        )


def job_triggers() -> Iterator[Finding]:
    off = ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('procrastinate_jobs')"
        " AND NOT tgisinternal AND tgenabled = 'D'"
    )
    if off:
        yield Finding(
            f"{len(off)} triggers of the job queue are switched off, so that answers leave seconds late.",
            "As the owner of the tables: ALTER TABLE procrastinate_jobs ENABLE TRIGGER ALL;",
        )
