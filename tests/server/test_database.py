"""A kept connection is asked whether it lives only when its socket does not tell."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept() -> Iterator[Any]:
    """A connection as a process keeps it between two requests."""
    link = connection.copy()
    link.ensure_connection()
    assert link.is_usable()
    yield link
    link.close()


def number(link: Any) -> int:
    with link.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def last_asked(of: int) -> str:
    """What the server was asked last over that connection, seen from another one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [of])
        return str(cursor.fetchone()[0])


def test_a_connection_that_was_just_used_is_not_asked(kept: Any) -> None:
    backend = number(kept)
    assert kept.is_usable()
    assert last_asked(backend) == "SELECT pg_backend_pid()"


def test_after_an_error_it_is_asked(kept: Any) -> None:
    backend = number(kept)
    kept.errors_occurred = True
    assert kept.is_usable()
    assert last_asked(backend) == "SELECT 1"


def test_a_connection_the_server_ended_is_opened_anew(kept: Any) -> None:
    ended = number(kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    kept.health_check_enabled, kept.health_check_done = True, False  # as at the beginning of a request
    assert number(kept) != ended
