"""One PostgreSQL of our own: made, started, found again, stopped."""

import fcntl
import math
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from amends.server.postgres import places, roles
from amends.server.postgres.account import account, dropped, own
from amends.server.postgres.record import PORT, Record, connection, database_url
from amends.server.postgres.remains import clear_remains, pid_of
from amends.server.postgres.tuning import settings

Progress = Callable[[str], None]
TO_END = 12.0  # seconds PostgreSQL gets to write everything down before it is ended at once


def silent(_: str) -> None:
    """For callers who have nobody to tell."""


class Cluster:
    """The embedded database of one data folder. Every method may be called by several commands at once."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home = home.resolve()
        self.durable = durable
        self.who = account()
        self._in_use: int | None = None
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path | None:
        """The folder of the cluster's files; None before the first start."""
        record = Record.read(self.home)
        return self.home / record.data if record else None

    def dsn(self, role: str = "amends", database: str = "amends") -> str:
        return database_url(self.home, role, database)

    def is_initialised(self) -> bool:
        """The record is completed last, so a set-up that was cut short begins anew."""
        data = self.data
        return data is not None and (data / "ready").exists()

    def is_running(self) -> bool:
        """Whether the socket answers. A process number proves nothing: it may be a zombie's."""
        record = Record.read(self.home)
        if record is None:
            return False
        with socket.socket(socket.AF_UNIX) as tried:
            tried.settimeout(5)
            try:
                tried.connect(f"{record.socket}/.s.PGSQL.{PORT}")
            except OSError:
                return False
        return True

    def initialise(self, progress: Progress = silent) -> None:
        """Make the cluster, its two roles and the empty database; nothing to do when that is done."""
        with self._alone():
            self._initialise(progress)

    def _initialise(self, progress: Progress) -> None:
        if self.is_initialised():
            return
        folder = places.cluster_folder(self.home, self.who)
        data = folder / "data"
        inside = data.is_relative_to(self.home)
        record = Record(
            data=str(data.relative_to(self.home) if inside else data),
            socket=str(places.socket_folder(folder, self.home, self.who)),
            account=self.who.pw_name,
        )
        if (data / "ready").exists():
            raise RuntimeError(f"{data} holds a database, but {Record.file(self.home)}, its key, is missing.")
        progress("Preparing the database.")
        places.remove_unfinished(data)
        self._initdb(folder, data, record.passwords["superuser"])
        record.write(self.home)
        self._start(progress)
        roles.create(self.home)
        ready = data / "ready"
        ready.touch()
        own(self.who, ready)

    def _initdb(self, folder: Path, data: Path, password: str) -> None:
        secret = places.password_file(folder, password, self.who)
        words: list[str | Path] = [
            places.programs(self.who) / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "-A",
        ]
        words += [
            "scram-sha-256",
            f"--pwfile={secret}",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        words += ["--no-instructions", *([] if self.durable else ["--no-sync"])]
        try:
            for locale in ("C.UTF-8", "C"):
                made = subprocess.run(
                    [*words, f"--locale={locale}"],
                    **dropped(self.who),
                    capture_output=True,
                    text=True,
                    check=False,
                )
                if made.returncode == 0:
                    return
            raise RuntimeError(f"The database could not be prepared: {made.stderr.strip()}")
        finally:
            secret.unlink(missing_ok=True)

    def start(self, progress: Progress = silent) -> None:
        """Start it, or find it running; returns when it answers, however long a recovery takes."""
        with self._alone():
            self._initialise(progress)
            self._start(progress)

    def _start(self, progress: Progress) -> None:
        data, record = self._located()
        while pid_of(data) is not None and not self.is_running():
            time.sleep(0.02)  # another program began to start it and was killed
        if self.is_running():
            self._wait(progress)
            return
        clear_remains(data)
        options = [
            word for name, value in settings(self.durable).items() for word in ("-c", f"{name}={value}")
        ]
        words: list[str | Path] = [places.programs(self.who) / "postgres", "-D", data, "-k", record.socket]
        words += ["-p", str(PORT), *options]
        with (self.home / "postgres.log").open("ab") as log:
            self._child = subprocess.Popen(
                words,
                **dropped(self.who),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait(progress)

    def _located(self) -> tuple[Path, Record]:
        """The socket's folder may be gone since (a restart empties such places), the data folder moved."""
        record, data = Record.read(self.home), self.data
        if record is None or data is None or not data.is_dir():
            raise RuntimeError(
                f"The database of {self.home} is not where {Record.file(self.home)} says: {data}."
            )
        places.prepare_home(self.home, self.who)
        folder = places.socket_folder(data.parent, self.home, self.who)
        if str(folder) != record.socket:
            record.socket = str(folder)
            record.write(self.home)
        return data, record

    def _wait(self, progress: Progress) -> None:
        began, told, pause = time.monotonic(), 0, 0.02
        while not self._answers():
            if self._child is not None and self._child.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start:\n{self._last_lines()}")
            waited = int(time.monotonic() - began)
            if waited >= told + 5:
                told = waited
                progress(f"Waiting for PostgreSQL, {waited} s: {self._last_lines(1)}")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.2)  # each question costs it a process while it recovers

    def _answers(self) -> bool:
        """It listens long before it takes anybody in, for as long as a recovery lasts."""
        from psycopg.conninfo import make_conninfo
        from psycopg.pq import PGconn, Ping

        found = {**connection(self.home, "superuser", "postgres"), "connect_timeout": 30}
        return PGconn.ping(make_conninfo("", **found).encode()) == Ping.OK

    def _last_lines(self, count: int = 8) -> str:
        try:
            text = (self.home / "postgres.log").read_bytes()[-4000:].decode("utf-8", "replace")
        except FileNotFoundError:
            return ""
        return "\n".join(text.splitlines()[-count:])

    def stop(self) -> None:
        """Disconnect everybody, write everything down, end. Returns when the process is gone.

        PostgreSQL that is told so in the midst of a recovery may wait for ever. It is then ended at once, and the next start
        recovers from what is on the disk: all that was acknowledged.
        """
        data = self.data
        pid = pid_of(data) if data else None
        if pid is not None:
            os.kill(pid, signal.SIGINT)
            at_once = time.monotonic() + TO_END
            while self.is_running() or (data and pid_of(data) == pid):
                self._reap()
                time.sleep(0.01)
                if time.monotonic() > at_once:
                    at_once = math.inf
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGQUIT)
        self._reap()

    def _reap(self) -> None:
        if self._child is not None and self._child.poll() is not None:
            self._child = None

    def ensure_started(self, progress: Progress = silent) -> None:
        """Start it for this command; the last command to end stops it (`leave`)."""
        if self._in_use is None:
            import atexit

            places.prepare_home(self.home, self.who)
            self._in_use = os.open(self.home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._in_use, fcntl.LOCK_SH)
            atexit.register(self.leave)
        self.start(progress)

    def leave(self) -> None:
        """Stop the database unless another command is using it."""
        if self._in_use is None:
            return
        held, self._in_use = self._in_use, None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        else:
            self.stop()
        finally:
            os.close(held)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One command at a time makes or starts the cluster; the others wait and find it."""
        places.prepare_home(self.home, self.who)
        lock = os.open(self.home / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
