"""The database of the tests: one embedded PostgreSQL for the whole run, unless DATABASE_URL names another.

Loaded before Django's settings (`-p tests.database`). With xdist the controller starts it and the workers use it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest


def _start() -> None:
    import psycopg

    from amends.server.postgres import Cluster, connection, database_url

    home = Path(tempfile.mkdtemp(prefix="amends-tests-"))
    os.environ["AMENDS_HOME"] = str(home)
    cluster = Cluster(home, durable=False)
    cluster.initialise()
    cluster.start()
    with psycopg.connect(**connection(home, "superuser", "postgres"), autocommit=True) as link:
        link.execute("ALTER ROLE amends_owner CREATEDB")
    os.environ["DATABASE_URL"] = database_url(home, "owner")

    def end() -> None:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)

    starter = os.getpid()
    atexit.register(lambda: end() if os.getpid() == starter else None)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before pytest-django reads the settings."""
    os.environ.setdefault("AMENDS_LOG_LEVEL", "ERROR")
    if "DATABASE_URL" not in os.environ and "PYTEST_XDIST_WORKER" not in os.environ:
        _start()
