"""The one door out, against a real SMTP server in this process."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from amends.channels import carrier, ledger
from amends.channels.intake import receive
from amends.channels.links import read_message_id, read_tag
from amends.channels.models import Delivery
from amends.journal.models import Entry
from amends.people.models import Contact
from tests.cast import Cast
from tests.channels.conftest import Sink
from tests.channels.test_intake import incoming


def test_the_first_answer_goes_out_once(cast: Cast, sink: Sink) -> None:
    receipt = receive(incoming(message_id="their@example.com"))
    assert carrier.carry_waiting() == 1
    assert carrier.carry_waiting() == 0
    (mail,) = sink.mails
    assert mail["To"] == "zuzana@example.com" and receipt.reference in mail["Subject"]
    assert mail["Auto-Submitted"] == "auto-replied" and mail["In-Reply-To"] == "<their@example.com>"
    assert read_tag(mail["Reply-To"]) == receipt.reference
    assert read_tag(sink.envelopes[0].mail_from) == receipt.reference
    assert read_message_id(mail["Message-ID"]) == Delivery.objects.get().message_id
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None and html is not None
    assert receipt.follow_link in plain.get_content() and receipt.follow_link in html.get_content()
    assert "Tern & Oak" in mail["From"]
    assert Delivery.objects.get().state == "sent"
    assert Entry.objects.filter(kind="delivery.sent", case_ref=receipt.reference).count() == 1


def test_what_a_customer_writes_cannot_become_a_header(cast: Cast, sink: Sink) -> None:
    bad = "Bob\r\nBcc: victim@example.com"
    receive(incoming(sender_name=bad, subject=bad, sender_email="bob@example.com\r\nCc: v@example.com"))
    carrier.carry_waiting()
    for mail, envelope in zip(sink.mails, sink.envelopes, strict=True):
        assert mail["Bcc"] is None and mail["Cc"] is None
        assert not any(address.startswith("v") for address in envelope.rcpt_tos)


def test_a_refused_address_is_marked_and_told(cast: Cast, sink: Sink) -> None:
    sink.refuse_recipient = "550 no such user"
    receive(incoming())
    carrier.carry_waiting()
    row = Delivery.objects.get()
    assert (row.state, row.error) == ("failed", "550 no such user")
    assert Contact.objects.get().undeliverable_since is not None


def test_a_server_that_is_busy_is_tried_again(cast: Cast, sink: Sink) -> None:
    sink.answer = "451 later"
    receive(incoming())
    carrier.carry_waiting()
    row = Delivery.objects.get()
    assert row.state == "waiting" and row.next_try_at > row.queued_at
    sink.answer = "250 ok"
    Delivery.objects.update(next_try_at=row.queued_at)
    carrier.carry_waiting()
    assert len(sink.mails) == 1


def test_a_server_that_is_away_loses_nothing(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    receive(incoming())
    carrier.carry_waiting()
    assert Delivery.objects.get().state == "waiting"


def test_nothing_is_sent_to_ourselves(cast: Cast, sink: Sink, settings: Any) -> None:
    settings.MAIL_FROM = "care@ternandoak.example"
    receive(incoming(sender_email="care@ternandoak.example"))
    carrier.carry_waiting()
    assert not sink.mails
    assert Delivery.objects.get().state == "held"


def another(does: str) -> tuple["subprocess.Popen[str]", str]:
    """A process with a ledger of its own, and the first line it says."""
    begins = (
        "import sys, uuid; from pathlib import Path; from django.conf import settings\n"
        f"settings.configure(HOME=Path({str(settings.HOME)!r}))\n"
        "from amends.channels.ledger import Ledger\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", begins + does], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_a_carrier_that_died_after_sending_doubles_nothing(cast: Cast, sink: Sink) -> None:
    """The database was not told; the ledger knows which of the two had gone out."""
    receive(incoming())
    receive(incoming(sender_email="other@example.com"))
    first, second = Delivery.objects.order_by("id")
    died, name = another(
        f"l = Ledger(); l.sent(uuid.UUID('{first.pk}')); print(l.carrier, flush=True); sys.stdin.read()"
    )
    Delivery.objects.update(state="sending", carrier=name)
    assert carrier.recover() == 0
    os.kill(died.pid, signal.SIGKILL)
    died.wait()
    assert carrier.recover() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("sent", "waiting")
    assert not list(ledger.left_behind())


def test_what_a_carrier_left_that_died_before_its_name_goes(cast: Cast) -> None:
    """Its file is made and locked, and has no name yet; while it lives, nobody touches it."""
    outbox = settings.HOME / "outbox"
    died, _said = another(
        "Path.rename = lambda self, to: (print('made', flush=True), sys.stdin.read())\nLedger()"
    )
    assert carrier.carry_waiting() == 0
    assert len(list(outbox.glob("*.new"))) == 1
    os.kill(died.pid, signal.SIGKILL)
    died.wait()
    carrier.carry_waiting()
    assert not list(outbox.iterdir())


def test_a_carrier_whose_file_is_taken_for_left_behind_makes_another(
    cast: Cast, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, taken = ledger.fcntl.flock, []

    def looked_round_before(file: int, how: int) -> None:
        if not taken:
            taken.extend(ledger._folder().glob("*.new"))
            taken[0].unlink()
        lock(file, how)

    monkeypatch.setattr(ledger.fcntl, "flock", looked_round_before)
    receive(incoming())
    assert carrier.carry_waiting() == 1
    assert taken and len(sink.mails) == 1
