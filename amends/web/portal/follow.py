"""The customer's own page: the promised date, what we do now, the story, and a word to add."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amends.cases import queries as cases
from amends.cases.customer_queries import case_led_to, told_to_reader
from amends.cases.permission import facts_of, plan_of
from amends.channels.additions import add_to_case
from amends.channels.first_answer import zone_for
from amends.channels.incoming import Incoming
from amends.improvement.queries import survey_of
from amends.language import dates
from amends.people.queries import company
from amends.people.refusal import Refusal
from amends.procedure import decide
from amends.procedure.moment import now
from amends.responses.queries import letters_of
from amends.web.customer_fields import attached, say_dropped
from amends.web.portal.door import Here, own_complaint
from amends.web.portal.forms import AdditionForm
from amends.web.portal.headline import headline
from amends.web.portal.story import story, writer_of
from amends.web.portal.words import JOINED_TO_ANOTHERS, NOW, WAITING
from amends.web.public.ahead import bodies_of
from amends.web.showing import said_and_seen, show
from amends.web.uploads import files_dropped

TWICE_WITHIN = timedelta(minutes=10)


@require_safe
@own_complaint
def follow(request: HttpRequest, here: Here) -> HttpResponse:
    return page(request, here, AdditionForm())


def page(
    request: HttpRequest, here: Here, form: Form, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    case, lang = here.case, request.LANGUAGE_CODE
    said = told_to_reader(case)
    promises, remedies = cases.promises(case), cases.remedies(case)
    context: dict[str, Any] = {
        "here": here,
        "case": case,
        "form": form,
        "refused": refused,
        "writer": writer_of(said),
        "headline": headline(case, promises, lang),
        "now": _now(case),
        "story": story(case, said, promises, remedies, lang),
        "points": cases.points(case),
        "offers": [r for r in remedies if r.offered_at and not r.accepted_at and not r.refused_at],
        "letters": letters_of(case),
    }
    return show(request, "portal/follow.html", status=status, **context, **_around(here))


def _now(case: Any) -> str:
    if case.joined_to_id and case_led_to(case) == case:
        return str(JOINED_TO_ANOTHERS)
    paused = any(p.ended_at is None for p in case.pauses.all())
    return str(WAITING if paused and case.is_open else NOW.get(case.stage, ""))


def _around(here: Here) -> dict[str, Any]:
    """Who answers, what the customer may do now, and the addresses of it."""
    case = here.case
    plan, facts = plan_of(case), facts_of(case, here.by)
    may = {
        step: decide.check(plan, facts, step) is None
        for step in ("withdraw", "reopen", "record_satisfaction")
    }
    survey = survey_of(case)
    asked = may["record_satisfaction"] and (survey is None or survey.answered_at is None)
    ours = company()
    return {
        "passed_on": case.stage == "transferred",
        "responsible": case.owner,
        "phone": (case.owner.phone if case.owner else "") or case.team.phone or ours.phone,
        "bodies": bodies_of(ours) if case.answered_at else (),
        "zone": dates.zone_place(zone_for(case), get_language() or "en"),
        "survey_url": here.address("survey") if asked else "",
        "reopen_url": here.address("reopen") if may["reopen"] else "",
        "withdraw_url": here.address("withdraw") if may["withdraw"] else "",
        "add_url": here.address("add"),
        "mood_url": here.address("mood") if case.is_open and case.stage != "answered" else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@own_complaint
def add(request: HttpRequest, here: Here) -> HttpResponse:
    """Something the customer adds, in words or files."""
    if request.method != "POST":
        return redirect(here.address())
    form = AdditionForm(request.POST, request.FILES)
    if files_dropped(request):
        say_dropped(form)
    if not form.is_valid():
        return page(request, here, form, status=422)
    try:
        take_in(here, form.cleaned_data["text"], form.cleaned_data["attachments"])
    except Refusal as refusal:
        return page(request, here, form, status=refusal.status, refused=refusal.sentence())
    return said_and_seen(request, _("It has reached us and belongs to your complaint now."), here.address())


def take_in(here: Here, text: str, files: Any = ()) -> None:
    """Into the case as its customer's words; the same words twice within minutes are one message."""
    if not files and cases.said_before(here.case, text, now() - TWICE_WITHIN):
        return
    one = Incoming("web_form", text, sender_name=here.by.name, files=attached(files))
    with transaction.atomic():
        add_to_case(here.case, one, by=here.by)


@require_POST
@own_complaint
def mood(request: HttpRequest, here: Here) -> HttpResponse:
    """How the customer finds our care so far, while it goes on (M29)."""
    if request.POST.get("mood") == "good":
        take_in(here, _("So far I am well looked after."))
        return said_and_seen(request, _("Thank you. That is good to know."), here.address())
    take_in(here, _("So far I am not well looked after."))
    said = _("Thank you for saying so. Those responsible know it. Tell us below what should be different.")
    return said_and_seen(request, said, here.address() + "#add")
