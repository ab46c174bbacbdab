"""How the embedded database is reached: one private file, read without starting anything."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

DATABASE = "amends"
PORT = 5432
LOGINS = {"amends": "amends", "owner": "amends_owner", "superuser": "postgres"}


def home() -> Path:
    """The data folder of this installation."""
    return Path(os.environ.get("AMENDS_HOME") or ".amends").expanduser().resolve()


def _passwords() -> dict[str, str]:
    return {role: secrets.token_urlsafe(24) for role in LOGINS}


@dataclass
class Record:
    """`data` is relative when the cluster lies inside the data folder, so that the folder may be moved."""

    data: str
    socket: str
    account: str
    passwords: dict[str, str] = field(default_factory=_passwords)

    @staticmethod
    def file(home: Path) -> Path:
        return home / "postgres.json"

    @classmethod
    def read(cls, home: Path) -> "Record | None":
        """None before the first start."""
        try:
            return cls(**json.loads(cls.file(home).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def write(self, home: Path) -> None:
        """In one step and never readable by others: it holds the passwords."""
        fresh = self.file(home).with_name(f"postgres.json.{os.getpid()}")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        fresh.replace(self.file(home))


def connection(home: Path, role: str = "amends", database: str = DATABASE) -> dict[str, Any]:
    """What psycopg needs to connect as `amends` (rows only), `owner` (of the tables) or `superuser`."""
    record = Record.read(home)
    return {
        "host": record.socket if record else str(home / "postgres" / "run"),
        "port": PORT,
        "user": LOGINS[role],
        "password": record.passwords[role] if record else "",
        "dbname": database,
    }


def django_database(home: Path, role: str = "amends") -> dict[str, Any]:
    """The entry for Django's DATABASES. Before the first start it names a database that is not there yet."""
    found = connection(home, role)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found["dbname"],
        "USER": found["user"],
        "PASSWORD": found["password"],
        "HOST": found["host"],
        "PORT": str(found["port"]),
    }


def database_url(home: Path, role: str = "amends", database: str = DATABASE) -> str:
    """The same as DATABASE_URL takes it: the socket's folder stands before the database's name."""
    found = connection(home, role)
    folder = quote(found["host"])
    return f"postgres://{found['user']}:{quote(found['password'], safe='')}@/{folder}/{database}"
