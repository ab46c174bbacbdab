"""The SMTP and LMTP doors: mail is handed to us directly, and answered with 250 only when it stands in the database.

Every recipient is accepted, because nothing is relayed: all that comes is taken in. So a stranger learns nothing about
who is here, and VRFY and EXPN say nothing either.
"""

import asyncio
import logging
import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection

from amends.channels.email.taking import Letter, Outcome, take

TAKERS = 2  # threads, each with its connection to the database
TOGETHER = 24  # mails at most in one transaction
IDLE = 120.0  # seconds a client may say nothing
MOST_CLIENTS = 500
RECIPIENTS = 100
log = logging.getLogger("amends.mail")
ANSWERS: dict[Outcome, str] = {
    "taken": "250 2.0.0 Taken in",
    "aside": "250 2.0.0 Taken in",
    "later": "451 4.3.0 Not stored, try again later",
}


class Takers:
    """Threads that take in whatever has gathered, so that a burst shares its transactions."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[tuple[Letter, Future[Outcome]] | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name="mail in", daemon=True) for _n in range(TAKERS)
        ]
        for thread in self._threads:
            thread.start()

    def take(self, letter: Letter) -> "Future[Outcome]":
        answer: Future[Outcome] = Future()
        self._waiting.put((letter, answer))
        return answer

    def _work(self) -> None:
        while (first := self._waiting.get()) is not None:
            batch = [first]
            while len(batch) < TOGETHER:
                try:
                    another = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if another is None:
                    self._waiting.put(None)
                    break
                batch.append(another)
            self._answer(batch)
        connection.close()

    @staticmethod
    def _answer(batch: "list[tuple[Letter, Future[Outcome]]]") -> None:
        try:
            outcomes = take([letter for letter, _answer in batch])
        except Exception:  # whatever it was, nothing was acknowledged
            log.exception("mail could not be taken in")
            outcomes = ["later" for _one in batch]
        for (_letter, answer), outcome in zip(batch, outcomes, strict=True):
            if not answer.cancelled():
                answer.set_result(outcome)

    def close(self) -> None:
        for _thread in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(timeout=10)


@dataclass
class Door:
    """What aiosmtpd asks at each command."""

    takers: Takers
    name: str
    lmtp: bool = False

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_VRFY(self, server: SMTP, session: Session, envelope: Envelope, address: str) -> str:  # noqa: N802
        return "252 2.1.5 Send some mail, it will be read"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.original_content or b""
        letter = Letter(bytes(raw), self.name, tuple(envelope.rcpt_tos), envelope.mail_from)
        answer = ANSWERS[await asyncio.wrap_future(self.takers.take(letter))]
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.lmtp else answer


class _Limits:
    line_length_limit = (
        1_048_576  # mails of real programs break the rule of 998; a line without end is still refused
    )


class MailDoor(_Limits, SMTP):
    pass


class DeliveryDoor(_Limits, LMTP):
    pass


def _server(door: Door, loop: asyncio.AbstractEventLoop) -> Any:
    made: type[SMTP] = DeliveryDoor if door.lmtp else MailDoor
    return made(
        door,
        data_size_limit=settings.LARGEST_MESSAGE,
        enable_SMTPUTF8=True,
        ident="Amends",
        hostname=settings.MAIL_FROM.rpartition("@")[2] or "localhost",
        timeout=IDLE,
        command_call_limit={"*": 1000, "VRFY": 5, "EXPN": 5, "NOOP": 50},
        loop=loop,
    )


async def _serve(stop: threading.Event, ready: threading.Event | None) -> None:
    loop = asyncio.get_running_loop()
    takers = Takers()
    servers: list[asyncio.AbstractServer] = []
    smtp, lmtp = Door(takers, "smtp"), Door(takers, "lmtp", lmtp=True)
    try:
        if settings.SMTP_PORT:
            servers.append(
                await loop.create_server(
                    lambda: _server(smtp, loop), settings.SMTP_HOST, settings.SMTP_PORT, backlog=MOST_CLIENTS
                )
            )
        if settings.LMTP_PORT:
            servers.append(
                await loop.create_server(lambda: _server(lmtp, loop), settings.SMTP_HOST, settings.LMTP_PORT)
            )
        if settings.LMTP_SOCKET:
            servers.append(await loop.create_unix_server(lambda: _server(lmtp, loop), settings.LMTP_SOCKET))
        if ready is not None:
            ready.set()
        while not stop.is_set():
            await asyncio.sleep(0.1)
    finally:
        for server in servers:
            server.close()
        await loop.run_in_executor(None, takers.close)


def run(stop: threading.Event, ready: threading.Event | None = None) -> None:
    """Listen until told to stop; `ready` is set when the ports are open."""
    while not stop.is_set():
        try:
            asyncio.run(_serve(stop, ready))
        except OSError as taken:
            log.error("the mail door cannot open: %s", taken)
            stop.wait(5)
