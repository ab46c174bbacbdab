"""The sealer: one at a time gives sequence, chain hash and register numbers to what has been committed.

Writers never wait for each other. An entry committed late gets a later number; order in the chain is order of sealing.
"""

import logging
import threading
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from amends.journal import prepared
from amends.journal.canonical import GENESIS, SELECTED, bound, chain_hash
from amends.procedure.moment import now

LOCK = 0x616D656E  # the advisory lock of the sealer
CHANNEL = "amends_journal"
BATCH = 1000
GATHER = 0.05  # seconds a burst is left to gather, so that it is sealed in one go
SHORTEST_REST, LONGEST_REST = 0.1, 5.0
_SEAL = """
UPDATE journal_entry AS e SET seq = s.seq, prev = decode(s.prev, 'hex'), hash = decode(s.hash, 'hex'),
    register_no = s.register_no, sealed_at = %s
FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::int[]) AS s(id, seq, prev, hash, register_no)
WHERE e.id = s.id
"""
log = logging.getLogger("journal.seal")
head_log = logging.getLogger("journal.head")
head_log.setLevel(logging.INFO)  # one line a day, and it must arrive whatever the level of the rest


@transaction.atomic
def seal_waiting(limit: int = BATCH) -> int:
    """Seal up to `limit` committed entries; returns how many. 0 also when another sealer is at work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            f"SELECT {SELECTED} FROM journal_entry WHERE seq IS NULL ORDER BY at, id LIMIT %s",
            [limit],
        )
        waiting = cursor.fetchall()
        if not waiting:
            return 0
        seq, prev = _last(cursor)
        numbers = _numbers(cursor, {row[-1] for row in waiting if row[-1] is not None})
        sealed = [_seal(row, seq + n, numbers) for n, row in enumerate(waiting, 1)]
        for row in sealed:
            row["prev"], prev = prev, chain_hash(prev, row)
            row["hash"] = prev
    _write(sealed)
    return len(sealed)


def _last(cursor: Any) -> tuple[int, str]:
    cursor.execute(
        "SELECT seq, encode(hash, 'hex') FROM journal_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
    )
    row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


def _numbers(cursor: Any, years: set[int]) -> dict[int, int]:
    """The last register number given in each year."""
    found = dict.fromkeys(years, 0)
    for year in years:
        cursor.execute(
            "SELECT register_no FROM journal_entry WHERE register_year = %s AND register_no IS NOT NULL"
            " ORDER BY register_no DESC LIMIT 1",
            [year],
        )
        row = cursor.fetchone()
        found[year] = row[0] if row else 0
    return found


def _seal(row: tuple[Any, ...], seq: int, numbers: dict[int, int]) -> dict[str, Any]:
    """What is bound, with the next number of its year's register where the entry registers."""
    year = row[-1]
    if year is not None:
        numbers[year] += 1
    return bound(seq, row, numbers[year] if year is not None else None)


def _write(sealed: list[dict[str, Any]]) -> None:
    columns = ([row[name] for row in sealed] for name in ("id", "seq", "prev", "hash", "register_no"))
    with prepared.cursor() as cursor:
        cursor.execute(_SEAL, [now(), *columns])
        if cursor.rowcount != len(sealed):
            raise RuntimeError(f"{len(sealed)} entries were to be sealed and {cursor.rowcount} were")


def head() -> tuple[int, str, datetime | None]:
    """The last sealed entry: its number, its hash (zeros before the first) and when it was sealed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq, encode(hash, 'hex'), sealed_at FROM journal_entry"
            " WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1"
        )
        row = cursor.fetchone()
    return (row[0], row[1], row[2]) if row else (0, GENESIS, None)


def waiting() -> int:
    """How many entries are committed and not sealed yet, counted up to 1,001."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM journal_entry WHERE seq IS NULL LIMIT 1001) AS w")
        return int(cursor.fetchone()[0])


def run(stop: threading.Event) -> None:
    """Seal whenever something is committed, at most a second later, until `stop`; outlives restarts of the database."""
    pause, told = SHORTEST_REST, None
    while not stop.is_set():
        try:
            while not stop.is_set():
                sealed = seal_waiting(BATCH)
                pause = SHORTEST_REST
                told = _tell_head(told)
                if sealed < BATCH:
                    _wait_for_more(stop)
        except Exception as broken:  # whatever the database is going through, the sealer comes back
            log.warning("sealing rests %.1f s: %s", pause, broken)
            connection.close()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_REST)
    connection.close()


def _tell_head(told: date | None) -> date:
    """Once a day the last hash goes to the log, which a forger of the database does not hold."""
    today = now().date()
    if told != today:
        seq, last, _at = head()
        head_log.info("journal sealed to entry %s, hash %s", seq, last)
    return today


def _wait_for_more(stop: threading.Event) -> None:
    """Until a writer's NOTIFY, or a second."""
    connection.ensure_connection()
    raw: Any = connection.connection
    if not getattr(raw, "amends_listens", False):
        raw.execute(f"LISTEN {CHANNEL}")
        raw.amends_listens = True
    if list(
        raw.notifies(timeout=1.0, stop_after=1)
    ):  # all that came in one packet: a burst is one reason to seal
        stop.wait(GATHER)
