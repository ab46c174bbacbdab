"""The whole complaint as one PDF: asked for, watched while it is made, taken along."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases import files as store
from amends.cases.actions import take_copy
from amends.cases.copy_queries import copies_of, copy_for
from amends.cases.models import Case, CaseCopy
from amends.copies.ordering import order
from amends.web.desk.files import attachment
from amends.web.desk.lines import language
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.showing import said_and_seen, show


@case_page
def copies(request: DeskRequest, case: Case) -> HttpResponse:
    """GET shows what is there and how far the rest is; POST orders a whole copy."""
    if request.method == "POST":
        copy = order(case, language(), timezone.get_current_timezone_name(), by=request.by)
        return said_and_seen(request, said_of(copy), reverse("desk:case_copies", args=[case.ref]))
    rows = copies_of(case, request.staff)
    return show(
        request,
        "desk/copies.html",
        "desk/_copies.html",
        case=case,
        copies=rows,
        waiting=any(row.is_being_made for row in rows),
        nav_counts=nav_counts(request.staff),
    )


def said_of(copy: CaseCopy) -> str:
    """What has become of an order, as a sentence."""
    if copy.is_ready:
        return _("The copy is ready.")
    if copy.is_being_made:
        return _("The copy is being made. You may go on working meanwhile.")
    return _("The copy could not be made.")


@require_POST
@case_page
def take(request: DeskRequest, case: Case, copy_id: UUID) -> Any:
    """The PDF as a file, on record; nobody else's copy is there."""
    copy = copy_for(case, request.staff, copy_id)
    if copy is None:
        raise Http404
    take_copy(copy, by=request.by)
    ending = "" if copy.redaction is None else f"-{_('redacted')}"
    return attachment(f"{case.ref}{ending}.pdf", "application/pdf", copy.size, store.chunks(copy.sha256))
