"""Content that no case needs any more."""

from collections.abc import Iterable

from amends.cases.models import Erasure
from amends.procedure.moment import now


def ask_erasure(digests: Iterable[str]) -> None:
    """Have content taken off the disk once this transaction is committed, unless another row names it still.

    Called in the transaction that gives it up. `amends.channels.erasing` does it, within a minute.
    """
    at = now()
    Erasure.objects.bulk_create([Erasure(sha256=digest, asked_at=at) for digest in sorted(set(digests))])
