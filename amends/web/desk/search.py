"""What a search found, and what of it was not understood."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import search as searching
from amends.cases.search_query import Field
from amends.people.refusal import Refusal
from amends.web.desk import words
from amends.web.desk.chosen import chosen
from amends.web.desk.complaints import rows_of
from amends.web.desk.lines import grouped
from amends.web.desk.list_tools import list_tools
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show


@desk_page
def search(request: DeskRequest) -> HttpResponse:
    asked = chosen(request.GET)
    text = asked.text
    page, refused = found_for(request, text)
    return show(
        request,
        "desk/search.html",
        status=refused.status if refused else 200,
        refused=refused.sentence() if refused else "",
        search_words=text,
        **list_tools(request, asked),
        unclear=not_understood(page.unclear),
        found="" if request.GET.get("after") else how_many(page.at_least, bool(page.after)),
        rows=rows_of(page.cases, request.by),
        next_url=f"?{asked.query(after=page.after)}" if page.after else "",
        first_url="",
        empty_fact=_("No complaint fits all of this."),
        empty_then=_("Try fewer words or fields, or the beginning of a name."),
        nav_counts=nav_counts(request.staff),
    )


def found_for(request: DeskRequest, text: str) -> tuple[searching.SearchPage, Refusal | None]:
    """The page of hits, or an empty one with the reason why there is none."""
    if not text:
        return searching.SearchPage(), None
    try:
        return searching.search(request.staff, text, after=request.GET.get("after")), None
    except searching.TooWide as refused:
        return searching.SearchPage(), refused


def how_many(at_least: int, more: bool) -> str:
    if at_least == 0:
        return ""
    if at_least > searching.COUNTED_UP_TO:
        return _("More than 1,000 complaints, the newest first.")
    if more and at_least <= searching.PAGE + 1:
        return _("The newest %(n)d of many.") % {"n": searching.PAGE}
    return ngettext("%(n)s complaint", "%(n)s complaints, the newest first.", at_least) % {
        "n": grouped(at_least)
    }


def not_understood(fields: Sequence[Field]) -> list[str]:
    """A sentence for what was searched as words, and how a date is written where one was meant."""
    if not fields:
        return []
    parts = ", ".join(words.quoted(str(field)) for field in fields)
    said = [_("Not understood as a field, and searched as words: %(parts)s.") % {"parts": parts}]
    if any(field.name in ("due", "received") for field in fields):
        said.append(_("A date is written 2026-11-30 or 30.11.2026, or it is today, tomorrow or yesterday."))
    return said
