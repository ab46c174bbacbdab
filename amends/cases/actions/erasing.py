"""Content that no case needs any more."""

from collections.abc import Iterable

from django.db.models import QuerySet

from amends.cases.models import Erasure, File
from amends.language.unnamed import ERASED
from amends.procedure.moment import now


def ask_erasure(digests: Iterable[str]) -> None:
    """Have content taken off the disk once this transaction is committed, unless another row names it still.

    Called in the transaction that gives it up. `amends.channels.erasing` does it, within a minute.
    """
    at = now()
    Erasure.objects.bulk_create([Erasure(sha256=digest, asked_at=at) for digest in sorted(set(digests))])


def erase_files(files: QuerySet[File]) -> int:
    """The rows stay without a name, because messages and letters point to them; their content goes. Returns how many."""
    rows = files.exclude(sha256="")
    ask_erasure(rows.values_list("sha256", flat=True))
    return rows.update(sha256="", name=ERASED, size=0, content_id="", media_type="application/octet-stream")
