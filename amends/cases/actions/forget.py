"""Erasing what a case says about a customer. The steps, dates, verdicts and amounts stay, as does the journal's chain."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from amends.cases.actions.copies import erase_copies
from amends.cases.actions.erasing import ask_erasure
from amends.cases.models import (
    Case,
    CaseCopy,
    CaseSearch,
    ComplaintJudged,
    File,
    Message,
    Point,
    Promise,
    Remedy,
    Statement,
)

ERASED = "—"


@transaction.atomic
def erase_cases(ids: Sequence[UUID]) -> int:
    """Erase the texts, names and files of these cases; returns how many files went. The content itself leaves the
    store a moment after, unless another case holds the same file.
    """
    Case.objects.filter(pk__in=ids).update(
        title=ERASED, essence="", wish="", product="", order_ref="", external_id="", transferred_to=""
    )
    Message.objects.filter(case__in=ids).update(
        text=ERASED,
        html="",
        subject="",
        author_name="",
        author_address="",
        message_id="",
        in_reply_to="",
        quoted_from=None,
        notes=[],
    )
    Point.objects.filter(case__in=ids).update(what=ERASED, wish="", evidence="", turn_to="")
    Point.objects.filter(case__in=ids).exclude(verdict="").update(reason=ERASED)
    Statement.objects.filter(case__in=ids).update(
        question=ERASED, text="", finding="", reply="", waived_reason=""
    )
    Remedy.objects.filter(case__in=ids).update(what=ERASED, customer_words="", proof="")
    Promise.objects.filter(case__in=ids).update(what="", replaced_reason="")
    CaseSearch.objects.filter(case__in=ids).delete()
    ComplaintJudged.objects.filter(case__in=ids).delete()
    erase_copies(list(CaseCopy.objects.filter(case__in=ids)))
    return _erase_files(ids)


def _erase_files(ids: Sequence[UUID]) -> int:
    """The rows stay without a name, because messages and letters point to them; their content goes."""
    rows = File.objects.filter(case__in=ids).exclude(sha256="")
    ask_erasure(rows.values_list("sha256", flat=True))
    return rows.update(sha256="", name=ERASED, size=0, content_id="", media_type="application/octet-stream")
