"""The carrier: takes what waits in the outbox, hands it to the mail server, writes down what came of it.

Claiming is committed before anything leaves, so two carriers never take the same row. See `ledger.py` for crashes.
"""

import logging
import math
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from amends.cases.models import File
from amends.channels import bounces, ledger, own_addresses, webhooks
from amends.channels.email.handing_over import Line, Outcome
from amends.channels.email.outgoing_mail import compose, default_address
from amends.channels.models import Delivery, Mailbox
from amends.journal import record as journal
from amends.journal.waking import Waker
from amends.people.actor import SYSTEM
from amends.people.queries import company
from amends.procedure.moment import now

BATCH = 64
LINES = 4
GATHER = 0.05  # seconds a burst is left to gather between rounds; what comes alone leaves at once
CALLS_GATHER = 0.25  # the same for webhooks, which every mail wakes too
RECOVER_EVERY = 15.0  # seconds
FOREIGN_AFTER = timedelta(minutes=10)  # a claim of another machine's carrier that nobody settled
PAUSES = [
    10,
    30,
    60,
    120,
    300,
    900,
    1800,
    3600,
    7200,
    4 * 3600,
    8 * 3600,
    12 * 3600,
    12 * 3600,
]  # about two days
log = logging.getLogger("amends.carrier")

_CLAIM = """
UPDATE channels_delivery SET state = 'sending', carrier = %s, claimed_at = %s, attempts = attempts + 1
WHERE id IN (SELECT id FROM channels_delivery WHERE state = 'waiting' AND next_try_at <= %s
             ORDER BY next_try_at, id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id
"""


class Carrier:
    """One for a process. `round` is one claim, one handing over, one writing down."""

    def __init__(self) -> None:
        self._ledger = ledger.Ledger()
        self._line = Line()
        self._threads = ThreadPoolExecutor(LINES, thread_name_prefix="mail")
        self._unwritten: list[tuple[Delivery, Outcome]] = []
        self._broken = False

    def round(self) -> int:
        """Carry up to BATCH messages; returns how many were taken."""
        self.write_down()
        if self._broken:  # an earlier round ended between claiming and handing over
            Delivery.objects.filter(carrier=self._ledger.carrier, state="sending").update(state="waiting")
        self._broken = True
        rows = self._claim()
        handed = [(row, self._threads.submit(self._hand_over, row, mail)) for row, mail in self._mails(rows)]
        self._unwritten = [(row, future.result()) for row, future in handed]
        self.write_down()
        self._broken = False
        return len(rows)

    def _claim(self) -> list[Delivery]:
        at = now()
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, [self._ledger.carrier, at, at, BATCH])
            ids = [row[0] for row in cursor.fetchall()]
        if not ids:
            return []
        found = Delivery.objects.filter(pk__in=ids).select_related(
            "message__case__team", "message__case__customer"
        )
        return list(found.order_by("next_try_at", "id"))

    def _mails(self, rows: Sequence[Delivery]) -> list[tuple[Delivery, EmailMultiAlternatives | Outcome]]:
        """The mails of claimed rows, or why there is none."""
        if not rows:
            return []
        name, own = company().name, own_addresses.own_keys()
        boxes = {
            box.team_id: box
            for box in Mailbox.objects.filter(active=True, team__isnull=False).order_by("-id")
        }
        files: dict[Any, list[File]] = {}
        for file in File.objects.filter(message__in=[row.message_id for row in rows], is_original=False):
            files.setdefault(file.message_id, []).append(file)
        made: list[tuple[Delivery, EmailMultiAlternatives | Outcome]] = []
        for row in rows:
            box = boxes.get(row.message.case.team_id)
            address, tags = (box.address, box.tags) if box else (default_address(), True)
            if own_addresses.is_own(row.to_key, own):
                made.append((row, Outcome(False, "own_address")))
                continue
            try:
                made.append(
                    (row, compose(row, name, address, tags=tags, files=files.get(row.message_id, [])))
                )
            except OSError as missing:
                made.append((row, Outcome(False, f"A file cannot be read: {missing.strerror}")))
        return made

    def _hand_over(self, row: Delivery, mail: EmailMultiAlternatives | Outcome) -> Outcome:
        if isinstance(mail, Outcome):
            return mail
        outcome = self._line.hand_over(mail)
        if outcome.sent:
            try:
                self._ledger.sent(row.pk)
            except OSError as full:  # it was sent all the same
                log.warning("the ledger of the outbox cannot be written: %s", full)
        return outcome

    def write_down(self) -> None:
        """Tell the database what came of the last round; kept and told later when it is away."""
        if not self._unwritten:
            return
        with transaction.atomic():
            write_sent([row for row, outcome in self._unwritten if outcome.sent])
            for row, outcome in self._unwritten:
                if not outcome.sent:
                    write_failure(row, outcome)
        self._unwritten = []
        self._ledger.settled()

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        try:
            self.write_down()
        finally:
            if not self._unwritten:
                self._ledger.close()


def write_sent(rows: Sequence[Delivery]) -> None:
    if not rows:
        return
    at = now()
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(state="sent", sent_at=at, error="")
    journal.record_many([_sent_entry(row) for row in rows])


def _sent_entry(row: Delivery) -> Any:
    case = row.message.case
    return journal.prepare(
        "delivery.sent",
        about=case.ref,
        by=SYSTEM,
        facts={"channel": row.channel, "kind": row.message.kind, "delivery": str(row.pk)},
        personal={"address": row.to_address},
        subjects=[f"customer:{case.customer_id}"],
    )


def write_failure(row: Delivery, outcome: Outcome) -> None:
    """Hold it, try later, or give up and say so."""
    if outcome.error == "own_address":
        Delivery.objects.filter(pk=row.pk).update(state="held", error=outcome.error)
        return
    if outcome.permanent or row.attempts > len(PAUSES):
        bounces.fail(row, outcome.error, case=row.message.case)
        return
    pause = PAUSES[max(0, min(row.attempts, 4 if outcome.unreached else len(PAUSES)) - 1)]
    Delivery.objects.filter(pk=row.pk).update(
        state="waiting", error=outcome.error, next_try_at=now() + timedelta(seconds=pause)
    )
    log.warning("a message could not be handed over, again in %s s: %s", pause, outcome.error)


@transaction.atomic
def _recover_one(carrier: uuid.UUID, sent: list[uuid.UUID]) -> int:
    claimed = Delivery.objects.filter(carrier=carrier, state="sending")
    write_sent(list(claimed.filter(pk__in=sent).select_related("message__case")))
    return claimed.exclude(pk__in=sent).update(state="waiting", next_try_at=now())


def recover() -> int:
    """Put back what carriers that died had claimed and not sent; returns how many."""
    back = 0
    for carrier, sent in ledger.left_behind():
        back += _recover_one(carrier, sent)
    stale = Delivery.objects.filter(state="sending", claimed_at__lt=now() - FOREIGN_AFTER)
    lost = [row.pk for row in stale if row.carrier is None or not ledger.is_here(row.carrier)]
    return back + (
        Delivery.objects.filter(pk__in=lost).update(state="waiting", next_try_at=now()) if lost else 0
    )


def carry_waiting() -> int:
    """Carry everything that waits, once: for the sweep, for commands and for tests."""
    recover()
    carrier, total = Carrier(), 0
    try:
        while taken := carrier.round():
            total += taken
    finally:
        carrier.close()
    return total


def run(stop: threading.Event) -> None:
    """Carry mail and call webhooks until told to stop."""
    calls = threading.Thread(target=_until, args=[stop, _calls], name="webhooks", daemon=True)
    calls.start()
    carrier = Carrier()
    _until(stop, _mail_round(carrier))
    calls.join(timeout=5)
    carrier.close()


def _mail_round(carrier: Carrier) -> Callable[[threading.Event], None]:
    looked = -math.inf

    def work(stop: threading.Event) -> None:
        nonlocal looked
        if time.monotonic() - looked > RECOVER_EVERY:
            recover()
            looked = time.monotonic()
        while not stop.is_set() and (taken := carrier.round()):
            if taken < BATCH:
                stop.wait(GATHER)

    return work


def _calls(stop: threading.Event) -> None:
    stop.wait(CALLS_GATHER)
    while not stop.is_set() and webhooks.call_waiting():
        pass


def _until(stop: threading.Event, work: Callable[[threading.Event], None]) -> None:
    """Work, then wait for the database to say that there is more, at most two seconds; again after any failure."""
    waker = Waker("amends_outbox")
    while not stop.is_set():
        try:
            work(stop)
            waker.wait(2.0, stop)
        except Exception as broken:  # whatever the database is going through, the carrier comes back
            log.warning("the outbox rests a second: %s", broken)
            connection.close()
            waker.close()
            stop.wait(1)
    waker.close()
    connection.close()
