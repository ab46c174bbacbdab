"""Requests to addresses somebody typed in, and webhooks."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook as Signer

from amends.channels import outgoing, webhook_register, webhooks
from amends.channels.intake import receive
from amends.channels.models import Webhook, WebhookCall
from amends.channels.sealed import seal, unseal
from amends.journal.seal import seal_waiting
from amends.people.actor import SYSTEM
from tests.cast import Cast
from tests.channels.test_intake import incoming

pytestmark = pytest.mark.slow

FORBIDDEN = [
    "http://127.0.0.1/",
    "http://localhost:5432/",
    "http://0.0.0.0/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://169.254.169.254/latest/meta-data/iam/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://[64:ff9b::7f00:1]/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "http://user@127.0.0.1:80@public.example/",
    "http://user:x@1.1.1.1/",
    "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
    "http://",
    "https:///x",
    "http://[",
    "http://a:99999/",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_nothing_leaves_for_our_own_network(url: str) -> None:
    with pytest.raises(outgoing.NotAllowedAddress):
        outgoing.check_url(url)


def test_every_recorded_attempt_is_refused(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "data/hostile.jsonl").read_text().splitlines()]
    urls = [
        r["input"]
        for r in rows
        if r["category"] == "ssrf" and r["field"] == "webhook_url" and "rebind" not in r["input"]
    ]
    assert urls
    for url in urls:
        with pytest.raises(outgoing.NotAllowedAddress):
            outgoing.check_url(url)


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def rebinding(host: str, port: int, **_more: Any) -> list[Any]:
        return [(2, 1, 6, "", (next(answers), port))]

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", rebinding)
    with pytest.raises(outgoing.NotAllowedAddress):
        outgoing.safe_post("http://rebind.example/", b"", {})


class Listener:
    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status, self.location = 200, ""


@pytest.fixture
def program(settings: Any) -> Iterator[tuple[Listener, str]]:
    settings.OUTGOING_PRIVATE_ADDRESSES = True
    kept = Listener()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            kept.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(kept.status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.end_headers()

        def log_message(self, *_args: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield kept, f"http://127.0.0.1:{server.server_port}/hook?x=1"
    server.shutdown()


def test_an_event_is_signed_and_sent_once(cast: Cast, program: tuple[Listener, str]) -> None:
    kept, url = program
    _hook, secret = webhook_register.add_webhook(url, ["complaint.received"], by=SYSTEM)
    receipt = receive(incoming())
    seal_waiting()
    assert webhooks.call_waiting() == 1 and webhooks.call_waiting() == 0
    ((headers, body),) = kept.got
    told = Signer(secret).verify(body, headers)
    assert told["type"] == "complaint.received" and told["data"]["reference"] == receipt.reference
    assert "Zuzana" not in body.decode()


def test_a_refusal_is_tried_again_and_redirects_are_not_followed(
    cast: Cast, program: tuple[Listener, str]
) -> None:
    kept, url = program
    kept.status, kept.location = 302, "http://169.254.169.254/"
    webhook_register.add_webhook(url, [], by=SYSTEM)
    receive(incoming())
    seal_waiting()
    webhooks.call_waiting()
    row = WebhookCall.objects.get()
    assert (row.state, row.error, len(kept.got)) == ("waiting", "HTTP 302", 1)
    assert Webhook.objects.get().failing_since is not None


def test_a_program_that_says_gone_is_switched_off(cast: Cast, program: tuple[Listener, str]) -> None:
    kept, url = program
    kept.status = 410
    webhook_register.add_webhook(url, [], by=SYSTEM)
    receive(incoming())
    seal_waiting()
    webhooks.call_waiting()
    assert not Webhook.objects.get().active


def test_what_was_before_and_what_is_not_wanted_is_not_told(
    cast: Cast, program: tuple[Listener, str]
) -> None:
    kept, url = program
    receive(incoming())
    seal_waiting()
    webhook_register.add_webhook(url, ["complaint.closed"], by=SYSTEM)
    webhook_register.add_webhook(url, [], by=SYSTEM)
    receive(incoming())
    seal_waiting()
    webhooks.call_waiting()
    assert len(kept.got) == 1


def test_secrets_are_sealed(settings: Any) -> None:
    kept = seal("pass word")
    assert "pass" not in kept and unseal(kept) == "pass word" and seal(kept) == kept
    settings.SECRET_KEY = "another"
    with pytest.raises(ValueError, match="AMENDS_SECRET_KEY"):
        unseal(kept)
