"""The pages an employee may go to by name: those of the bar, of the lists, of the settings, and their saved filters."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.queries import saved_filters
from amends.language.folding import fold
from amends.language.words import THAI
from amends.people.queries import standing
from amends.web.context import places
from amends.web.desk import put_aside
from amends.web.desk.chosen import chosen
from amends.web.desk.improve import leads
from amends.web.desk.page import DeskRequest
from amends.web.desk.settings.frame import FOR_EVERYBODY, SECTIONS


@dataclass(frozen=True)
class Entry:
    """One thing to go to or to do. `beside` tells it from others of its name; `language` is that of `words`, if another
    than the page's.
    """

    words: str
    url: str
    beside: str = ""
    language: str = ""


def pages(request: DeskRequest) -> Iterator[Entry]:
    """Every page with a name, in the order of the bar."""
    yield from bar(request)
    yield from _lists()
    for row in saved_filters(request.staff):
        shared = row.team.name if row.team else ""
        yield Entry(
            row.name, chosen(QueryDict(row.query)).url, _("Saved filter") + (f", {shared}" if shared else "")
        )
    yield from _others(request)
    everything = standing(request.staff).administers
    for name, words, lead in SECTIONS:
        if everything or name in FOR_EVERYBODY:
            yield Entry(str(words), reverse(f"desk:settings_{name}"), str(lead))


def bar(request: DeskRequest) -> Iterator[Entry]:
    for place in places(request):
        yield Entry(str(place.words), place.url)


def _lists() -> Iterator[Entry]:
    address = reverse("desk:complaints")
    named = (
        ("mine", _("Mine")),
        ("unowned", _("Nobody's yet")),
        ("overdue", _("Overdue")),
        ("closed", _("Ended")),
    )
    for which, words in named:
        yield Entry(words, f"{address}?which={which}", _("Complaints"))


def _others(request: DeskRequest) -> Iterator[Entry]:
    yield Entry(_("Search"), reverse("desk:search"))
    yield Entry(_("Saved filters"), reverse("desk:filters"))
    if leads(request.staff):
        yield Entry(_("Response audit"), reverse("desk:response_audit"))
    if put_aside.sees(request.staff):
        yield Entry(_("Mail put aside"), reverse("desk:put_aside"))
    if standing(request.staff).managed:
        yield Entry(_("Your team"), reverse("desk:team"))
    yield Entry(_("Help"), reverse("desk:help"))
    yield Entry(_("My settings"), reverse("desk:me"))
    yield Entry(_("When I am away"), reverse("desk:absence"))
    yield Entry(_("Passkeys and codes"), reverse("mfa_index"))
    yield Entry(_("Change the password"), reverse("account_change_password"))


def called(entry: Entry, text: str) -> bool:
    """Whether every word typed begins a word of the name or of what stands beside it; marks and case aside."""
    name = f" {fold(f'{entry.words} {entry.beside}')}"
    return all(f" {word}" in name or (THAI.search(word) and word in name) for word in fold(text).split())
