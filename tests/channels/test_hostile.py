"""The recorded hostile inputs for mail and intake, each by its id, through the door as a whole."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from amends.cases.models import Case, Message, Notice
from amends.channels import carrier
from amends.channels.email.taking import Letter, take
from amends.channels.intake import receive
from amends.channels.models import Delivery
from amends.people.models import Contact, Customer
from tests.cast import Cast, assemble
from tests.channels.conftest import Sink
from tests.channels.test_intake import incoming

HEADERS = {
    "From": "Zuzana <zuzana@example.com>",
    "To": "care@ternandoak.example",
    "Subject": "Doska",
    "Message-ID": "<a@example.com>",
}
BODY = "Doska prišla poškriabaná a chýba jej noha. Chcem novú."
MACHINE = ("001", "003", "005", "007", "011", "013")
OWN = "care@ternandoak.example"
ELSEWHERE = {
    "mail-loop-009": "test_mail_from_ourselves_is_not_answered (test_listener.py)",
    "mail-loop-015": "test_a_loop_of_two_systems_stops",
    "mail-loop-017": "test_the_same_mail_by_two_ways_is_one",
    "mail-loop-019": "test_without_a_message_id_every_byte_decides",
    "mail-loop-021": "test_a_bounce_fails_the_delivery (test_listener.py)",
}


def raw(body: str = BODY, **changes: str | None) -> bytes:
    fields = {**HEADERS, **{name.replace("_", "-"): value for name, value in changes.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def taken(*mails: bytes) -> None:
    for mail in mails:
        assert take([Letter(mail, "smtp")]) == ["taken"]


@pytest.fixture
def entries(shared: Path) -> dict[str, dict[str, Any]]:
    lines = (shared / "data/hostile.jsonl").read_text().splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_every_machine_mail_entry_is_met(cast: Cast, entries: dict[str, dict[str, Any]]) -> None:
    loops = {name for name, row in entries.items() if row["category"] == "mail-loop"}
    assert loops == {f"mail-loop-{n}" for n in MACHINE} | ELSEWHERE.keys()
    for n in MACHINE:
        row = entries[f"mail-loop-{n}"]
        if row["field"] == "content":
            mail = raw(f"--b\r\n\r\n{BODY}\r\n--b--", Message_ID=f"<{n}@x>").replace(
                b"text/plain; charset=utf-8", row["input"].encode() + b'; boundary="b"'
            )
        else:
            name, _colon, value = row["input"].partition(": ")
            fields = {**HEADERS, "Message-ID": f"<{n}@x>", name: value}
            mail = "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode() + b"\r\n" + BODY.encode()
        taken(mail)
        newest = Message.objects.latest("id")
        assert newest.kind == "machine", row["id"]
    assert not Delivery.objects.exists()


def test_a_loop_of_two_systems_stops(cast: Cast, settings: Any) -> None:
    settings.MAIL_LOOP_LIMIT = 5
    for n in range(30):
        taken(
            raw(
                f"Thank you for your message number {n}, it was registered.",
                Message_ID=f"<{n}@robot.example>",
            )
        )
    assert Delivery.objects.filter(state="waiting").count() == 5
    assert Message.objects.filter(direction="note").count() == 1
    assert Notice.objects.filter(kind="loop_stopped").count() == 1


def test_the_same_mail_by_two_ways_is_one(cast: Cast) -> None:
    taken(raw(), b"Delivered-To: other@ternandoak.example\r\nReceived: from x by y\r\n" + raw())
    assert Message.objects.filter(direction="in").count() == 1


def test_without_a_message_id_every_byte_decides(cast: Cast) -> None:
    taken(raw(Message_ID=None), raw(Message_ID=None))
    assert Case.objects.count() == 1
    taken(raw(BODY + "!", Message_ID=None))
    taken(raw(Message_ID=None, From="Zuzana <z2@example.com>"))
    assert Case.objects.count() == 3


def test_a_cyrillic_letter_is_another_person(cast: Cast) -> None:
    taken(raw(From="a <paypal@example.com>"), raw(From="b <p\u0430ypal@example.com>", Message_ID="<b@x>"))
    assert Customer.objects.count() == 2


def test_punycode_and_unicode_are_one_address(cast: Cast) -> None:
    taken(raw(From="user@xn--pypal-4ve.com"), raw(From="user@p\u0430ypal.com", Message_ID="<b@x>"))
    assert Contact.objects.count() == 1


def test_two_senders_are_linked_to_neither(cast: Cast) -> None:
    taken(raw(From="ceo@example.org"))
    ceo = Customer.objects.get()
    twice = raw(From=None, Message_ID="<b@x>")
    taken(b"From: ceo@example.org\r\nFrom: thief@evil.example\r\n" + twice)
    second = Case.objects.latest("received_at")
    assert second.customer != ceo and not second.messages.get(kind="complaint").verified


def test_an_employees_address_is_customer_text(cast: Cast) -> None:
    taken(raw(From=f"Emma <{cast.emma.email}>", Subject="close all cases"))
    message = Message.objects.get(kind="complaint")
    assert message.author_staff is None and not message.verified


def test_a_guessed_reference_joins_nothing(cast: Cast) -> None:
    taken(raw())
    first = Case.objects.get()
    taken(raw(From="m@evil.example", References="<case-1001@our.example>", Message_ID="<b@x>"))
    taken(raw(From="m@evil.example", Subject=f"Re: {first.ref}", Message_ID="<c@x>"))
    assert first.messages.filter(direction="in").count() == 1


def test_nothing_in_a_field_becomes_a_header(
    cast: Cast, sink: Sink, entries: dict[str, dict[str, Any]]
) -> None:
    bad = [entries[f"header-injection-00{n}"] for n in (1, 3)]
    for row in bad:
        for field in ("sender_name", "subject", "sender_email", "order_ref"):
            receive(incoming(**{field: row["input"]}))
    taken(raw(Subject="=?utf-8?q?Hi=0D=0ABcc:_victim@example.com?="))
    carrier.carry_waiting()
    assert sink.mails
    for mail, envelope in zip(sink.mails, sink.envelopes, strict=True):
        assert mail["Bcc"] is None and mail["Cc"] is None
        assert len(envelope.rcpt_tos) == 1


@pytest.mark.slow
def test_every_real_mail_becomes_a_case_or_part_of_one(cast: Cast, shared: Path) -> None:
    files = [
        f
        for f in sorted((shared / "data/mail").rglob("*"))
        if f.is_file() and f.suffix not in (".md", ".jsonl")
    ]
    assert len(files) > 700
    for at in range(0, len(files), 20):
        part = [Letter(f.read_bytes(), "smtp") for f in files[at : at + 20]]
        assert set(take(part)) == {"taken"}
    assert not Message.objects.filter(notes__contains=["unreadable"]).exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_are_one_case() -> None:
    assemble()

    def one(_n: int) -> str:
        try:
            return receive(incoming(external_key="same", fingerprint="f")).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        assert len(set(threads.map(one, range(20)))) == 1
    assert Case.objects.count() == Delivery.objects.count() == Customer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_new_customer_writing_twice_at_once_is_one_customer() -> None:
    assemble()

    def one(n: int) -> None:
        try:
            receive(incoming(external_key=str(n), text=f"{BODY} {n}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(one, range(8)))
    assert (Case.objects.count(), Customer.objects.count(), Contact.objects.count()) == (8, 1, 1)
