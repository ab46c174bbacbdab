"""The command palette: complaints, customers, pages and steps by what is typed, or what lies nearest while nothing is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases import search as searching
from amends.cases.models import Case
from amends.cases.permission import takes_in
from amends.cases.queries import case_for, with_references
from amends.cases.reference import ALPHABET, read_reference
from amends.cases.search_query import LONGEST, read_query
from amends.people.models import Staff
from amends.web.desk import words
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.desk.palette_pages import Entry, bar, called, pages
from amends.web.desk.palette_steps import steps
from amends.web.showing import show

COMPLAINTS, CUSTOMERS, PAGES, STEPS, STEPS_UNASKED, RECENT = 8, 4, 6, 6, 5, 6
READ_FOR_CUSTOMERS = 40  # complaints whose customers are told apart
SHORTEST, SHORTEST_REFERENCE = 2, 3  # letters from which on complaints are searched


@dataclass(frozen=True)
class EntryGroup:
    """Entries under one heading."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Offered:
    """What the palette shows; `refused` says why complaints could not be searched."""

    groups: list[EntryGroup]
    refused: str = ""


@desk_page
def palette(request: DeskRequest) -> HttpResponse:
    """A piece of a page. `q` is what is typed, `case` the complaint that is open, `recent` those looked at last."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    offered = typed(request, text) if text else near(request)
    return show(
        request,
        "desk/palette_found.html",
        groups=[group for group in offered.groups if group.entries],
        refused=offered.refused,
        text=text,
    )


def near(request: DeskRequest) -> Offered:
    """Before anything is typed: what comes next here, what one looked at last, the pages of the bar."""
    recent = with_references(request.staff, request.GET.get("recent", "")[:200].split(",")[:RECENT])
    return Offered(
        [
            EntryGroup(_("To do"), _doing(request, STEPS_UNASKED)),
            EntryGroup(_("Looked at last"), [as_complaint(case) for case in recent]),
            EntryGroup(_("Go to"), list(bar(request))),
        ]
    )


def typed(request: DeskRequest, text: str) -> Offered:
    """What is called so. Names of steps and pages come first: there one types what one knows."""
    found: list[Case] = []
    customers: list[Entry] = []
    refused = ""
    if len(text) >= SHORTEST:
        try:
            found = _complaints(request.staff, text)
            customers = _customers(request.staff, text)
        except searching.TooWide as wide:
            refused = wide.sentence()
    return Offered(
        [
            EntryGroup(_("To do"), _doing(request, STEPS, text)),
            EntryGroup(_("Go to"), list(islice((e for e in pages(request) if called(e, text)), PAGES))),
            EntryGroup(_("Customers"), customers),
            EntryGroup(_("Complaints"), [as_complaint(case) for case in found]),
        ],
        refused,
    )


def _doing(request: DeskRequest, limit: int, text: str = "") -> list[Entry]:
    """The steps possible now on the complaint that is open, then taking a new one."""
    case = _open_case(request)
    fitting = (entry for entry in steps(case, request.by) if called(entry, text)) if case else iter(())
    new = Entry(_("New complaint"), reverse("desk:new"))
    return [*islice(fitting, limit), *([new] if takes_in(request.staff) and called(new, text) else [])]


def _open_case(request: DeskRequest) -> Case | None:
    try:
        return case_for(request.staff, request.GET.get("case", ""))
    except Http404:
        return None


def as_complaint(case: Case) -> Entry:
    beside = f"{case.customer.full_name} · {words.stage(case.stage)} · {case.ref}"
    return Entry(case.title, reverse("desk:case", args=[case.ref]), beside, case.language)


def _complaints(staff: Staff, text: str) -> list[Case]:
    """By the beginning of a reference first, then by words."""
    found = []
    if len(text) >= SHORTEST_REFERENCE and set(text.upper()) <= {*ALPHABET, "-"}:
        found = searching.search(staff, f"ref:{text}", limit=COMPLAINTS).cases
    found += searching.search(staff, text, limit=COMPLAINTS, typing=True).cases
    return list({case.pk: case for case in found}.values())[:COMPLAINTS]


def _customers(staff: Staff, text: str) -> list[Entry]:
    """Those with a complaint the employee may see and whose name, or whole mail address, is typed."""
    if read_query(text).fields or read_reference(text):
        return []
    name = text.replace('"', " ")
    found = searching.search(staff, f'from:"{name}"', limit=READ_FOR_CUSTOMERS, typing=True).cases
    return list(islice(_told_apart(found), CUSTOMERS))


def _told_apart(cases: Iterable[Case]) -> Iterable[Entry]:
    seen = set()
    for case in cases:
        if case.customer_id not in seen:
            seen.add(case.customer_id)
            customer = case.customer
            yield Entry(
                customer.full_name, reverse("desk:customer", args=[customer.pk]), language=case.language
            )
