"""Whatever is killed, whenever: nothing acknowledged is lost, nothing is doubled, everybody gets one first answer."""

import json
import os
import random
import re
import signal
import smtplib
import threading
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from bench.installation import Installation, Sink
from bench.load import Caller

KILLS = int(os.environ.get("AMENDS_CRASH_KILLS", "100"))


def victims(place: Installation) -> list[int]:
    """Every process below the command, PostgreSQL's own included; the command itself is not among them."""
    assert place.running is not None
    found, waiting = [], [place.running.pid]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    data = [int(p.read_text().split()[0]) for p in place.home.rglob("postmaster.pid")]
    return [pid for pid in {*found, *data} if pid != place.running.pid]


class Customers(threading.Thread):
    """Writes complaints until told to stop, each as often as needed until it is acknowledged, as real senders do."""

    def __init__(self, place: Installation, key: str, name: str, by_mail: bool) -> None:
        super().__init__(daemon=True)
        self.place, self.key, self.label, self.by_mail = place, key, name, by_mail
        self.stopped = threading.Event()
        self.acknowledged: list[str] = []  # addresses
        self.references: dict[str, str] = {}
        self.call = Caller(place.port, {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})

    def run(self) -> None:
        number = 0
        while not self.stopped.is_set():
            number += 1
            address = f"{self.label}{number}@crash.example"
            for _try in range(600):
                if self._mail(address) if self.by_mail else self._post(address):
                    self.acknowledged.append(address)
                    break
                time.sleep(0.2)
            time.sleep(0.05)

    def _post(self, address: str) -> bool:
        body = {
            "text": "The top is scratched.",
            "customer": {"name": f"N {address}", "email": address},
            "language": "en",
        }
        status, answer = self.call(
            "POST", "/api/v1/complaints", json.dumps(body).encode(), **{"Idempotency-Key": address}
        )
        if status in (200, 201):
            self.references[address] = json.loads(answer)["reference"]
        return status in (200, 201)

    def _mail(self, address: str) -> bool:
        message = EmailMessage()
        message["From"], message["To"] = address, "complaints@localhost"
        message["Subject"], message["Message-ID"] = "Scratched", f"<{address}>"
        message.set_content("The top is scratched and nobody answers the telephone.")
        try:
            with smtplib.SMTP("127.0.0.1", self.place.smtp, timeout=10) as link:
                link.send_message(message)
        except (OSError, smtplib.SMTPException):
            return False
        return True


def kill_at_random(place: Installation, count: int) -> int:
    dice, done = random.Random(7), 0
    while done < count:
        time.sleep(dice.uniform(0.2, 1.2))
        try:
            os.kill(dice.choice(victims(place)), signal.SIGKILL)
            done += 1
        except (ProcessLookupError, IndexError, OSError):
            continue
    return done


def answers(sink: Sink) -> dict[str, set[str]]:
    """Message-IDs of first answers by address."""
    found: dict[str, set[str]] = {}
    for _at, to, head in list(sink.mails):
        identity = re.search(r"^Message-ID:\s*(\S+)", head, re.M | re.I)
        found.setdefault(to, set()).add(identity[1] if identity else "")
    return found


def outbox(place: Installation) -> str:
    """What is stuck where, for whoever has to find out."""
    rows = place.amends(
        "manage",
        "shell",
        "-v",
        "0",
        "-c",
        "from amends.channels.models import Delivery\n"
        "for row in Delivery.objects.exclude(state='sent'):\n"
        "    print(row.to_address, row.state, row.attempts, row.carrier, row.claimed_at, row.next_try_at, row.error)",
        check=False,
    )
    ledgers = sorted(path.name for path in (place.home / "outbox").iterdir())
    return "\n".join([rows, *ledgers, f"{time.time():.0f}", *place.lines[-60:]])


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    sink = Sink()
    place = Installation(tmp_path / "home with a space", sink)
    place.home.mkdir()
    customers: list[Customers] = []
    try:
        place.start()
        key = place.key()
        customers = [Customers(place, key, f"api{n}-", False) for n in range(2)]
        customers += [Customers(place, key, f"mail{n}-", True) for n in range(2)]
        for customer in customers:
            customer.start()
        assert kill_at_random(place, KILLS) == KILLS
        for customer in customers:
            customer.stopped.set()
        for customer in customers:
            customer.join(90)
        told = [address for customer in customers for address in customer.acknowledged]
        assert len(told) > KILLS, "too little came in for the test to mean anything"
        deadline = time.time() + 150
        while time.time() < deadline and not set(told) <= set(answers(sink)):
            time.sleep(1)
        found = answers(sink)
        silent = [a for a in told if a not in found]
        assert silent == [], f"no first answer\n{outbox(place)}"
        assert {a: ids for a, ids in found.items() if len(ids) > 1} == {}, "several different first answers"
        copies = [to for _at, to, _head in sink.mails]
        assert len(copies) - len(set(copies)) <= KILLS * 0.05, "a mail was handed over twice too often"
        assert "OK" in place.amends("journal", "verify")
        counted = place.amends(
            "manage",
            "shell",
            "-v",
            "0",
            "-c",
            "from amends.cases.models import Case\nfrom amends.journal.models import Entry\n"
            "from django.db.models import Max\n"
            "print('CASES', Case.objects.count(), Entry.objects.filter(kind='case.received').count(),"
            " Entry.objects.aggregate(n=Max('register_no'))['n'])",
        )
        cases, entries, last = (int(n) for n in re.search(r"CASES (\d+) (\d+) (\d+)", counted).groups())  # type: ignore[union-attr]
        assert cases == entries == last
        assert cases >= len(told)
        assert cases <= len(told) + len(customers), "something was taken in twice"
    finally:
        for customer in customers:
            customer.stopped.set()
        place.remove()
        sink.stop()
