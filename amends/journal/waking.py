"""Waiting until the database says that something is there: LISTEN on a connection of its own."""

import threading
import time
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

STEP = 0.5  # seconds after which a waiting thread looks whether it is to stop


class Waker:
    """Comes back from `wait` when told or when the time is over. Errors of the connection are the caller's."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._link: psycopg.Connection[Any] | None = None

    def wait(self, seconds: float, stop: threading.Event) -> list[str]:
        """The payloads told meanwhile. The first call listens and comes back at once, for what was told before."""
        if self._link is None or self._link.closed:
            settings = connection.get_connection_params()
            settings.pop("cursor_factory", None)
            settings.pop("context", None)
            self._link = psycopg.connect(**settings, autocommit=True)
            self._link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
            return []
        ends = time.monotonic() + seconds
        while not stop.is_set() and time.monotonic() < ends:
            step = min(STEP, max(0.0, ends - time.monotonic()))
            told = [one.payload for one in self._link.notifies(timeout=step, stop_after=1)]
            if told:
                return told
        return []

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None
