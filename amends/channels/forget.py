"""Erasing what the doors know of a customer: addresses in the outbox, receipts.

What programs were told holds nothing personal."""

from collections.abc import Sequence
from uuid import UUID

from amends.channels.models import Delivery, Received


def erase_deliveries(case_ids: Sequence[UUID]) -> int:
    """What waits is not sent any more; what was sent keeps its date without the address. Returns how many rows."""
    rows = Delivery.objects.filter(message__case__in=case_ids)
    rows.filter(state__in=["waiting", "held", "failed"]).delete()
    erased = 0
    for row in Delivery.objects.filter(message__case__in=case_ids).only("pk"):
        erased += Delivery.objects.filter(pk=row.pk).update(
            to_address="", to_key=f"erased {row.pk}", error=""
        )
    Received.objects.filter(case__in=case_ids).update(fingerprint="")
    return erased
