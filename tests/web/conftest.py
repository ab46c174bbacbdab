"""A real browser, and the pages at an address it can reach, with a company behind them."""

import os
import shutil
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
