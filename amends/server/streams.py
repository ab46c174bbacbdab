"""Everyone now listening to a live process, and the one database connection that feeds them all."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from time import monotonic
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections, connection

from amends.cases import presence
from amends.server.listeners import Listener, listeners_of
from amends.server.present import Present

JOURNAL = "amends_journal"
BACKLOG = 200  # events a slow browser may lag behind before it is asked to load anew
SWEEP = 2.0  # seconds between two looks for windows that fell silent
PATIENCE = 5.0  # seconds a new stream waits for the database at most
LOOK = (
    15  # sweeps between two looks who still listens: sessions end, and deputies' days begin, without a word
)
OF_PEOPLE = ("staff.", "absence.")  # kinds after which somebody may hear of other teams than before
AGAIN = {"kind": "live.again", "about": ""}
Queue = asyncio.Queue[str | None]  # None: the stream ends


class Streams:
    """Everyone now listening, and who of all employees has which complaint before them."""

    def __init__(self) -> None:
        self.open: dict[Queue, Listener] = {}
        self.present = Present()
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = asyncio.Event()
        self._looking = asyncio.Lock()

    async def join(self, listener: Listener) -> Queue:
        """A queue of events; whatever is told after this returned arrives in it."""
        queue: Queue = asyncio.Queue(BACKLOG)
        self.open[queue] = listener
        if not self._tasks or any(task.done() for task in self._tasks):
            self.end()
            self._tasks = [asyncio.create_task(self._feed()), asyncio.create_task(self._sweep())]
        with suppress(
            TimeoutError
        ):  # the database is away; the browser is told to look again when it is back
            await asyncio.wait_for(self._listening.wait(), PATIENCE)
        return queue

    def leave(self, queue: Queue) -> None:
        self.open.pop(queue, None)

    def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks = []

    async def _feed(self) -> None:
        while True:
            try:
                async for channel, payload in self._notices():
                    if channel == presence.CHANNEL:
                        self._seat(presence.read(payload))
                    else:
                        kind, _blank, ref = payload.partition(" ")
                        if kind.startswith(OF_PEOPLE):
                            await self._look()
                        await self._tell(kind, ref)
            except Exception:  # the database is being restarted; browsers are told to look again
                self._listening.clear()
                await asyncio.sleep(1)
                for queue in self.open:
                    _put(queue, AGAIN)

    async def _notices(self) -> AsyncIterator[tuple[str, str]]:
        import psycopg

        parameters = await sync_to_async(connection.get_connection_params)()
        for name in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        link = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)
        async with link:
            for channel in (JOURNAL, presence.CHANNEL):
                await link.execute(f"LISTEN {channel}")
            self._listening.set()
            async for notice in link.notifies():
                yield notice.channel, notice.payload

    async def _look(self) -> None:
        """Who listens is read anew: whoever left a team hears of it no longer, whoever signed out of nothing."""
        async with self._looking:  # what was read earlier is never written later
            found = await sync_to_async(listeners_of)({one.session for one in self.open.values()})
            for queue, was in list(self.open.items()):
                now = found.get(was.session, was)
                if now == was:
                    continue
                for ref in self.present.part(was.staff):  # a page they may still see announces itself again
                    self._tell_present(ref)
                if now is None:
                    self.leave(queue)
                    _end(queue)
                else:
                    self.open[queue] = now
                    _put(queue, AGAIN)

    async def _tell(self, kind: str, ref: str) -> None:
        """To employees of the case's team, and to whoever has the case before them and so may see it."""
        of_a_team = any(one.teams is not None for one in self.open.values())
        team = await sync_to_async(_team_of)(ref) if ref and of_a_team else None
        for queue, one in list(self.open.items()):
            if team is None or one.teams is None or team in one.teams or self.present.is_at(one.staff, ref):
                _put(queue, {"kind": kind, "about": ref})

    def _seat(self, seat: presence.Seat) -> None:
        if self.present.take(seat, monotonic()):
            self._tell_present(seat.ref)
        elif seat.asks:
            self._tell_present(seat.ref, seat.staff)

    def _tell_present(self, ref: str, only: int = 0) -> None:
        """Who is there, to those who are there themselves and to nobody else: their page was given to them moments ago."""
        people = [asdict(person) for person in self.present.people(ref)]
        for queue, one in list(self.open.items()):
            if only in (0, one.staff) and self.present.is_at(one.staff, ref):
                _put(queue, {"kind": "presence", "about": ref, "people": people})

    async def _sweep(self) -> None:
        for sweep in count(1):
            await asyncio.sleep(SWEEP)
            if sweep % LOOK == 0:
                with suppress(DatabaseError):  # away for a moment
                    await self._look()
            for ref in self.present.expire(monotonic()):
                self._tell_present(ref)


def _put(queue: Queue, event: dict[str, Any]) -> None:
    if queue.full():
        _empty(queue)
        event = AGAIN
    queue.put_nowait(json.dumps(event))


def _end(queue: Queue) -> None:
    _empty(queue)
    queue.put_nowait(None)


def _empty(queue: Queue) -> None:
    while not queue.empty():
        queue.get_nowait()


def _team_of(ref: str) -> int | None:
    close_old_connections()
    from amends.cases.queries import case_by_ref

    case = case_by_ref(ref)
    return case.team_id if case else None
