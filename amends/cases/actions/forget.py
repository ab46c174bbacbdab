"""Erasing what a case says about a customer. The steps, dates, verdicts and amounts stay, as does the journal's chain."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from amends.cases.actions.copies import erase_copies
from amends.cases.actions.erasing import erase_files
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
    Telling,
)
from amends.cases.models.telling import WAITS
from amends.language.unnamed import ERASED


@transaction.atomic
def erase_cases(ids: Sequence[UUID]) -> int:
    """Erase the texts, names and files of these cases; returns how many files went. The content itself leaves the
    store a moment after, unless another case holds the same file.
    """
    Case.objects.filter(pk__in=ids).update(
        title=ERASED,
        essence="",
        wish="",
        product="",
        order_ref="",
        external_id="",
        transferred_to="",
        transferred_contact="",
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
    Telling.objects.filter(WAITS, case__in=ids).delete()
    Telling.objects.filter(case__in=ids).update(spoke_to="", note="")
    CaseSearch.objects.filter(case__in=ids).delete()
    ComplaintJudged.objects.filter(case__in=ids).delete()
    erase_copies(list(CaseCopy.objects.filter(case__in=ids)))
    return erase_files(File.objects.filter(case__in=ids))
