"""The database itself refuses to rewrite the journal."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from amends.journal.models import Entry
from amends.journal.record import record
from amends.journal.seal import seal_waiting

pytestmark = pytest.mark.django_db

SEAL = {"seq", "prev", "hash", "sealed_at", "register_no"}
ERASABLE = {"personal", "salt"}
OTHERS = {
    "id": "gen_random_uuid()",
    "at": "at + interval '1 second'",
    "actor_kind": "'system'",
    "actor_id": "'5'",
    "kind": "'shop.noted'",
    "case_ref": "'X'",
    "facts": """'{"channel": "email", "n": 1.0}'""",
    "commitment": "'x'",
    "personal": """'{"name": "Rudi"}'""",
    "salt": "'x'",
    "subjects": "'{}'",
    "register_year": "2025",
    "seq": "2",
    "prev": "'x'",
    "hash": "'x'",
    "sealed_at": "sealed_at + interval '1 second'",
    "register_no": "2",
}


@pytest.fixture
def entry(eva: SimpleNamespace) -> Entry:
    return record(
        "shop.opened",
        by=eva,
        facts={"channel": "email", "n": 1},
        personal={"name": "Nora"},
        subjects=["customer:12"],
        register_year=2026,
    )


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_column_is_tried() -> None:
    assert set(OTHERS) == {field.column for field in Entry._meta.fields}


@pytest.mark.parametrize("column", sorted(OTHERS))
def test_a_sealed_entry_stays_as_it_is(entry: Entry, column: str) -> None:
    seal_waiting()
    with pytest.raises(IntegrityError):
        run(f"UPDATE journal_entry SET {column} = {OTHERS[column]}")


@pytest.mark.parametrize("column", sorted(set(OTHERS) - SEAL))
def test_an_entry_stays_as_it_is_before_it_is_sealed(entry: Entry, column: str) -> None:
    with pytest.raises(IntegrityError):
        run(f"UPDATE journal_entry SET {column} = {OTHERS[column]}")


@pytest.mark.parametrize("column", sorted(SEAL - {"register_no"}))
def test_a_seal_is_set_whole_or_not_at_all(entry: Entry, column: str) -> None:
    with pytest.raises(IntegrityError):
        run(f"UPDATE journal_entry SET {column} = {OTHERS[column].replace('sealed_at +', 'now() +')}")


@pytest.mark.parametrize("prepare", [seal_waiting, lambda: 0])
@pytest.mark.parametrize("statement", ["DELETE FROM journal_entry", "TRUNCATE journal_entry"])
def test_nothing_is_ever_deleted(entry: Entry, prepare: Callable[[], int], statement: str) -> None:
    prepare()
    with pytest.raises(IntegrityError, match="never deleted"):
        run(statement)


def test_personal_data_is_erased_whole_and_never_comes_back(entry: Entry) -> None:
    seal_waiting()
    with pytest.raises(IntegrityError):
        run("UPDATE journal_entry SET salt = NULL")
    run("UPDATE journal_entry SET personal = NULL, salt = NULL")
    with pytest.raises(IntegrityError):
        run("""UPDATE journal_entry SET personal = '{"name": "Nora"}', salt = 'x'""")


def test_the_search_path_of_the_caller_does_not_matter(entry: Entry) -> None:
    seal_waiting()
    with pytest.raises(IntegrityError, match="never changed"):
        run("SET LOCAL search_path = pg_temp; UPDATE public.journal_entry SET kind = 'x'")


def test_the_application_may_write_the_seal_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = 'amends' AND NOT rolsuper")
        if not cursor.fetchone()[0]:
            pytest.skip("this server has no role named amends")
        for column in OTHERS:
            cursor.execute("SELECT has_column_privilege('amends', 'journal_entry', %s, 'UPDATE')", [column])
            assert cursor.fetchone()[0] == (column in SEAL | ERASABLE), column
        for right in ("DELETE", "TRUNCATE", "TRIGGER"):
            cursor.execute("SELECT has_table_privilege('amends', 'journal_entry', %s)", [right])
            assert not cursor.fetchone()[0], right
