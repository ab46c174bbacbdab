"""Mail that could not be taken in, for administrators: why, the mail as it came, and what can be done with it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import files as store
from amends.channels import put_aside as mail
from amends.channels.models import SetAside
from amends.channels.queries import set_aside
from amends.people.models import Staff
from amends.people.queries import standing
from amends.people.refusal import Refusal
from amends.web.desk import undo
from amends.web.desk.files import attachment
from amends.web.desk.lines import Line, day_and_time, grouped
from amends.web.desk.next_step import NextStep
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import said_and_seen, show

SHOWN = 50


def sees(staff: Staff) -> bool:
    return "administrator" in standing(staff).all_roles


def alarm(staff: Staff) -> list[Line]:
    """One line on Today of an administrator, while there is such mail."""
    waiting = set_aside(staff)
    first = waiting.first() if sees(staff) else None
    if first is None or first.aside_at is None:
        return []
    count = waiting.count()
    address = reverse("desk:put_aside")
    said = ngettext("%(n)s mail could not be read.", "%(n)s mails could not be read.", count) % {
        "n": grouped(count)
    }
    return [
        Line(
            None,
            NextStep(_("See why"), address),
            _("Nobody has answered it yet."),
            mark=_("Alarm"),
            when=day_and_time(first.aside_at),
            when_tone="over-t",
            lead=said,
            place=address,
        )
    ]


def _one(request: DeskRequest, pk: UUID | str) -> SetAside:
    """The row, if it waits and the employee may read it; not there and not allowed look the same."""
    try:
        key = pk if isinstance(pk, UUID) else UUID(pk)
    except ValueError as wrong:
        raise Http404 from wrong
    row = set_aside(request.staff).filter(pk=key).first() if sees(request.staff) else None
    if row is None:
        raise Http404
    return row


def asked_for(request: DeskRequest) -> SetAside | None:
    """The mail a complaint is being made of by hand, when the form says so."""
    pk = request.POST.get("aside") or request.GET.get("aside")
    return _one(request, pk) if pk else None


@desk_page
def put_aside(request: DeskRequest) -> HttpResponse:
    if not sees(request.staff):
        raise Http404
    return _page(request)


def _page(request: DeskRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = set_aside(request.staff)
    shown = [{"aside": row, "kept": mail.is_kept(row), "begins": mail.beginning(row)} for row in rows[:SHOWN]]
    count = len(shown) if len(shown) < SHOWN else rows.count()
    return show(
        request,
        "desk/put_aside.html",
        status=status,
        rows=shown,
        count=count,
        of_teams=not standing(request.staff).administers,
        nav_counts=nav_counts(request.staff),
        **more,
    )


@desk_page
def original(request: DeskRequest, pk: UUID) -> Any:
    """The bytes as they came, to be saved and never shown by the browser within our pages."""
    row = _one(request, pk)
    if not mail.is_kept(row):
        raise Http404
    name = f"{row.first_at:%Y-%m-%d}-{row.sha256[:12]}.eml"
    return attachment(name, "message/rfc822", row.size, store.chunks(row.sha256))


@desk_page
def act(request: DeskRequest, pk: UUID, what: str) -> HttpResponse:
    """POST only: `again` or `dismiss`. By hand goes by the form for new complaints."""
    if request.method != "POST" or what not in ("again", "dismiss") or not sees(request.staff):
        raise Http404
    try:
        if what == "dismiss":
            at = mail.dismiss(pk, request.POST.get("reason", ""), by=request.by)
            said, way_back = _("It is noted as no complaint."), undo.of_dismissal(request, pk, at)
            return said_and_seen(request, said, reverse("desk:put_aside"), undo=way_back)
        receipt = mail.try_again(pk, by=request.by)
    except Refusal as refused:
        typed = request.POST.get("reason", "")
        return _page(request, status=refused.status, refused=refused.sentence(), about=pk, typed=typed)
    return _taken(request, receipt.reference)


def _taken(request: DeskRequest, reference: str) -> HttpResponse:
    if not reference:
        return said_and_seen(request, _("It is taken in as a remark."), reverse("desk:put_aside"))
    said = _("It is taken in: %(ref)s.") % {"ref": reference}
    return said_and_seen(request, said, reverse("desk:case", args=[reference]))
