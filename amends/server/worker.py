"""Every background activity of an installation, on one page.

jobs       procrastinate: what actions queued, and the rhythms below
sealer     the journal's chain and register numbers, at most a second behind
carrier    the outbox: mails to customers and calls to webhooks, as soon as they are queued
indexer    the search index: new words of a case, a moment behind
mailboxes  IMAP: waits for new mail in every mailbox of the company
listener   SMTP and LMTP: mail handed to us directly

Every minute: promises kept or broken by themselves, deliveries and index rows whose job was lost, stalled jobs,
content of forgotten customers taken off the disk.
Every two minutes: the sums that Insight shows, of the days that changed.
Once a day: the journal's last hash mailed outside, where an address is named; customers no longer kept forgotten;
finished jobs removed, content that no row names taken off the disk.
"""

import asyncio
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from procrastinate.contrib.django import app

log = logging.getLogger("amends.worker")
PARTS = ("jobs", "sealer", "carrier", "indexer", "mailboxes", "listener")
SWITCH = (
    0.0005  # seconds; a thread that answers the mail server waits this long for one that computes, not 5 ms
)
TO_END = 5  # seconds the parts get together; what they were at is begun anew by another worker
STALLED_AFTER = 60  # seconds without a sign of life from the worker that took a job


@app.periodic(cron="* * * * *")
@app.task(name="server.retry_stalled", queueing_lock="server.retry_stalled", pass_context=False)
async def retry_stalled(timestamp: int) -> None:
    """Give jobs of a worker that was killed to another; all jobs are idempotent."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="server.remove_old_jobs", queueing_lock="server.remove_old_jobs", pass_context=False)
async def remove_old_jobs(timestamp: int) -> None:
    await app.job_manager.delete_old_jobs(nb_hours=72, include_failed=False, include_cancelled=True)


def _jobs(stop: threading.Event) -> None:
    asyncio.run(_jobs_until(stop))


async def _jobs_until(stop: threading.Event) -> None:
    working = asyncio.create_task(_keep_working(stop))
    while not stop.is_set():
        await asyncio.sleep(0.1)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


async def _keep_working(stop: threading.Event) -> None:
    """Run jobs; comes back by itself when the database went away."""
    connector: Any = app.connector
    while not stop.is_set():
        try:
            with app.replace_connector(connector.get_worker_connector()):
                async with app.open_async():
                    await app.run_worker_async(
                        concurrency=4,
                        delete_jobs="successful",
                        fetch_job_polling_interval=2.0,
                        shutdown_graceful_timeout=TO_END,
                        install_signal_handlers=False,
                    )
        except asyncio.CancelledError:
            raise
        except Exception as broken:  # whatever the database is going through, the worker comes back
            log.warning("jobs rest a second: %s", broken)
            await asyncio.sleep(1)


def _sealer(stop: threading.Event) -> None:
    from amends.journal.seal import run

    run(stop)


def _carrier(stop: threading.Event) -> None:
    from amends.channels.carrier import run

    run(stop)


def _indexer(stop: threading.Event) -> None:
    from amends.cases.indexer import run

    run(stop)


def _mailboxes(stop: threading.Event) -> None:
    from amends.channels.email.mailbox import run

    run(stop)


def _listener(stop: threading.Event) -> None:
    from amends.channels.email.listener import run

    run(stop)


_BODIES: dict[str, Callable[[threading.Event], None]] = {
    "jobs": _jobs,
    "sealer": _sealer,
    "carrier": _carrier,
    "indexer": _indexer,
    "mailboxes": _mailboxes,
    "listener": _listener,
}


def run(parts: Sequence[str] = PARTS) -> int:
    """Run the named parts in this process until SIGTERM or SIGINT.

    Each has a thread that the end does not wait for without limit: a task of the job library, told to end while it is
    still beginning, may never come back.
    """
    sys.setswitchinterval(SWITCH)
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    threads = [threading.Thread(target=_BODIES[part], args=[stop], name=part, daemon=True) for part in parts]
    for thread in threads:
        thread.start()
    while not stop.is_set() and all(thread.is_alive() for thread in threads):
        time.sleep(0.1)  # no `stop.wait`: the handler of a signal that comes within it would wait for itself
    code = 0 if stop.is_set() else 1  # a part ended by itself: the supervisor starts all of them anew
    stop.set()
    until = time.monotonic() + TO_END
    for thread in threads:
        thread.join(timeout=max(0.0, until - time.monotonic()))
    return code
