"""The SMTP and LMTP doors, with a real client."""

import smtplib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from amends.cases.models import Case, Message
from amends.channels import own_addresses
from amends.channels.email import listener, taking
from amends.channels.models import Delivery, SetAside
from bench.installation import free_port
from tests.cast import Cast, assemble

MAIL = (
    "From: Zuzana Hrabovská <zuzana@example.com>\r\nTo: care@ternandoak.example\r\nSubject: Doska\r\n"
    "Message-ID: <one@example.com>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Doska prišla poškriabaná a chýba jej noha. Chcem novú.\r\n"
).encode()

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def door(cast: Cast, settings: Any) -> Iterator[Any]:
    settings.SMTP_PORT, settings.LMTP_PORT, settings.SMTP_HOST = free_port(), free_port(), "127.0.0.1"
    stop, ready = threading.Event(), threading.Event()
    thread = threading.Thread(target=listener.run, args=[stop, ready], daemon=True)
    thread.start()
    assert ready.wait(5)
    yield settings
    stop.set()
    thread.join(10)


def send(door: Any, raw: bytes, sender: str = "zuzana@example.com") -> None:
    with smtplib.SMTP("127.0.0.1", door.SMTP_PORT, timeout=20) as client:
        client.sendmail(sender, ["care@ternandoak.example"], raw)


def test_a_mail_becomes_a_case_with_its_original(door: Any) -> None:
    send(door, MAIL)
    message = Message.objects.select_related("original", "case__customer").get(kind="complaint")
    assert message.case.customer.full_name == "Zuzana Hrabovská" and message.case.language == "sk"
    assert message.original is not None
    assert Delivery.objects.get().state == "waiting"


def test_the_same_mail_twice_is_one_case(door: Any) -> None:
    send(door, MAIL)
    send(door, b"Received: from elsewhere by here\r\n" + MAIL)
    assert Case.objects.count() == 1


def test_a_null_sender_is_not_answered(door: Any) -> None:
    send(door, MAIL, sender="")
    assert Message.objects.get().kind == "machine"
    assert not Delivery.objects.exists()


def test_nothing_is_acknowledged_that_is_not_stored(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("amends.cases.files.keep", full)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(door, MAIL)
    assert refused.value.smtp_code == 451
    assert not Case.objects.exists()


def test_vrfy_says_nothing(door: Any) -> None:
    with smtplib.SMTP("127.0.0.1", door.SMTP_PORT, timeout=20) as client:
        answers = {
            client.verify(name)[1] for name in ("care@ternandoak.example", "nobody@ternandoak.example")
        }
        assert len(answers) == 1
        assert client.expn("staff")[0] >= 500


def test_a_dot_after_a_bare_line_feed_ends_nothing(door: Any) -> None:
    with socket.create_connection(("127.0.0.1", door.SMTP_PORT), timeout=20) as raw:
        talk = raw.makefile("rwb")

        def say(words: bytes) -> bytes:
            talk.write(words)
            talk.flush()
            return talk.readline()

        talk.readline()
        say(b"HELO x\r\n")
        say(b"MAIL FROM:<a@example.com>\r\n")
        say(b"RCPT TO:<care@ternandoak.example>\r\n")
        say(b"DATA\r\n")
        smuggled = b"hello\n.\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<x@y>\r\nDATA\r\nsecond\r\n.\r\n"
        assert say(MAIL + smuggled).startswith(b"250")
    assert Case.objects.count() == 1


def test_lmtp_answers_for_every_recipient(door: Any) -> None:
    with smtplib.LMTP("127.0.0.1", door.LMTP_PORT) as client:
        client.ehlo_or_helo_if_needed()
        client.mail("zuzana@example.com")
        client.rcpt("care@ternandoak.example")
        client.rcpt("info@ternandoak.example")
        assert client.data(MAIL)[0] == 250
        assert client.getreply()[0] == 250
        assert client.noop()[0] == 250
    assert Case.objects.count() == 1


def test_strange_bytes_become_a_case(door: Any) -> None:
    send(door, b"From: z@example.com\r\nSubject: \xff\xfe 8-bit\r\n\r\nline\rline\x00\r\n")
    assert Case.objects.count() == 1


def test_a_mail_that_breaks_everything_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    real = taking.incoming_from

    def broken(raw: bytes, **more: Any) -> Any:
        if b"poison" in raw:
            raise RuntimeError("cannot be read")
        return real(raw, **more)

    monkeypatch.setattr(taking, "incoming_from", broken)
    letters = [taking.Letter(MAIL, "imap"), taking.Letter(b"From: p@example.com\r\n\r\npoison", "imap")]
    assert taking.take(letters) == ["taken", "later"]
    assert taking.take(letters[1:]) == ["later"]
    assert taking.take(letters[1:]) == ["taken"]
    odd = Case.objects.get(messages__notes__contains=["unreadable"])
    assert odd.files.get().is_original and not Delivery.objects.filter(message__case=odd).exists()
    assert SetAside.objects.get().settled_at is not None


def test_a_bounce_fails_the_delivery(door: Any) -> None:
    send(door, MAIL)
    row = Delivery.objects.select_related("message__case").get()
    Delivery.objects.update(state="sent")
    bounce = (
        "From: MAILER-DAEMON@mx.example\r\nTo: complaints@localhost\r\nSubject: Undelivered Mail\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; zuzana@example.com\r\nAction: {{}}\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{row.envelope_key}>\r\nSubject: x\r\n\r\nhello\r\n--b--\r\n"
    )
    send(door, bounce.format("delayed").encode(), sender="")
    row.refresh_from_db()
    assert row.state == "sent"
    send(door, bounce.format("failed").encode(), sender="")
    row.refresh_from_db()
    assert row.state == "failed"
    assert Case.objects.count() == 1


def test_mail_from_ourselves_is_not_answered(door: Any) -> None:
    door.MAIL_FROM = "care@ternandoak.example"
    assert own_addresses.own_keys() == {"care@ternandoak.example"}
    send(door, MAIL.replace(b"<zuzana@example.com>", b"<care@ternandoak.example>"))
    assert not Delivery.objects.filter(state="waiting").exists()
