"""Erasing the words of replies; that they were signed, by whom and over which fingerprint stays."""

from collections.abc import Sequence
from uuid import UUID

from amends.responses.models import Block, Draft, Signature

ERASED = "—"


def erase_replies(case_ids: Sequence[UUID]) -> int:
    """Returns how many replies lost their words."""
    Block.objects.filter(draft__case__in=case_ids).update(text=ERASED)
    Signature.objects.filter(draft__case__in=case_ids).update(content="")
    return Draft.objects.filter(case__in=case_ids).update(returned_note="", overrides={})
