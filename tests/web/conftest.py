"""A real browser, and the pages at an address it can reach, with a company behind them."""

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections

from amends.people.models import Company
from tests import database
from tests.cast import Cast, assemble

CHROMIUM = shutil.which("chromium")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic"])
        yield found
        found.close()


@pytest.fixture
def there(browser: Any, live_server: Any, settings: Any) -> Iterator[Cast]:
    """Who works behind the pages of `address`."""
    # The browser's driver brings a context of its own, with connections of its own: begin with a fresh database.
    connections.close_all()
    database.copy(database.template())
    cache.clear()
    settings.PUBLIC_URL = live_server.url
    cast = assemble()
    Company.objects.update(languages=["en", "sk", "th", "lv", "bg", "ro"], packs=["slovakia"])
    yield cast
    connections.close_all()


@pytest.fixture
def address(there: Cast, live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def live(there: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The live process beside the pages of `address`, in a thread."""
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from amends.server import live
    from amends.server.streams import Streams

    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = int(tried.getsockname()[1])
    settings.LIVE_URL = f"http://localhost:{port}"
    monkeypatch.setattr(live, "streams", Streams())
    server = Server(live.application, "127.0.0.1", port, interface=Interfaces.ASGINL, websockets=False)
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        await server.serve()
        live.streams.end()
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    yield
    # The server would wait for pages that still listen, and they for its end.
    for queue in list(live.streams.open):
        loop.call_soon_threadsafe(queue.put_nowait, None)
    loop.call_soon_threadsafe(server.stop)
    thread.join(20)
