"""The coach beside what is written as agreed on the phone: the same findings as under a reply, as one types."""

import json

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from amends.language.identify import identify
from amends.people import queries as people
from amends.responses.coach_ready import is_ready
from amends.responses.coaching import coached_words
from amends.web.desk.coach_shown import marks, shown_in
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.showing import show

LONGEST = 20_000  # characters, as long as the field


@require_POST
@desk_page
def new_coach(request: DeskRequest) -> HttpResponse:
    """Findings in the language the words are in: the customer's, unless they are plainly in another of ours."""
    text = request.POST.get("solution", "").replace("\r\n", "\n")[:LONGEST]
    among = people.languages()
    spoken = request.POST.get("language", "")
    lang = identify(text, among, spoken if spoken in among else None) or among[0]
    if not is_ready(lang, "reply"):
        return show(request, "desk/_call_findings.html", findings=[], marks="[]", coach_learns=True)
    found = [shown_in("id_solution", text, lang, one) for one in coached_words(text, lang)]
    found.sort(key=lambda one: (one.severity != "stop", one.start))
    return show(request, "desk/_call_findings.html", findings=found, marks=json.dumps(marks(found)))
