"""The sealer puts what was committed in one order, however many write at once and whatever breaks."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection, connections, transaction

from amends.journal import export, queries, seal, verify_journal
from amends.journal.canonical import GENESIS
from amends.journal.forget import forget
from amends.journal.models import Entry
from amends.journal.record import prepare, record, record_many

pytestmark = pytest.mark.slow


def opened(by: SimpleNamespace, n: int, year: int = 2026) -> Entry:
    return prepare(
        "shop.opened",
        by=by,
        about=f"REF{n}",
        facts={"channel": "email"},
        personal={"name": f"Nora {n}"},
        subjects=[f"customer:{n}"],
        register_year=year,
    )


def until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


@pytest.fixture
def sealer() -> Iterator[threading.Thread]:
    stop = threading.Event()
    thread = threading.Thread(target=seal.run, args=[stop])
    thread.start()
    yield thread
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.django_db
def test_an_empty_journal_has_a_head_and_is_whole() -> None:
    assert seal.seal_waiting() == 0
    assert seal.head() == (0, GENESIS, None)
    assert export.verify() == (0, GENESIS, "")


@pytest.mark.django_db
def test_numbers_have_no_gaps_in_any_year(eva: SimpleNamespace) -> None:
    record_many([opened(eva, n, 2025 + n % 2) for n in range(7)])
    record("shop.counted", by=eva, facts={"number": 7})
    sealed = [seal.seal_waiting(limit=3) for _ in range(4)]
    assert sealed == [3, 3, 2, 0]
    assert queries.register_number("REF6") == (2025, 4)
    assert [e.register_no for e in Entry.objects.filter(register_year=2026).order_by("seq")] == [1, 2, 3]
    count, last, why = export.verify()
    assert (count, last, why) == (8, seal.head()[1], "")


@pytest.mark.django_db
def test_a_crash_between_steps_changes_nothing(eva: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    record_many([opened(eva, n) for n in range(3)])
    with monkeypatch.context() as broken:
        write = seal._write

        def write_and_die(*args: object) -> None:
            write(*args)  # type: ignore[arg-type]
            raise SystemExit

        broken.setattr(seal, "_write", write_and_die)
        with pytest.raises(SystemExit):
            seal.seal_waiting()
    assert (seal.waiting(), seal.head()[0]) == (3, 0)
    assert seal.seal_waiting() == 3
    assert seal.seal_waiting() == 0
    assert export.verify()[::2] == (3, "")


@pytest.mark.django_db
def test_forgetting_leaves_the_chain_whole(eva: SimpleNamespace, tmp_path: Path) -> None:
    record_many([opened(eva, n) for n in range(3)])
    seal.seal_waiting()
    assert forget("customer:1", by=eva) == 1
    assert forget("customer:1", by=eva) == 0
    seal.seal_waiting()
    assert export.verify()[::2] == (5, "")
    path = tmp_path / "journal.jsonl"
    assert export.export(path, with_personal=True) == 5
    assert verify_journal.main(str(path)) == 0
    text = path.read_text(encoding="utf-8")
    assert "Nora 2" in text
    assert "Nora 1" not in text
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_who_asks_to_be_forgotten_is_not_named_in_that_entry() -> None:
    nora = SimpleNamespace(kind="customer", id="12", name="Nora", deputy_for=None)
    record("shop.counted", by=nora)
    assert forget("customer:12", by=nora) == 1
    assert not Entry.objects.filter(personal__isnull=False).exists()


@pytest.mark.django_db
def test_an_export_holds_no_personal_data_unless_asked(eva: SimpleNamespace) -> None:
    record_many([opened(eva, n) for n in range(3)])
    seal.seal_waiting()
    text = b"".join(export.lines()).decode()
    assert "Nora" not in text
    assert "Nov" not in text
    assert "salt" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("kind = 'shop.noted'", "not what was sealed"),
        ('facts = facts || \'{"channel": "chat"}\'', "not what was sealed"),
        ("at = at - interval '1 microsecond'", "not what was sealed"),
        ("register_no = 99", "not what was sealed"),
        ("prev = hash", "does not follow"),
        ("hash = prev", "not what was sealed"),
        ('personal = personal || \'{"name": "Rudi"}\'', "personal data"),
        ("seq = 100", "does not follow"),
        ("seq = NULL, prev = NULL, hash = NULL, sealed_at = NULL, register_no = NULL", "does not follow"),
    ],
)
def test_what_the_owner_of_the_table_alters_is_named(eva: SimpleNamespace, change: str, why: str) -> None:
    record_many([opened(eva, n) for n in range(5)])
    seal.seal_waiting()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE journal_entry SET {change} WHERE seq = 3")
    found = export.verify()
    assert found[0] == 3
    assert why in found[2]


@pytest.mark.django_db
def test_a_journal_cut_short_lacks_the_hash_noted_earlier(eva: SimpleNamespace) -> None:
    record_many([opened(eva, n) for n in range(3)])
    seal.seal_waiting()
    noted = seal.head()[1]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM journal_entry WHERE seq = 3")
    assert export.verify()[2] == ""
    assert export.verify([noted])[0] == 3


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_at_once_get_numbers_without_gaps(
    eva: SimpleNamespace, sealer: threading.Thread
) -> None:
    def write(n: int) -> None:
        try:
            for m in range(4):
                with transaction.atomic():
                    record_many([opened(eva, n * 10 + m)])
                    if m == 2:
                        transaction.set_rollback(True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(write, range(50)))
    assert until(lambda: not seal.waiting(), seconds=3)  # however many commits knocked
    numbers = list(Entry.objects.order_by("seq").values_list("seq", "register_no"))
    assert numbers == [(n, n) for n in range(1, 151)]
    assert export.verify()[::2] == (150, "")


@pytest.mark.django_db(transaction=True)
def test_two_sealers_do_not_meet(eva: SimpleNamespace) -> None:
    record_many([opened(eva, n) for n in range(3)])

    def other() -> int:
        try:
            return seal.seal_waiting()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        assert seal.seal_waiting() == 3
        assert pool.submit(other).result() == 0
    assert export.verify()[::2] == (3, "")


@pytest.mark.django_db(transaction=True)
def test_the_sealer_outlives_a_lost_connection(
    eva: SimpleNamespace, sealer: threading.Thread, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        record_many([opened(eva, 1)])
        assert until(lambda: seal.head()[0] == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user"
            )
            assert cursor.fetchone()[0] >= 1
        record_many([opened(eva, 2)])
        assert until(lambda: seal.head()[0] == 2)
    assert [r for r in caplog.records if r.name == "journal.head"]
    assert [r for r in caplog.records if "sealing rests" in r.message]


@pytest.mark.django_db(transaction=True)
def test_a_commit_tells_whoever_listens_unless_told_to_be_quiet(eva: SimpleNamespace) -> None:
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN amends_journal")
    with transaction.atomic():
        record_many([opened(eva, 1), opened(eva, 1)])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL amends.quiet = 'on'")
        record_many([opened(eva, 2)])
    with transaction.atomic():
        record("shop.counted", by=eva, facts={"number": 1})
    told = [notice.payload for notice in connection.connection.notifies(timeout=0.5)]
    assert told == ["shop.opened REF1", "shop.counted "]
