"""A throw-away installation, started by the real command, with a mail server that counts what it is handed."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

AMENDS = Path(__file__).resolve().parents[1] / ".venv" / "bin" / "amends"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Sink:
    """A mail server on this machine: keeps the time and the Message-ID of everything it accepts."""

    def __init__(self) -> None:
        from aiosmtpd.controller import Controller

        self.port = free_port()
        self.mails: list[tuple[float, str, str]] = []  # when, to whom, the raw head
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        head = bytes(envelope.content).split(b"\r\n\r\n", 1)[0].decode("utf-8", "replace")
        self.mails.append((time.time(), envelope.rcpt_tos[0], head))
        await asyncio.sleep(0)
        return "250 kept"

    def stop(self) -> None:
        self.controller.stop()


class Installation:
    """`amends up` in a temporary folder; `seconds` is how long it took until it was ready."""

    def __init__(self, home: Path | None = None, sink: Sink | None = None) -> None:
        self.home = home or Path(tempfile.mkdtemp(prefix="amends-bench-"))
        self.sink = sink
        self.port, self.live, self.smtp = free_port(), free_port(), free_port()
        self.env = {
            **os.environ,
            "AMENDS_HOME": str(self.home),
            "AMENDS_PORT": str(self.port),
            "AMENDS_LIVE_PORT": str(self.live),
            "AMENDS_SMTP_PORT": str(self.smtp),
            "AMENDS_PUBLIC_URL": f"http://localhost:{self.port}",
            "AMENDS_ADMIN_EMAIL": "admin@bench.example",
            "AMENDS_ADMIN_PASSWORD": "a long sentence",
            "AMENDS_MAIL_LOOP_LIMIT": "1000000",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port if sink else free_port()}",
        }
        self.env.pop("DATABASE_URL", None)
        self.lines: list[str] = []
        self.seconds = 0.0
        self.running: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        began = time.time()
        self.running = subprocess.Popen(
            [str(AMENDS), "up"], env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=[ready], daemon=True).start()
        if not ready.wait(180):
            raise RuntimeError("not ready:\n" + "\n".join(self.lines[-30:]))
        self.seconds = time.time() - began

    def wait_for_the_coach(self) -> None:
        """What is learnt beside a first start would take its share of every figure that follows."""
        from amends.coach import scorer

        while not scorer.is_learnt():
            time.sleep(1)

    def _read(self, ready: threading.Event) -> None:
        assert self.running is not None
        assert self.running.stdout is not None
        for line in self.running.stdout:
            self.lines.append(line.rstrip())
            if "Amends is ready at" in line:
                ready.set()

    def stop(self) -> None:
        if self.running:
            self.running.send_signal(signal.SIGINT)
            self.running.wait(30)
            self.running = None

    def remove(self) -> None:
        self.stop()
        from amends.server.postgres import Cluster

        Cluster(self.home).stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def amends(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            [str(AMENDS), *words], env=self.env, capture_output=True, text=True, check=False
        )
        if check and done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def key(self) -> str:
        said = self.amends(
            "key", "create", "bench", "--scope", "complaints:write", "--scope", "complaints:read"
        )
        found = re.search(r"amends_[\w-]{20,}", said)
        assert found, said
        return found[0]

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        request = urllib.request.Request(self.url + path, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()

    def processes(self) -> list[int]:
        """The command and everything below it, PostgreSQL aside."""
        assert self.running is not None
        found, waiting = [], [self.running.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += [int(child) for child in task.read_text().split()]
        return [pid for pid in found if "postgres" not in Path(f"/proc/{pid}/comm").read_text()]

    def memory(self) -> float:
        """Megabytes of all our processes (proportional share), the database aside."""
        total = 0
        for pid in self.processes():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])  # type: ignore[index]
        return total / 1024
