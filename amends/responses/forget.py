"""Erasing the words of replies; that they were signed, by whom and over which fingerprint stays."""

from collections.abc import Sequence
from uuid import UUID

from amends.cases.actions.erasing import erase_files
from amends.cases.actions.unname import unname
from amends.cases.models import File
from amends.language.unnamed import ERASED, Unnamed
from amends.responses.models import Block, Draft, Letter, Signature


def erase_replies(case_ids: Sequence[UUID]) -> int:
    """Returns how many replies lost their words."""
    Block.objects.filter(draft__case__in=case_ids).update(text=ERASED)
    Signature.objects.filter(draft__case__in=case_ids).update(content="")
    return Draft.objects.filter(case__in=case_ids).update(returned_note="", overrides={})


def take_out_of_replies(case_ids: Sequence[UUID], them: Unnamed) -> int:
    """Replies stay without somebody's name; letters made out to them go, as do signed bytes that name them. Returns how
    many files went.
    """
    unname(Block.objects.filter(draft__case__in=case_ids), ["text"], them)
    unname(Draft.objects.filter(case__in=case_ids), ["returned_note"], them)
    for draft in Draft.objects.filter(case__in=case_ids).exclude(overrides={}):
        reasons = {key: them.text(reason) for key, reason in draft.overrides.items()}
        Draft.objects.filter(pk=draft.pk).update(overrides=reasons)
    signed = Signature.objects.filter(draft__case__in=case_ids)
    named = [row.pk for row in signed if them.names(row.content)]
    Signature.objects.filter(pk__in=named).update(content="")
    letters = Letter.objects.filter(signature__draft__case__in=case_ids).values("pdf")
    return erase_files(File.objects.filter(pk__in=letters))
