"""Importing a mail box: every mail by the email adapter, its bytes kept, in the order of their dates, threads together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from amends.cases import files as store
from amends.cases.actions import add_message
from amends.cases.models import Case, File, Message, Promise
from amends.cases.search_index import index_cases
from amends.channels import own_addresses
from amends.channels.bulk.table_import import Report
from amends.channels.bulk.write import Target, target
from amends.channels.columns import message_columns, rows_of_files
from amends.channels.email.adapter import incoming_from
from amends.channels.incoming import Incoming, Receipt
from amends.channels.intake import receive
from amends.channels.known import claim
from amends.channels.links import untagged
from amends.language.safe_text import clean
from amends.people.actions import normal_contact
from amends.people.actor import Actor
from amends.people.models import Team
from amends.people.queries import company
from amends.procedure.moment import now

BATCH = 50
HEAD = 200_000
_SEPARATOR = re.compile(rb"^From .*\d{1,2}:\d{2}.*\d{4}")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_DATE = re.compile(rb"^date:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a mail lies in the file; `at` is its own date, or the one its separator bears."""

    start: int
    end: int
    at: datetime
    number: int


def places(path: Path) -> list[Place]:
    """Every mail of the file, the earliest first."""
    marks: list[tuple[int, int]] = []  # (separator begins, mail begins)
    at, blank = 0, True
    with path.open("rb") as source:
        while line := source.readline(HEAD):
            if blank and line.startswith(b"From ") and _SEPARATOR.match(line):
                marks.append((at, at + len(line)))
            blank = not line.strip()
            at += len(line)
        ends = [begins for begins, _mail in marks[1:]] + [at]
        found = [
            Place(mail, end, _date(source, mail, end), number)
            for number, ((_begins, mail), end) in enumerate(zip(marks, ends, strict=True), 1)
        ]
    return sorted(found, key=lambda place: place.at)


def _date(source: BinaryIO, start: int, end: int) -> datetime:
    source.seek(start)
    head = source.read(min(end - start, HEAD)).partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    found = _DATE.search(head)
    latest = now()
    try:
        at = parsedate_to_datetime(found[1].decode("ascii", "replace")) if found else latest
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return min(at.astimezone(UTC), latest) if at.year > 1970 else latest
    except (ValueError, TypeError, OverflowError, IndexError):
        return latest


def mails(path: Path) -> Iterator[tuple[Place, bytes | None]]:
    """Each mail with its bytes; None for one that is larger than the installation takes."""
    with path.open("rb") as source:
        for place in places(path):
            if place.end - place.start > settings.LARGEST_MESSAGE:
                yield place, None
                continue
            source.seek(place.start)
            raw = source.read(place.end - place.start)
            raw = raw.removesuffix(b"\n").removesuffix(b"\r") if raw.endswith((b"\n\n", b"\r\n\r\n")) else raw
            yield place, _QUOTED.sub(rb"\1", raw)


def count(path: Path) -> int:
    return len(places(path))


def look_ahead(path: Path) -> Report:
    """Read every mail without writing; `wrong` counts those by machines."""
    report = Report()
    for _place, raw in mails(path):
        report.read += 1
        report.wrong += raw is not None and bool(incoming_from(raw).machine)
    return report


def import_mbox(path: Path, team: Team, *, by: Actor, told: Callable[[Report], None] | None = None) -> Report:
    """Take every mail over. Stopped at any moment, whole batches stand; run again, it imports what is new."""
    box = _Box(target(company(), team, by=by, file=path.name))
    report, batch = Report(), []
    for place, raw in mails(path):
        report.read += 1
        if raw is None:
            report.left_out(place.number, "larger than this installation takes")
            continue
        batch.append((place, raw))
        if len(batch) == BATCH:
            box.take(batch, report)
            batch = []
            if told:
                told(report)
    box.take(batch, report)
    if told:
        told(report)
    return report


class _Box:
    """The import of one file: whose mails are our own, and where mails go."""

    def __init__(self, where: Target) -> None:
        self.where = where
        self.own = own_addresses.own_keys() | {normal_contact("email", where.company.email)} - {""}

    def take(self, batch: list[tuple[Place, bytes]], report: Report) -> None:
        for _place, raw in batch:
            store.keep(raw)  # on disk before the transaction begins
        with transaction.atomic():
            touched = {case.pk for place, raw in batch if (case := self._take(place, raw, report))}
            index_cases(list(touched))

    def _take(self, place: Place, raw: bytes, report: Report) -> Case | None:
        one = incoming_from(raw)
        one.at, one.team, one.answered = place.at, self.where.team, False
        ours = untagged(normal_contact("email", one.sender_email)) in self.own
        parent = _answered(one)
        if parent is None and ours:
            report.left_out(place.number, "a mail of our own that answers nothing known")
            return None
        if parent is None:
            return self._opened(receive(one, by=self.where.by), report)
        claims = claim([one])
        if 0 in claims.receipts:
            report.known += 1
            return None
        message = self._added(parent, one, ours)
        claims.settle({0: Receipt(case=parent, message=message)}, opened=set())
        report.made += 1
        return parent

    def _opened(self, receipt: Receipt, report: Report) -> Case | None:
        """Dates that passed long ago are promised anew from today, as nobody knows what was told."""
        if receipt.known or receipt.case is None:
            report.known += 1
            return None
        report.made += 1
        if receipt.added:
            return receipt.case
        Promise.objects.filter(case=receipt.case).delete()
        for d in self.where.due:
            Promise.objects.create(
                case=receipt.case,
                kind=d.kind,
                made_at=self.where.at,
                due=d.due,
                to_customer=d.to_customer,
                clock=d.clock.name,
                pausable=d.clock.pausable,
            )
        Case.objects.filter(pk=receipt.case.pk).update(due_at=self.where.told)
        return receipt.case

    def _added(self, case: Case, one: Incoming, ours: bool) -> Message:
        columns = message_columns(one) | {
            "channel": "email",
            "text": clean(one.text),
            "language": case.language,
            "direction": "out" if ours else "in",
            "kind": "machine" if one.machine else "other" if ours else "addition",
            "at": one.at,
        }
        message = add_message(case, columns, by=self.where.by)
        File.objects.bulk_create(rows_of_files(case, message, one, by=self.where.by))
        if message.original_id:
            Message.objects.filter(pk=message.pk).update(original=message.original_id)
        return message


def _answered(one: Incoming) -> Case | None:
    """The case of the latest mail it refers to."""
    named = [name.strip("<> ")[:500] for name in (*one.in_reply_to, *one.references[::-1])][:60]
    if not named:
        return None
    rows = Message.objects.filter(message_id__in=named).select_related("case__customer", "case__team")
    found = {row.message_id: row.case for row in rows}
    return next((found[name] for name in named if name in found), None)
