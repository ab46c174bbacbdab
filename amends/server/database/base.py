"""The connection of a process to PostgreSQL, as Django's `ENGINE` names it."""

import select
import time

from django.db.backends.postgresql import base

ASKED_EVERY = 30.0  # seconds; a peer that vanished without a word is noticed no later


class DatabaseWrapper(base.DatabaseWrapper):
    """Before every request Django asks a kept connection `SELECT 1`; mostly the socket tells as much for nothing.

    A server that ended or was stopped has closed its end, which makes the socket readable. An idle connection has
    nothing else to read; when there is something, or after an error, the server is asked after all.
    """

    _answered = 0.0

    def is_usable(self) -> bool:
        if self.connection is None:
            return False
        at = time.monotonic()
        recent = at - self._answered < ASKED_EVERY and not self.errors_occurred
        if recent and _is_silent(self.connection.fileno()):
            return True
        usable: bool = super().is_usable()
        self._answered = at if usable else 0.0
        return usable


def _is_silent(socket: int) -> bool:
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return not waiting.poll(0)
