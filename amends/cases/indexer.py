"""Keeping the search index a moment behind: the journal says which case has new words."""

import logging
import threading
import time

from django.db import connection

from amends.cases.models import Case
from amends.cases.search_index import index_cases, index_missing
from amends.journal.waking import Waker

KINDS = {
    "case.received",
    "case.received_message",
    "case.customer_changed",
    "case.customer_asked",
    "case.news_sent",
    "case.note",
    "case.assessed",
    "case.point_added",
    "case.point_changed",
    "case.point_withdrawn",
    "case.solved_on_the_spot",
    "reply.sent",
}
GATHER = 0.5  # seconds a burst is left to gather
TOGETHER = 200
log = logging.getLogger("amends.search")


def refs_in(told: list[str]) -> set[str]:
    """The cases named by the journal's notices whose words may have changed."""
    pairs = (one.partition(" ") for one in told)
    return {ref for kind, _blank, ref in pairs if kind in KINDS and ref}


def index_refs(refs: set[str]) -> int:
    every = sorted(refs)
    return sum(_index(every[at : at + TOGETHER]) for at in range(0, len(every), TOGETHER))


def _index(refs: list[str]) -> int:
    return index_cases(list(Case.objects.filter(ref__in=refs).values_list("pk", flat=True)))


def run(stop: threading.Event) -> None:
    """Index what the journal tells of until told to stop; begins with what was missed."""
    waker, begun = Waker("amends_journal"), False
    while not stop.is_set():
        try:
            while not begun and not stop.is_set():
                begun = index_missing(newest=None) == 0
            told = waker.wait(60.0, stop)
            if not told:
                index_missing()
                continue
            ends = time.monotonic() + GATHER
            while not stop.is_set() and (left := ends - time.monotonic()) > 0:
                told += waker.wait(left, stop)
            index_refs(refs_in(told))
        except Exception as broken:  # whatever the database is going through, the index catches up
            log.warning("the search index rests a second: %s", broken)
            connection.close()
            waker.close()
            stop.wait(1)
    waker.close()
    connection.close()
