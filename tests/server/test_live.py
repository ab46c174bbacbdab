"""A stream of events tells each employee what they may see now, not what they might when they signed in."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Queue
from typing import Any

import pytest
from django.test import Client

from amends.people.models import Membership, Staff
from amends.server import live, streams
from amends.server.streams import Streams
from tests.cast import Cast, assemble, complaint
from tests.web.filled import filled

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 10.0


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


class Stream:
    """What one browser hears, from a thread with a loop of its own."""

    def __init__(self, client: Client) -> None:
        self.heard: Queue[str | None] = Queue()  # None: the server ended it
        self._loop = asyncio.new_event_loop()
        self._gone = asyncio.Event()
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        self._scope = {"type": "http", "path": "/live/", "headers": [(b"cookie", cookies.encode())]}
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._run()], daemon=True)
        self._thread.start()
        self.status = self.heard.get(timeout=PATIENCE)

    async def _run(self) -> None:
        await live.application(self._scope, self._receive, self._send)
        live.streams.end()
        self.heard.put(None)

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        if "status" in message:
            self.heard.put(str(message["status"]))
        elif message["body"].startswith(b"data: "):
            self.heard.put(message["body"][6:].decode())

    def until(self, kind: str) -> list[dict[str, Any]]:
        """What was told, with the first of this kind as the last."""
        told: list[dict[str, Any]] = []
        while not told or told[-1]["kind"] != kind:
            told.append(json.loads(self.heard.get(timeout=PATIENCE) or "{}"))
        return told

    def ended(self) -> bool:
        while self.heard.get(timeout=PATIENCE) is not None:
            pass
        return True

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._gone.set)
        self._thread.join(PATIENCE)


@pytest.fixture
def listen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Client], Stream]]:
    opened: list[Stream] = []

    def begin(client: Client) -> Stream:
        monkeypatch.setattr(live, "streams", Streams())
        opened.append(Stream(client))
        return opened[-1]

    yield begin
    for stream in opened:
        with suppress(RuntimeError):
            stream.close()


def signed_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def take_off_the_team(cast: Cast, staff: Staff) -> None:
    held = Membership.objects.get(staff=staff)
    address = f"/desk/settings/staff/{staff.pk}/take/"
    assert signed_in(cast.ada).post(address, {"membership": held.pk}).status_code == 303


def give_a_role_everywhere(cast: Cast, staff: Staff) -> None:
    ada, address = signed_in(cast.ada), f"/desk/settings/staff/{staff.pk}/"
    form = filled(ada.get(address).content.decode(), f"{address}give/")
    assert ada.post(f"{address}give/", {**form, "role": "clerk", "team": ""}).status_code == 303


def test_who_is_taken_off_a_team_hears_of_it_no_longer(
    cast: Cast, listen: Callable[[Client], Stream]
) -> None:
    emma = listen(signed_in(cast.emma))
    assert emma.status == "200"
    case = complaint(cast)
    assert emma.until("case.received")[-1]["about"] == case.ref
    take_off_the_team(cast, cast.emma)
    emma.until("staff.role_taken")
    later = complaint(cast, "Znova.")
    give_a_role_everywhere(cast, cast.emma)
    told = emma.until("staff.role_given")
    assert later.ref not in {one["about"] for one in told}
    newest = complaint(cast, "A ešte raz.")
    assert emma.until("case.received")[-1]["about"] == newest.ref


def test_whose_account_is_ended_hears_nothing_more(cast: Cast, listen: Callable[[Client], Stream]) -> None:
    browser = signed_in(cast.emma)
    emma = listen(browser)
    signed_in(cast.ada).post(f"/desk/settings/staff/{cast.emma.pk}/deactivate/")
    assert emma.ended()
    assert listen(browser).status == "403"


def test_who_signs_out_hears_nothing_more(
    cast: Cast, listen: Callable[[Client], Stream], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "SWEEP", 0.05)
    monkeypatch.setattr(streams, "LOOK", 1)
    browser = signed_in(cast.emma)
    emma = listen(browser)
    assert emma.status == "200"
    browser.post("/accounts/logout/")
    assert emma.ended()
