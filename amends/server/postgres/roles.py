"""The two logins: the owner, who makes tables, and the application, which only reads and writes rows."""

from pathlib import Path

from amends.server.postgres.record import DATABASE, LOGINS, Record, connection

IN_DATABASE = """
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO amends_owner;
GRANT USAGE ON SCHEMA public TO amends;
ALTER DEFAULT PRIVILEGES FOR ROLE amends_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO amends;
ALTER DEFAULT PRIVILEGES FOR ROLE amends_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO amends;
"""


def create(home: Path) -> None:
    """Safe to repeat: a set-up that was cut short goes on where it stopped."""
    import psycopg
    from psycopg import sql

    record = Record.read(home)
    assert record is not None
    with psycopg.connect(**connection(home, "superuser", "postgres"), autocommit=True) as link:
        for role in ("owner", "amends"):
            name = LOGINS[role]
            verb = sql.SQL("ALTER" if _there(link, "pg_roles", "rolname", name) else "CREATE")
            link.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                    verb, sql.Identifier(name), sql.Literal(record.passwords[role])
                )
            )
        if not _there(link, "pg_database", "datname", DATABASE):
            link.execute("CREATE DATABASE amends OWNER amends_owner")
            link.execute("REVOKE ALL ON DATABASE amends FROM PUBLIC")
            link.execute("GRANT CONNECT, TEMPORARY ON DATABASE amends TO amends")
    with psycopg.connect(**connection(home, "superuser")) as link:
        link.execute(IN_DATABASE)


def _there(link: "psycopg.Connection[tuple[object, ...]]", table: str, column: str, name: str) -> bool:  # type: ignore[name-defined]  # noqa: F821
    from psycopg import sql

    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return link.execute(query, [name]).fetchone() is not None
