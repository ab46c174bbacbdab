"""What became of complaints like this one: verdict, remedy given, what the customer said; so that like is treated alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.cases.similar import Alike, similar_to
from amends.improvement.models import Survey
from amends.improvement.queries import answers_of
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.case_shown import remedy_words
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.desk.words import money
from amends.web.showing import show


@dataclass(frozen=True)
class Row:
    """One complaint like it. `said` is what its customer thought of the result; empty when they have not answered."""

    case: Case
    outcome: str
    remedies: Sequence[dict[str, str]]
    said: str
    content: bool | None


@case_page
def similar(request: DeskRequest, case: Case) -> HttpResponse:
    """Fetched after the page it stands on: it looks through the whole index."""
    file = CaseFile(case, request.by)
    found = similar_to(request.staff, case, _about(file))
    answers = answers_of([one.case for one in found])
    return show(
        request,
        "desk/similar.html",
        "desk/_similar.html",
        case=case,
        rows=[_row(one, answers.get(one.case.pk)) for one in found],
        spread=spread(found),
        nav_counts=nav_counts(request.staff),
    )


def _about(file: CaseFile) -> list[str]:
    """What the complaint is about, in the words of the customer and of whoever assessed it."""
    complaint = file.complaint()
    points = [point.what for point in file.points]
    return [file.case.title, file.case.essence, *points, complaint.own_text if complaint else ""]


def _row(one: Alike, answer: Survey | None) -> Row:
    said = words.satisfaction(answer.satisfied) if answer else ""
    outcome = "" if one.case.verdict else words.outcome(one.case.outcome)
    remedies = [remedy_words(remedy) for remedy in one.remedies]
    return Row(one.case, outcome, remedies, said, answer.satisfied if answer else None)


def spread(found: Sequence[Alike]) -> str:
    """Between which sums they were given; empty when there are not two."""
    sums = [sum((r.amount or Decimal(0) for r in one.remedies), Decimal(0)) for one in found]
    given = [amount for amount in sums if amount]
    if len(given) < 2:
        return ""
    return _("They were given %(least)s to %(most)s.") % {
        "least": money(min(given)),
        "most": money(max(given)),
    }
