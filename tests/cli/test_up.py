"""A whole installation: started, hurt, ended, backed up and restored."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from amends.server.postgres import Cluster
from amends.server.postgres.places import mark
from amends.server.postgres.remains import pid_of
from amends.server.supervision.child import marked
from tests.server.homes import data_folder

pytestmark = pytest.mark.slow
AT_ONCE = 30  # seconds in which all parts of it end on a slow machine; what hangs takes for ever


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


class Installation:
    """`amends` in a data folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port, self.live_port = free_port(), free_port()
        self.supervisor = 0
        self.said = home.parent / "said.txt"
        self.env = {
            name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "DATABASE_"))
        }
        self.env |= {"AMENDS_HOME": str(home), "AMENDS_SMTP_PORT": str(free_port())}
        self.env |= {"EMAIL_URL": "dummymail://", "PYTHONUNBUFFERED": "1"}

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        told = [sys.executable, "-m", "amends.cli.main", *words]
        return subprocess.run(told, env=self.env, capture_output=True, text=True, timeout=300)

    def up(self) -> "subprocess.Popen[bytes]":
        """Started and ready."""
        words = [sys.executable, "-m", "amends.cli.main", "up", "--port", str(self.port)]
        with self.said.open("wb") as said:
            running = subprocess.Popen(
                [*words, "--live-port", str(self.live_port)], env=self.env, stdout=said, stderr=said
            )
        self.supervisor = running.pid
        self.until(lambda: self.is_ready() or running.poll() is not None, 240)
        assert running.poll() is None, self.said.read_text()
        return running

    def is_ready(self) -> bool:
        return f"Amends is ready at http://localhost:{self.port}" in self.said.read_text()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def parts(self) -> list[int]:
        return [pid for pid in marked(mark(self.home)) if pid != self.supervisor]

    def postmaster(self) -> int:
        data = Cluster(self.home).data
        found = pid_of(data) if data else None
        assert found
        return found

    def until(self, condition: Callable[[], object], seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.said.read_text()
            time.sleep(0.1)

    def end(self, running: "subprocess.Popen[bytes]", sign: signal.Signals = signal.SIGINT) -> float:
        began = time.monotonic()
        running.send_signal(sign)
        running.wait(timeout=30)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with data_folder() as home:
        yield Installation(home)


def test_it_starts_by_itself_and_ends_on_ctrl_c(installation: Installation) -> None:
    running = installation.up()
    said = installation.said.read_text()
    assert "The first administrator signs in as admin@localhost." in said
    assert re.search(r"The password is \S{12,}", said)
    assert installation.answers() and len(installation.parts()) >= 4
    assert installation.end(running) < AT_ONCE
    assert running.returncode == 0
    assert not installation.parts() and not Cluster(installation.home).is_running()


def test_later_starts_say_no_password_and_end_on_sigterm(installation: Installation) -> None:
    running = installation.up()
    assert "password" not in installation.said.read_text()
    assert installation.end(running, signal.SIGTERM) < AT_ONCE
    assert not installation.parts() and not Cluster(installation.home).is_running()


def test_a_second_one_is_refused(installation: Installation) -> None:
    running = installation.up()
    second = installation.command("up", "--port", str(free_port()), "--live-port", str(free_port()))
    assert second.returncode == 1 and f"as process {running.pid}." in second.stderr
    restored = installation.command("restore", __file__)
    assert restored.returncode == 1 and "End it first." in restored.stderr
    installation.end(running)


def test_killed_parts_and_a_killed_database_come_back(installation: Installation) -> None:
    running = installation.up()
    for pid in installation.parts():
        os.kill(pid, signal.SIGKILL)
    os.kill(installation.postmaster(), signal.SIGKILL)
    installation.until(lambda: not installation.answers(), 10)
    installation.until(installation.answers)
    assert installation.end(running) < AT_ONCE
    assert not installation.parts() and not Cluster(installation.home).is_running()


@pytest.mark.parametrize("parts_too", [False, True], ids=["supervisor", "everything"])
def test_after_a_kill_the_next_start_works(installation: Installation, parts_too: bool) -> None:
    """Parts of a killed supervisor end by themselves; a database that was left running is used and stopped later."""
    running, parts = installation.up(), installation.parts()
    running.kill()
    running.wait()
    for pid in parts if parts_too else []:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    installation.until(lambda: not installation.parts(), 20)
    again = installation.up()
    assert installation.answers()
    installation.end(again)
    assert not installation.parts() and not Cluster(installation.home).is_running()


def test_a_taken_port_is_said(installation: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = installation.command(
            "up", "--port", str(taken.getsockname()[1]), "--live-port", str(free_port())
        )
    assert told.returncode == 1 and "cannot be used" in told.stderr


def test_a_backup_is_restored_whole(installation: Installation, tmp_path: Path) -> None:
    kept = installation.home / "files" / "ab" / "abcdef"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"a photograph")
    file = tmp_path / "amends.tar"
    told = installation.command("backup", str(file))
    assert told.returncode == 0, told.stderr
    assert file.stat().st_mode & 0o077 == 0
    with data_folder() as home:
        for ready in ("fonts", "words"):
            shutil.copytree(installation.home / ready, home / ready)
        other = Installation(home)
        told = other.command("restore", str(file))
        assert told.returncode == 0, told.stderr
        assert (home / "files" / "ab" / "abcdef").read_bytes() == b"a photograph"
        assert (home / "secret_key").read_text() == (installation.home / "secret_key").read_text()
        assert rights(other) == rights(installation) and "UPDATE" not in rights(other)
        running = other.up()
        assert "password" not in other.said.read_text()
        other.end(running)


def rights(place: Installation) -> str:
    """What the application may do with the whole rows of the journal."""
    query = (
        "from django.db import connection as c; k = c.cursor(); k.execute(\"SELECT string_agg(privilege_type, ' ' "
        "ORDER BY privilege_type) FROM information_schema.role_table_grants WHERE grantee = 'amends' "
        "AND table_name = 'journal_entry'\"); print(k.fetchone()[0])"
    )
    return place.command("manage", "shell", "-v", "0", "-c", query).stdout.strip()


def test_a_damaged_backup_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "amends.tar"
    assert installation.command("backup", str(file)).returncode == 0
    content = bytearray(file.read_bytes())
    content[20_000] ^= 1
    file.write_bytes(content)
    key = (installation.home / "secret_key").read_text()
    told = installation.command("restore", str(file), "--replace")
    assert (
        told.returncode == 1 and "The backup is not whole: database.dump. Nothing was changed." in told.stderr
    )
    assert (installation.home / "secret_key").read_text() == key


def test_the_doctor_says_what_is_wrong(installation: Installation) -> None:
    forget = "from django.db import connection as c; c.cursor().execute('DELETE FROM procrastinate_workers')"
    assert installation.command("manage", "shell", "-v", "0", "-c", forget).returncode == 0
    told = installation.command("doctor")
    assert told.returncode == 1
    assert "No worker is running" in told.stdout
    running = installation.up()
    installation.until(lambda: "No worker is running" not in installation.command("doctor").stdout)
    installation.end(running)
