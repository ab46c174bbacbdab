"""Waking others after the commit and many together, where very much comes in.

A NOTIFY inside a transaction makes every commit wait for the one before, its flush to the disk included. So a way in may
say that its triggers keep quiet, and a thread tells the same a moment later. What is told is only a reason to look: when
a crash leaves something untold, the sealer looks after a second, the carrier after two, the index after a minute.
"""

import logging
import os
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction

QUIET = "set_config('amends.quiet', 'on', true)"  # for this transaction: the triggers that NOTIFY heed it
_TELL = "SELECT pg_notify(channel, payload) FROM unnest(%s::text[], %s::text[]) AS told(channel, payload)"
_OUTBOX = ("amends_outbox", "channels_delivery")
Told = tuple[str, str]  # channel, payload
log = logging.getLogger("journal.telling")


class _Here(threading.local):
    """What the transaction of this thread will have told; None while its triggers tell."""

    told: list[Told] | None = None


_here = _Here()


@contextmanager
def after_commit() -> Iterator[None]:
    """Inside an outermost transaction: what `rows.write` writes from here on is told once it is committed."""
    if not settings.TOLD_TOGETHER or len(connection.savepoint_ids) or _here.told is not None:
        yield
        return
    _here.told = []
    try:
        yield
        if _here.told:
            told = [*_here.told, _OUTBOX]
            transaction.on_commit(lambda: _teller.put(told))
    finally:
        _here.told = None


def is_quiet() -> bool:
    return _here.told is not None


def add(told: Iterable[Told]) -> None:
    """Note what the triggers of the statement just written would have told."""
    if _here.told is not None:
        _here.told += told


class _Teller:
    """One thread a process, begun when there is something to tell, with a connection of its own."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[list[Told]] = SimpleQueue()
        self._begun_in = 0
        self._lock = threading.Lock()
        self._link: psycopg.Connection[Any] | None = None

    def put(self, told: list[Told]) -> None:
        self._waiting.put(told)
        if self._begun_in != os.getpid():  # a fork takes no thread along
            with self._lock:
                if self._begun_in != os.getpid():
                    self._begun_in = os.getpid()
                    threading.Thread(target=self._run, name="telling", daemon=True).start()

    def _run(self) -> None:
        self._link = None
        while True:
            told = dict.fromkeys(self._waiting.get())
            time.sleep(settings.TOLD_TOGETHER)
            while not self._waiting.empty():
                told |= dict.fromkeys(self._waiting.get())
            self._tell(list(told))

    def _tell(self, told: list[Told]) -> None:
        for _try in (1, 2):  # the connection may have ended since it was last used
            try:
                if self._link is None:
                    self._link = psycopg.connect(**_parameters(), autocommit=True)
                self._link.execute(_TELL, [[channel for channel, _p in told], [p for _channel, p in told]])
                return
            except psycopg.Error as broken:
                self._link = None
                log.info("others are not told: %s", broken)


def _parameters() -> dict[str, Any]:
    found: dict[str, Any] = connection.get_connection_params()
    return {name: value for name, value in found.items() if name not in ("cursor_factory", "context")}


_teller = _Teller()
