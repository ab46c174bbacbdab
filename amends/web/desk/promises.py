"""Promises: every date a customer holds, by day."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import worklist
from amends.cases.models import Promise
from amends.language import dates
from amends.procedure.moment import now
from amends.web.desk.complaints import Tab
from amends.web.desk.lines import Group, grouped, language, promised
from amends.web.desk.next_step import for_rows, next_of
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show

SHOWN = 150


@desk_page
def promises(request: DeskRequest) -> HttpResponse:
    broken = worklist.broken_and_silent(request.staff)
    ahead = worklist.promises_ahead(request.staff, now() + timedelta(days=366))
    which = request.GET.get("which", "")
    rows = broken if which == "broken" else [*broken, *ahead]
    return show(
        request,
        "desk/promises.html",
        summary=_said(len(ahead), len(broken)),
        tabs=_tabs(which, len(ahead) + len(broken), len(broken)),
        groups=_by_day(request, worklist.whole(rows[:SHOWN])),
        empty_fact=_("No promise is open."),
        empty_then=_("A promise is made when a complaint comes in, and whenever you give a customer a date."),
        nav_counts=nav_counts(request.staff, promises=len(ahead) + len(broken)),
    )


def _tabs(which: str, every: int, broken: int) -> list[Tab]:
    address = reverse("desk:promises")
    return [
        Tab(_("All that are open"), address, which != "broken", grouped(every)),
        Tab(
            _("Broken, and not heard from us since"),
            f"{address}?which=broken",
            which == "broken",
            grouped(broken),
        ),
    ]


def _said(ahead: int, broken: int) -> str:
    text = ngettext("%(n)s date is held by a customer.", "%(n)s dates are held by customers.", ahead) % {
        "n": grouped(ahead)
    }
    if broken:
        text += " " + ngettext(
            "%(n)s was broken and the customer still waits.",
            "%(n)s were broken and the customers still wait.",
            broken,
        ) % {"n": grouped(broken)}
    return text


def _by_day(request: DeskRequest, rows: list[Promise]) -> list[Group]:
    zone, at = timezone.get_current_timezone(), now()
    steps = next_of(list({p.case.pk: p.case for p in rows}.values()), request.by)

    def day(row: Promise) -> Any:
        return None if row.due < at else row.due.astimezone(zone).date()

    found = []
    for key, of_day in groupby(rows, day):
        lines = [promised(p.case, p.made_at, p.due, for_rows(steps, p.case)) for p in of_day]
        title = _("Overdue") if key is None else dates.short_date(key, language(), near=at.date())
        found.append(Group(str(key), title, lines, len(lines)))
    return found
