"""A complaint taken down by an employee: on the phone, face to face, from paper, or from somebody else's mouth (M4, M5)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from amends.cases.queries import sees_customer, visible_cases_of
from amends.channels.incoming import Attached, Incoming, Represented
from amends.channels.models import SetAside
from amends.channels.put_aside import beginning
from amends.language.safe_text import one_line
from amends.people import queries as people
from amends.people.actions import normal_contact
from amends.people.models import Customer
from amends.people.refusal import NotAllowed, Refusal
from amends.web.desk.call_guide import guide
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.put_aside import asked_for
from amends.web.desk.record import Record
from amends.web.desk.take_down import Taken, take_down
from amends.web.showing import said_and_seen, show


@desk_page
def new(request: DeskRequest) -> HttpResponse:
    aside = asked_for(request)
    form = Record(
        request.POST or None, request.FILES or None, request=request, aside=aside, initial=_first(request)
    )
    if not form.teams:
        raise NotAllowed()
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, aside, status=422 if request.method == "POST" else 200)
    try:
        taken = take_down(_incoming(request, form), form, aside, by=request.by)
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
        return _page(request, form, aside, status=refused.status)
    return said_and_seen(request, taken.said, _next(taken, form))


def _page(request: DeskRequest, form: Record, aside: SetAside | None, *, status: int) -> HttpResponse:
    return show(
        request,
        "desk/new.html",
        form=form,
        aside=aside,
        begins=beginning(aside) if aside else "",
        status=status,
        nav_counts=nav_counts(request.staff),
        guide=guide(str(form["language"].value())),
    )


def _next(taken: Taken, form: Record) -> str:
    """Where the work goes on: the step that was refused, the first look at it, or the complaint itself."""
    if not taken.step:
        return reverse("desk:case", args=[taken.case.ref])
    where = reverse("desk:case_verb", args=[taken.case.ref, taken.step])
    state = form.cleaned_data["state"]
    return f"{where}?state={state}" if state and taken.step == "assess" else where


def _first(request: DeskRequest) -> dict[str, Any]:
    return {k: v for k, v in request.GET.items() if k in ("name", "email", "phone", "language", "door")}


def _incoming(request: DeskRequest, form: Record) -> Incoming:
    values = form.cleaned_data
    paper = values["paper"]
    files = (Attached(one_line(paper.name)[:255], paper.content_type or "", paper.read()),) if paper else ()
    represented = (
        Represented(values["for_name"], authority=values["authority"]) if values["for_name"] else None
    )
    return Incoming(
        channel=values["door"],
        text=values["problem"],
        subject=values["title"],
        sender_name=values["name"],
        sender_email=values["email"],
        sender_phone=values["phone"],
        team=form.chosen_team(),
        files=files,
        language=values["language"],
        represented=represented,
        wish=values["wish"],
        order_ref=values["order_ref"],
        product=values["product"],
        answer_by=values["answer_by"]
        or ("email" if values["email"] else "phone" if values["phone"] else "post"),
        taken_by=request.staff,
        next_contact=values["until"] if form.does == "pause" else None,
        door="desk",
        external_key=f"{request.staff.pk} {values['once']}" if values["once"] else "",
        fingerprint=form.fingerprint(),
    )


@desk_page
def known(request: DeskRequest) -> HttpResponse:
    """While one types an address: is it a customer we know?"""
    found: Customer | None = None
    for kind in ("email", "phone"):
        value = request.GET.get(kind, "").strip()
        if len(value) >= 6 and found is None:
            found = people.customer_by_contact(kind, normal_contact(kind, value, people.company().country))
    if found and not sees_customer(request.staff, found):  # not theirs to see and not there look the same
        found = None
    cases = visible_cases_of(request.staff, found, 3) if found else []
    return show(request, "desk/_known.html", customer=found, cases=cases)
