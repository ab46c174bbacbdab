"""Taking content off the disk that no row names any more: asked for, or left behind by a crash.

Here because this is the lowest room that sees every row which names content.
"""

import logging
import time
from collections.abc import Sequence
from itertools import islice

from amends.cases import files as store
from amends.cases.models import CaseCopy, Erasure, File
from amends.channels.models import SetAside

UNNAMED_FOR = 7 * 24 * 3600  # seconds; a sender whose mail or call broke off has long come again
FEW, SHARE = 100, 0.01  # more than both without a row: store and database hardly belong together
LOT = 500  # digests looked up by one query
log = logging.getLogger("amends.files")


class TooManyUnnamed(Exception):
    """So many files without a row speak of a wrong or an older database, not of crashes."""


def erase_waiting() -> int:
    """Erase what was asked for; returns how much is settled. What was kept a moment ago waits, as does what the disk refuses."""
    settled = 0
    for pk, digest in Erasure.objects.order_by("asked_at", "pk").values_list("pk", "sha256").iterator(LOT):
        if _erase(digest) != "recent":
            settled += Erasure.objects.filter(pk=pk).delete()[0]
    return settled


def erase_unnamed(*, however_many: bool = False) -> int:
    """Erase what has lain in the store for a week without a row, such as what came just before a crash; returns how much.

    Raises TooManyUnnamed, with nothing erased, when that is much of the store.
    """
    unnamed: list[str] = []
    kept, seen = store.kept_before(time.time() - UNNAMED_FOR), 0
    while lot := list(islice(kept, LOT)):
        seen += len(lot)
        unnamed += sorted(set(lot) - _named(lot))
    if len(unnamed) > max(FEW, SHARE * seen) and not however_many:
        raise TooManyUnnamed(f"no row names {len(unnamed)} of {seen} files; nothing was erased")
    return sum(_erase(digest, settled_too=True) == "gone" for digest in unnamed)


def _erase(digest: str, *, settled_too: bool = False) -> store.Erased:
    """What the disk refuses counts as recent: it is tried again, and the doctor tells when that goes on."""
    try:
        return store.erase(digest, lambda: bool(_named([digest], settled_too=settled_too)))
    except OSError as refused:
        log.error("a file cannot be erased: %s", refused)
        return "recent"


def _named(digests: Sequence[str], *, settled_too: bool = True) -> set[str]:
    """Those that a row names. A mail put aside and settled since keeps its bytes only until somebody has them erased."""
    aside = SetAside.objects.all() if settled_too else SetAside.objects.filter(settled_at=None)
    found: set[str] = set()
    for rows in (File.objects.all(), CaseCopy.objects.all(), aside):
        found |= set(rows.filter(sha256__in=digests).values_list("sha256", flat=True))
    return found
