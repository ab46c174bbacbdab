"""Taking somebody out of a case that is another's and stays: who spoke for a customer and is to be forgotten."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from amends.cases.actions.copies import erase_copies
from amends.cases.actions.erasing import erase_files
from amends.cases.models import (
    Case,
    CaseCopy,
    CaseSearch,
    File,
    Message,
    Pause,
    Point,
    Promise,
    Remedy,
    Responsibility,
    Statement,
    Telling,
)
from amends.cases.search_index import index_cases
from amends.language.unnamed import Unnamed

_OF_CASE = ("title", "essence", "wish", "product", "order_ref", "transferred_to", "transferred_contact")
_TEXTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Point, ("what", "wish", "evidence", "reason", "turn_to")),
    (Statement, ("of_name", "question", "text", "finding", "reply", "waived_reason")),
    (Responsibility, ("unit", "finding", "measure")),
    (Remedy, ("what", "customer_words", "proof")),
    (Promise, ("what", "replaced_reason")),
    (Pause, ("reason",)),
    (Telling, ("spoke_to", "note")),
    (File, ("name",)),
)


def unname(rows: QuerySet[Any], fields: Sequence[str], them: Unnamed) -> None:
    """Take them out of these fields of these rows."""
    for row in rows.only("pk", *fields):
        changed = {name: new for name in fields if (new := them.text(was := getattr(row, name))) != was}
        if changed:
            type(row).objects.filter(pk=row.pk).update(**changed)


@transaction.atomic
def take_out_speaker(ids: Sequence[UUID], them: Unnamed) -> int:
    """What was said stays and is the customer's alone; the speaker's name and addresses go, mail as it came, copies, and
    the link they hold. Returns how many files went.
    """
    unname(Case.objects.filter(pk__in=ids), _OF_CASE, them)
    for model, fields in _TEXTS:
        unname(model.objects.filter(case__in=ids), fields, them)
    for message in Message.objects.filter(case__in=ids):
        _take_out_of(message, them)
    Case.objects.filter(pk__in=ids).update(representative=None, link_generation=F("link_generation") + 1)
    erase_copies(list(CaseCopy.objects.filter(case__in=ids)))
    CaseSearch.objects.filter(case__in=ids).delete()
    index_cases(ids)
    return erase_files(File.objects.filter(case__in=ids, is_original=True))


def _take_out_of(message: Message, them: Unnamed) -> None:
    new: dict[str, Any] = {"subject": them.text(message.subject), "text": them.text(message.text)}
    if message.quoted_from is not None:
        begins = them.text(message.text[: message.quoted_from])
        new |= {"text": begins + them.text(message.quoted_text), "quoted_from": len(begins)}
    if them.names(message.html):
        new["html"] = ""
    if them.names(f"{message.author_name} {message.author_address}"):
        new |= {"author_name": "", "author_address": "", "message_id": "", "in_reply_to": "", "html": ""}
    Message.objects.filter(pk=message.pk).update(**new)
