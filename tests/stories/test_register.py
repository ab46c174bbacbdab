"""The register an auditor can trust: gapless under load, broken visibly, whole after forgetting."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from amends.cases import files as store
from amends.cases.models import Case, CaseSearch, File, Message
from amends.cases.search_index import index_cases
from amends.channels.erasing import erase_waiting
from amends.channels.incoming import Attached, Incoming
from amends.channels.intake import receive
from amends.channels.models import Delivery
from amends.improvement.forgetting import forget_customer
from amends.journal import verify_journal
from amends.journal.export import export, verify
from amends.journal.models import Entry
from amends.journal.seal import seal_waiting
from amends.people.models import Contact
from amends.people.refusal import NotPossible
from tests.cast import Cast

PARALLEL = 50
SECRET = "Hrabovská"


def write(number: int, **more: object) -> Incoming:
    return Incoming(
        channel="web_form",
        text=f"Doska {number} prišla poškriabaná a nikto sa mi neozval.",
        sender_name=f"Zuzana {SECRET} {number}",
        sender_email=f"zuzana{number}@example.com",
        **more,  # type: ignore[arg-type]
    )


def seal_all() -> None:
    while seal_waiting():
        pass


def check(path: Path) -> subprocess.CompletedProcess[str]:
    """The script as an auditor runs it: by itself, without Amends."""
    script = Path(verify_journal.__file__).read_text("utf-8")
    alone = path.with_name("verify_journal.py")
    alone.write_text(script, "utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(alone), str(path)], capture_output=True, text=True, check=False
    )


def test_fifty_at_once_are_numbered_without_a_gap(cast: Cast, tmp_path: Path) -> None:
    refused: list[BaseException] = []

    def one(number: int) -> None:
        try:
            receive(write(number))
        except BaseException as broken:
            refused.append(broken)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[n]) for n in range(PARALLEL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    seal_all()
    numbers = Entry.objects.filter(register_no__isnull=False).values_list("register_no", flat=True)
    assert sorted(numbers) == list(range(1, PARALLEL + 1))
    assert verify()[2] == ""
    export(tmp_path / "journal.jsonl")
    assert check(tmp_path / "journal.jsonl").returncode == 0


def test_a_row_altered_by_sql_is_named(cast: Cast, tmp_path: Path) -> None:
    for number in range(5):
        receive(write(number))
    seal_all()
    victim = Entry.objects.filter(kind="case.received").order_by("seq")[2]
    with connection.cursor() as cursor:
        with pytest.raises(Exception, match="never changed"):
            cursor.execute("UPDATE journal_entry SET kind = 'case.closed' WHERE seq = %s", [victim.seq])
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal_entry SET kind = 'case.closed' WHERE seq = %s", [victim.seq])
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    export(tmp_path / "journal.jsonl")
    said = check(tmp_path / "journal.jsonl")
    assert said.returncode == 1
    assert f"{victim.seq}" in said.stdout
    assert verify()[0] == victim.seq


def test_forgetting_leaves_the_journal_whole(cast: Cast, tmp_path: Path) -> None:
    receipt = receive(write(1, files=(Attached("photo.txt", "text/plain", b"a photo of the scratch"),)))
    other = receive(write(2))
    assert receipt.case is not None and other.case is not None
    index_cases([receipt.case.pk, other.case.pk])
    customer = receipt.case.customer
    with pytest.raises(NotPossible):
        forget_customer(customer, by=cast.by("ada"))
    digest = File.objects.get(case=receipt.case, is_original=False).sha256
    Case.objects.filter(pk=receipt.case.pk).update(stage="closed", outcome="answered")
    os.utime(store.path_of(digest), (0, 0))
    forget_customer(customer, by=cast.by("ada"))
    erase_waiting()
    seal_all()
    assert verify()[2] == ""
    assert not store.path_of(digest).exists()
    assert not Contact.objects.filter(customer=customer).exists()
    assert not CaseSearch.objects.filter(case=receipt.case).exists()
    assert not Delivery.objects.filter(to_address__contains="zuzana1@").exists()
    for message in Message.objects.filter(case=receipt.case):
        assert (
            "zuzana1" not in json.dumps([message.text, message.author_name, message.author_address]).lower()
        )
    assert "zuzana1@example.com" not in everything()
    assert f"{SECRET} 1" not in everything()
    assert f"{SECRET} 2" in everything(), "somebody else's data stays"
    export(tmp_path / "journal.jsonl", with_personal=True)
    assert check(tmp_path / "journal.jsonl").returncode == 0


def everything() -> str:
    """Every row of every table of ours as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [
            row[0] for row in cursor.fetchall() if row[0].split("_")[0] not in ("procrastinate", "django")
        ]
        found = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" AS t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)
