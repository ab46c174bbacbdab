"""`amends journal`, as an auditor uses it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from amends.cli import django_ready, journal
from amends.cli.main import main
from amends.journal import seal
from amends.journal.record import record

EVA = SimpleNamespace(kind="staff", id="4", name="Eva", deputy_for=None)


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_ready, "ready", lambda role="amends": None)


def test_the_script_comes_with_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "script"]) == 0
    assert capsys.readouterr().out == journal.SCRIPT.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_head_export_and_verify_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record("case.note", by=EVA, personal={"text": "a note"})
    seal.seal_waiting()
    _, last, at = seal.head()
    assert at is not None
    assert main(["journal", "head"]) == 0
    assert capsys.readouterr().out == f"1 {last} {at.isoformat()}\n"
    path = tmp_path / "journal.jsonl"
    assert main(["journal", "export", str(path)]) == 0
    assert capsys.readouterr().out == f"1 entries written to {path}\n"
    assert "a note" not in path.read_text(encoding="utf-8")
    assert main(["journal", "verify", last]) == 0
    assert capsys.readouterr().out == f"OK 1 entries, last hash {last}\n"


@pytest.mark.django_db
def test_verify_ends_with_1_and_names_the_entry(capsys: pytest.CaptureFixture[str]) -> None:
    made = record("case.note", by=EVA, personal={"text": "a note"})
    seal.seal_waiting()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal_entry SET actor_id = '5'")
    assert main(["journal", "verify"]) == 1
    assert capsys.readouterr().out == f"BROKEN at entry 1 ({made.pk}): its content is not what was sealed\n"
