"""Whom an @ in a note may name: colleagues who may see the complaint, by what was typed so far."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import ngettext

from amends.cases.models import Case
from amends.cases.queries import who_see
from amends.language.mentions import begins
from amends.web.desk.page import DeskRequest, case_page
from amends.web.showing import show

OFFERED = 8
LONGEST = 80  # characters of a name that are read


@dataclass(frozen=True)
class Colleague:
    """`written` is what goes into the note: the full name, or the short name where two bear the same."""

    name: str
    written: str
    what: str


@case_page
def mention(request: DeskRequest, case: Case) -> HttpResponse:
    """The options of a list that opens while one types; 204 when nobody is called so."""
    found = offered(request, case, request.GET.get("q", "")[:LONGEST])
    if not found:
        return HttpResponse(status=204)
    how_many = ngettext("%(n)d colleague", "%(n)d colleagues", len(found)) % {"n": len(found)}
    return show(request, "desk/_mention.html", people=found, how_many=how_many)


def offered(request: DeskRequest, case: Case, typed: str) -> list[Colleague]:
    others = [person for person in who_see(case) if person != request.staff]
    bearers = Counter(person.full_name for person in others)
    return [
        Colleague(
            person.full_name,
            person.full_name if bearers[person.full_name] == 1 else person.short_name,
            person.job_title or person.department or person.email,
        )
        for person in others
        if begins(person.full_name, typed) or begins(person.short_name, typed)
    ][:OFFERED]
