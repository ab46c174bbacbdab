"""Real mail servers: a postfix hands mail to the LMTP door, a dovecot mailbox is read."""

import shutil
import smtplib
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.cases.models import Case, Message
from amends.channels.email import listener, mailbox
from amends.channels.email.trial import trial
from amends.channels.mailboxes import add_mailbox
from amends.people.actor import SYSTEM
from bench.installation import free_port
from tests.cast import Cast, assemble
from tests.channels.peers import Dovecot, Postfix, wait_for

pytestmark = [pytest.mark.peer, pytest.mark.slow]

MAIL = b"""From: =?utf-8?q?J=C4=81nis_Kalni=C5=86=C5=A1?= <janis@example.com>\r
To: complaints@firma.example\r
Subject: =?utf-8?q?Se=C5=A1i_kr=C4=93sli?=\r
Message-ID: <chairs-1@example.com>\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
Labdien! Pas\xc5\xabt\xc4\xabju se\xc5\xa1us kr\xc4\x93slus, viens ir cit\xc4\x81 kr\xc4\x81s\xc4\x81.\r
"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


def until(holds: Callable[[], Any], seconds: float = 20) -> None:
    deadline = time.time() + seconds
    while time.time() < deadline:
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about in time")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """The sockets of a mail server stand in its folder, and the path of a socket may be 107 bytes long."""
    folder = Path(tempfile.mkdtemp(prefix="mail-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def lmtp(cast: Cast, settings: Any) -> Iterator[int]:
    settings.LMTP_PORT, settings.SMTP_PORT = free_port(), free_port()
    stop = threading.Event()
    door = threading.Thread(target=listener.run, args=[stop], daemon=True)
    door.start()
    wait_for(settings.LMTP_PORT)
    yield settings.LMTP_PORT
    stop.set()
    door.join(10)


def test_postfix_hands_mail_to_the_lmtp_door(lmtp: int, short_path: Path) -> None:
    postfix = Postfix(short_path / "postfix", "firma.example", lmtp)
    try:
        with smtplib.SMTP("127.0.0.1", postfix.port) as link:
            link.sendmail("janis@example.com", ["complaints@firma.example"], MAIL)
        until(lambda: Case.objects.exists())
    finally:
        postfix.stop()
    case = Case.objects.select_related("customer").get()
    assert (case.customer.full_name, case.language, case.title) == ("Jānis Kalniņš", "lv", "Seši krēsli")
    assert Message.objects.filter(case=case, kind="first_answer", language="lv").count() == 1


def test_a_dovecot_mailbox_is_read_once(cast: Cast, short_path: Path) -> None:
    dovecot = Dovecot(short_path / "dovecot")
    try:
        dovecot.deliver(MAIL)
        dovecot.deliver(MAIL.replace(b"chairs-1", b"chairs-2").replace(b"janis@", b"ilze@"))
        box = add_mailbox(
            "complaints@firma.example",
            by=SYSTEM,
            password=dovecot.password,
            host="127.0.0.1",
            port=dovecot.port,
            security="none",
            user=dovecot.user,
        )
        assert trial(box) is None
        mailbox.fetch_once(box)
        assert Case.objects.count() == 2
        box.refresh_from_db()
        mailbox.fetch_once(box)
        assert Case.objects.count() == 2
    finally:
        dovecot.stop()


def test_a_mailbox_that_cannot_be_read_says_why(cast: Cast, short_path: Path) -> None:
    dovecot = Dovecot(short_path / "dovecot")
    try:
        box = add_mailbox(
            "complaints@firma.example",
            by=SYSTEM,
            password="wrong",
            host="127.0.0.1",
            port=dovecot.port,
            security="none",
            user="x",
        )
        found = trial(box)
        assert found is not None
        assert found.step == "sign_in"
        assert "AUTHENTICATIONFAILED" in str(found).upper()
    finally:
        dovecot.stop()
