"""The live process: one event stream a browser, told within moments what was written in the journal, and who is where.

Only the kind of entry and the reference go out, to employees who may see the case; pages then fetch what they show
through their usual door.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.server.settings")

import django

django.setup()

from asgiref.sync import sync_to_async  # noqa: E402
from django.conf import settings  # noqa: E402

from amends.server.listeners import Listener, listener_of  # noqa: E402
from amends.server.streams import Streams  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

KEEP_ALIVE = 15.0

streams = Streams()


def _listener_of(cookies: str) -> Listener | None:
    morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    return listener_of(morsel.value if morsel else "")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """GET /live/ with the session cookie: an event stream; anything else is 404, a stranger 403."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if scope["path"] != "/live/":
        await _answer(send, 404)
        return
    listener = await sync_to_async(_listener_of)(headers.get("cookie", ""))
    if listener is None:
        await _answer(send, 403, headers)
        return
    await _stream(receive, send, headers, listener)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _same_host(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """The pages stand at another port of the same host: they may read the answer, nobody else may."""
    origin = headers.get("origin", "")
    host = headers.get("host", "").rsplit(":", 1)[0]
    if origin and (origin == settings.PUBLIC_URL or origin.split("://")[-1].rsplit(":", 1)[0] == host):
        return [
            (b"access-control-allow-origin", origin.encode("latin-1")),
            (b"access-control-allow-credentials", b"true"),
            (b"vary", b"Origin"),
        ]
    return []


async def _answer(send: Send, status: int, headers: dict[str, str] | None = None) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _same_host(headers or {})})
    await send({"type": "http.response.body", "body": b""})


async def _stream(receive: Receive, send: Send, headers: dict[str, str], listener: Listener) -> None:
    start = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    queue = await streams.join(listener)
    await send({"type": "http.response.start", "status": 200, "headers": [*start, *_same_host(headers)]})
    gone = asyncio.create_task(_until_gone(receive))
    try:
        await _part(send, b"retry: 2000\n\n")
        while not gone.done():
            waiting = asyncio.create_task(queue.get())
            done, _rest = await asyncio.wait(
                {waiting, gone}, timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED
            )
            if waiting in done:
                event = waiting.result()
                if event is None:  # signed out; when the browser comes again it is refused
                    await send({"type": "http.response.body", "body": b""})
                    break
                await _part(send, f"data: {event}\n\n".encode())
            else:
                waiting.cancel()
                if not done:
                    await _part(send, b": still here\n\n")
    finally:
        gone.cancel()
        streams.leave(queue)


async def _part(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
