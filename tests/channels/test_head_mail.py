"""The journal's last hash mailed outside every day: once, the same at every try, and of use to the outsider's script."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from amends.channels.head_mail import mail_head
from amends.channels.models import MailedHead
from amends.journal import export, seal, verify_journal
from amends.procedure import moment
from amends.server.checkup import work
from tests.cast import MONDAY, Cast, complaint
from tests.channels.conftest import Sink


@pytest.fixture(autouse=True)
def _sealed(cast: Cast, settings: Any) -> Iterator[None]:
    settings.SEAL_MAIL_TO = "auditor@outside.example"
    complaint(cast)
    seal.seal_waiting()
    with moment.set_to(MONDAY):
        yield


def checked(folder: Path, *noted: str) -> str:
    path = folder / "journal.jsonl"
    export.export(path)
    script = Path(verify_journal.__file__)
    done = subprocess.run(
        [sys.executable, "-I", script, path, *noted], capture_output=True, text=True, check=False
    )
    return done.stdout


def test_the_days_hash_goes_out_once(sink: Sink) -> None:
    assert mail_head()
    assert not mail_head()
    with moment.set_to(MONDAY + timedelta(hours=5)):
        assert not mail_head()
    with moment.set_to(MONDAY + timedelta(days=1)):
        assert mail_head()
    assert [mail["To"] for mail in sink.mails] == ["auditor@outside.example"] * 2
    assert sink.mails[0]["Message-ID"] != sink.mails[1]["Message-ID"]
    assert sink.mails[0]["Auto-Submitted"] == "auto-generated"


def test_the_script_checks_a_later_journal_against_the_mail(sink: Sink, cast: Cast, tmp_path: Path) -> None:
    mail_head()
    body = sink.mails[0].get_body()
    assert body is not None
    command = next(line for line in body.get_content().splitlines() if line.startswith("python "))
    noted = command.split()[3]
    complaint(cast)
    seal.seal_waiting()
    assert checked(tmp_path, noted).startswith("OK ")
    with connection.cursor() as cursor:  # whoever owns the database cuts the journal off before that entry
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_entry WHERE seq >= (SELECT seq FROM channels_mailedhead)")
    assert checked(tmp_path).startswith("OK ")
    assert f"no entry has the hash {noted}" in checked(tmp_path, noted)


def test_the_attached_line_is_the_one_an_export_began_with(sink: Sink, tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    export.export(path)
    mail_head()
    attached = next(sink.mails[0].iter_attachments()).get_content()
    assert attached == path.read_bytes().splitlines(keepends=True)[0]


def test_a_mail_server_that_refuses_gets_the_same_mail_again(sink: Sink, cast: Cast) -> None:
    sink.answer = "451 not now"
    assert not mail_head()
    [finding] = work.head_mail()
    assert "451 not now" in finding.words
    complaint(cast)
    seal.seal_waiting()
    sink.answer = "250 kept"
    assert mail_head()
    row = MailedHead.objects.get()
    body = sink.mails[0].get_body()
    assert body is not None
    assert row.hash in body.get_content()
    assert row.seq < seal.head()[0]
    assert list(work.head_mail()) == []


def test_nothing_goes_to_an_address_of_ours_or_without_one(sink: Sink, settings: Any) -> None:
    settings.SEAL_MAIL_TO = settings.MAIL_FROM
    assert not mail_head()
    assert "one of ours" in MailedHead.objects.get().error
    settings.SEAL_MAIL_TO = ""
    assert not mail_head()
    assert sink.mails == []
