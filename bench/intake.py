"""How fast complaints are taken in, by program and by mail, and how soon they are answered."""

import json
import smtplib
import tempfile
import threading
import time
from email.message import EmailMessage
from pathlib import Path

from bench import limits, load
from bench.installation import Installation, Sink

Row = tuple[str, str, str, str]
TEXT = (
    "The table top arrived with a scratch of forty centimetres. I was promised another by Friday and heard nothing. "
    * 3
)


def complaint(number: int) -> bytes:
    body = {
        "text": TEXT,
        "subject": f"Scratched table {number}",
        "customer": {"name": f"Customer {number}", "email": f"c{number % 5000}@bench.example"},
        "language": "en",
    }
    return json.dumps(body).encode()


def measure(place: Installation, sink: Sink, less: int) -> list[Row]:
    from amends.server.postgres import connection

    database = connection(place.home, "owner")
    rows = _by_api(place, database, less)
    rows += _by_mail(place, less)
    rows += _answers(place, sink, less)
    rows += _import(place, less)
    rows.append(
        ("memory of all our processes, the database aside", f"{place.memory():.0f} MB", "", "≤ 250 MB")
    )
    return rows


def _by_api(place: Installation, database: dict[str, object], less: int) -> list[Row]:
    call = load.Caller(
        place.port, {"Authorization": f"Bearer {place.key()}", "Content-Type": "application/json"}
    )
    rows = []
    for clients, count, goal in ((1, 600, "≤ 8/15 ms"), (8, 4000, "≥ 400/s, p95 < 40 ms")):
        load.run(lambda n: call("POST", "/api/v1/complaints", complaint(n))[0] == 201, clients, 100)
        found = load.run(
            lambda n: call("POST", "/api/v1/complaints", complaint(n))[0] == 201, clients, count // less
        )
        rate, latency = limits.pgbench(database, clients)
        empty = load.run(lambda n: call("GET", "/healthz")[0] == 200, clients, 1000 // less)
        rows.append(
            (
                f"complaint by API, {clients} client{'s' if clients > 1 else ''}",
                f"{found.rate:.0f}/s, p50 {found.p50:.1f} ms, p95 {found.p95:.1f} ms, {found.failed} failed",
                f"pgbench {rate:.0f}/s, {latency:.1f} ms; health page {empty.rate:.0f}/s",
                goal,
            )
        )
    return rows


def mail(number: int) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"Customer {number} <m{number % 5000}@bench.example>"
    message["To"] = "complaints@localhost"
    message["Subject"] = f"Scratched table {number}"
    message["Message-ID"] = f"<bench-{time.time_ns()}-{number}@bench.example>"
    message.set_content(TEXT)
    return message


def _by_mail(place: Installation, less: int) -> list[Row]:
    local = threading.local()

    def send(number: int) -> bool:
        if not hasattr(local, "link"):
            local.link = smtplib.SMTP("127.0.0.1", place.smtp, timeout=60)
        return not local.link.send_message(mail(number))

    send_few = load.run(send, 4, 50)
    found = load.run(send, 4, 1500 // less)
    return [
        (
            "complaint by mail through the listener, 4 connections",
            f"{found.rate:.0f}/s, p95 {found.p95:.0f} ms, {found.failed + send_few.failed} failed",
            "",
            "≥ 100/s",
        )
    ]


def _answers(place: Installation, sink: Sink, less: int) -> list[Row]:
    """Fifty complaints a second for a while; the delay until the mail server has the first answer."""
    waiting = len(sink.mails)
    deadline = time.time() + 120
    while time.time() < deadline:  # what the earlier load left behind goes out first
        time.sleep(1)
        if len(sink.mails) == waiting:
            break
        waiting = len(sink.mails)
    call = load.Caller(
        place.port, {"Authorization": f"Bearer {place.key()}", "Content-Type": "application/json"}
    )
    sent: dict[str, float] = {}
    count = 1000 // less
    began = time.time()
    before = len(sink.mails)

    def paced(number: int) -> bool:
        time.sleep(max(0.0, began + number / 50 - time.time()))
        address = f"paced{number}-{int(began)}@bench.example"
        body = {"text": TEXT, "customer": {"name": f"Customer {number}", "email": address}, "language": "en"}
        sent[address] = time.time()
        return call("POST", "/api/v1/complaints", json.dumps(body).encode())[0] == 201

    load.run(paced, 8, count)
    deadline = time.time() + 60
    while len(sink.mails) - before < count and time.time() < deadline:
        time.sleep(0.2)
    delays = [(at - sent[to]) * 1000 for at, to, _head in sink.mails[before:] if to in sent]
    found = load.Figures(delays, 1.0)
    return [
        (
            "first answer handed to the mail server, 50 complaints/s coming in",
            f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms, {len(delays)} of {count}",
            "",
            "p95 < 2 s",
        )
    ]


def _import(place: Installation, less: int) -> list[Row]:
    count = 20000 // less
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as out:
        out.write("Date received,Product,Issue,Consumer complaint narrative,Company,State,Complaint ID\n")
        for number in range(count):
            out.write(f"03/19/2025,Tables,Scratched,{TEXT[:220]} {number},Tern,SK,B{number}\n")
    began = time.time()
    place.amends("import", out.name)
    seconds = time.time() - began
    Path(out.name).unlink()
    return [("bulk import with search index", f"{count / seconds:.0f} cases/s ({count:,})", "", "≥ 3,000/s")]
