"""Who listens to a stream: the employee behind a session and the teams they hear of, now and again while it lives."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections, connection
from django.utils.crypto import constant_time_compare

from amends.people.models import Staff
from amends.people.queries import standing


@dataclass(frozen=True)
class Listener:
    """The employee behind one stream, and the session they came with."""

    session: str
    staff: int
    teams: frozenset[int] | None  # None: every team


def listener_of(session: str) -> Listener | None:
    """The employee signed in with this session; None for a stranger."""
    return listeners_of([session])[session]


def listeners_of(sessions: Iterable[str]) -> dict[str, Listener | None]:
    """Each as they are now: None for who signed out, or whose account was ended."""
    close_old_connections()
    try:
        return {session: _read(session) for session in set(sessions)}
    finally:
        connection.close()  # a stream lives for hours; it must not hold a connection


def _read(key: str) -> Listener | None:
    session = SessionStore(key) if key else {}
    staff = Staff.objects.filter(pk=session.get(SESSION_KEY) or 0, is_active=True).first()
    if staff is None or not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), staff.get_session_auth_hash()
    ):
        return None
    own = standing(staff)
    return Listener(key, staff.pk, None if own.everywhere else frozenset(own.teams))
