"""A complaint at a glance, beside the list: what is promised, what comes next, the points, and what was said last."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from amends.cases.models import Case, Message
from amends.cases.queries import last_messages
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.case_shown import clock
from amends.web.desk.lines import day_and_time
from amends.web.desk.next_step import for_rows, next_of
from amends.web.desk.page import DeskRequest, case_page
from amends.web.showing import show

LAST = 3
LETTERS = 900  # of one message; the rest is read on the page of the complaint


@case_page
def glance(request: DeskRequest, case: Case) -> HttpResponse:
    """A piece of a page. Looking from here marks nothing as seen."""
    file = CaseFile(case, request.by)
    return show(
        request,
        "desk/glance.html",
        "desk/_glance.html",
        case=case,
        stage=words.stage(case.stage),
        came_by=words.channel(case.channel),
        clock=clock(file),
        next=for_rows(next_of([case], request.by), case),
        points=file.points,
        talk=[said(case, message) for message in last_messages(case, LAST)],
    )


def said(case: Case, message: Message) -> dict[str, object]:
    """Who said what when, without what was quoted; `cut` when the page of the complaint has more of it."""
    own = message.own_text.strip()
    return {
        "who": message.author_name or (case.customer.full_name if message.direction == "in" else _("We")),
        "at": day_and_time(message.at),
        "text": own[:LETTERS],
        "language": message.language or case.language,
        "cut": len(own) > LETTERS or not own,
        "note": message.direction == "note",
    }
