"""Importing a table: looked through whole before the first row is written, then written in whole batches."""

import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext_lazy as _

from amends.channels.bulk.columns import Columns, columns_of
from amends.channels.bulk.days import Order
from amends.channels.bulk.encoding import Encoding, encoding_of
from amends.channels.bulk.rows import Past, Reader
from amends.channels.bulk.table import Table, look_at
from amends.channels.bulk.write import Target, write_past
from amends.language.words import index_terms
from amends.people.refusal import Invalid, Refusal
from amends.procedure.moment import now

BATCH = 1000
PREVIEW = 3
ERRORS_KEPT = 1000
AHEAD = timedelta(days=1)


class NotATable(Refusal):
    code, status = "not_a_table", 422
    words = _("No column holds what was complained about. The columns are: %(columns)s.")


class WhichEncoding(Refusal):
    code, status = "which_encoding", 422
    words = _(
        "The letters of this file can be read in several ways. Look at the preview (--dry-run),"
        " then name the encoding: --encoding %(guess)s, or another."
    )


class WriterEnded(Refusal):
    """Whole batches stand, and running it again goes on from there."""

    code, status = "import_writer_ended", 503
    words = _(
        "A process that was writing was ended from outside, as when memory runs out. What was written stands."
        " Run the same command again: it goes on from there."
    )


class DayOrMonth(Refusal):
    code, status = "day_or_month", 422
    words = _(
        "Some dates begin with the day, others with the month. Say which with --dates dmy or --dates mdy;"
        " rows that do not fit are reported."
    )


@dataclass
class Plan:
    """What a file turned out to be, before anything is written."""

    table: Table
    columns: Columns
    encoding: Encoding
    order: Order
    dates: str = ""
    preview: list[Past] = field(default_factory=list)

    @property
    def day_first(self) -> bool:
        return self.dates == "dmy" if self.dates else self.order.is_day_first

    def reader(self, zone: str, source: str) -> Reader:
        return Reader(self.columns, self.day_first, ZoneInfo(zone), now() + AHEAD, source)


@dataclass
class Report:
    """`errors` are (line, sentence) of rows that were left out."""

    read: int = 0
    made: int = 0
    known: int = 0
    wrong: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)

    def left_out(self, line: int, why: str) -> None:
        self.wrong += 1
        if len(self.errors) < ERRORS_KEPT:
            self.errors.append((line, why))


def plan(path: Path, *, encoding: str = "", dates: str = "") -> Plan:
    """Look the whole file through: Unreadable, with its line, for anything that would stop the import half way.

    Without a column of dates the complaints count as received now.
    """
    written = Encoding(encoding) if encoding else encoding_of(path)
    table = look_at(path, written.name)
    columns = columns_of(table.header)
    if not columns.speaks:
        raise NotATable(columns=", ".join(name for name in table.header if name)[:500] or "–")
    place, order = columns.places.get("received", len(table.header)), Order()
    for _line, cells in table:
        table.rows += 1
        if place < len(cells):
            order.see(cells[place])
    return Plan(table, columns, written, order, dates)


def look_ahead(found: Plan, zone: str) -> Report:
    """Read every row without writing; the first ones are kept as a preview."""
    report, reader = Report(), found.reader(zone, "preview")
    for row in readable(found, reader, report):
        if len(found.preview) < PREVIEW:
            found.preview.append(row)
    return report


def readable(found: Plan, reader: Reader, report: Report) -> Iterator[Past]:
    for line, cells in found.table:
        report.read += 1
        try:
            yield reader.read(line, cells)
        except Invalid as wrong:
            report.left_out(line, wrong.sentence())


def import_table(
    found: Plan,
    where: Target,
    *,
    source: str = "csv",
    told: Callable[[Report], None] | None = None,
    writers: int = 0,
) -> Report:
    """Write the table. Stopped at any moment, whole batches stand; run again, it goes on where it was.

    With `writers`, so many processes cut the words and write, each on its own connection; WriterEnded when one is killed.
    """
    if not found.encoding.certain:
        raise WhichEncoding(guess=found.encoding.name)
    if found.order.mixed and not found.dates:
        raise DayOrMonth()
    report = Report()
    rows = readable(found, found.reader(where.team.zone, source), report)
    batches = iter(lambda: list(islice(rows, BATCH)), [])
    written = _by_processes(batches, where, writers) if writers else _one_by_one(batches, where)
    for read, made in written:
        report.made += made
        report.known += read - made
        if told:
            told(report)
    return report


def _one_by_one(batches: Iterator[list[Past]], where: Target) -> Iterator[tuple[int, int]]:
    for batch in batches:
        yield len(batch), write_past(batch, where)


def _by_processes(batches: Iterator[list[Past]], where: Target, writers: int) -> Iterator[tuple[int, int]]:
    index_terms("words", None)  # the lexicons are read once, before there are several processes to read them
    connection.close()
    waiting: deque[tuple[int, Future[int]]] = deque()
    pool = ProcessPoolExecutor(writers, get_context("fork"), _leave_stopping_to_the_first)
    try:
        for batch in batches:
            waiting.append((len(batch), pool.submit(write_past, batch, where)))
            if len(waiting) > writers + 1:
                read, made = waiting.popleft()
                yield read, made.result()
        for read, made in waiting:
            yield read, made.result()
    except BrokenProcessPool:
        raise WriterEnded from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_stopping_to_the_first() -> None:
    """Ctrl-C reaches every process of the command; a batch that is being written is finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
