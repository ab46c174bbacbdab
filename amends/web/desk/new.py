"""A complaint taken down by an employee: on the phone, face to face, from paper, or from somebody else's mouth (M4, M5)."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from amends.cases import actions
from amends.cases.models import Case
from amends.cases.queries import visible_cases_of
from amends.channels import intake
from amends.channels.incoming import Attached, Incoming, Receipt, Represented
from amends.channels.models import SetAside
from amends.channels.put_aside import beginning, take_by_hand
from amends.language.safe_text import one_line
from amends.people import queries as people
from amends.people.actions import normal_contact
from amends.people.models import Customer
from amends.people.refusal import Refusal
from amends.web.desk.call_guide import guide
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.put_aside import asked_for
from amends.web.desk.record import Record
from amends.web.showing import said_and_seen, show


@desk_page
def new(request: DeskRequest) -> HttpResponse:
    aside = asked_for(request)
    form = Record(
        request.POST or None, request.FILES or None, request=request, aside=aside, initial=_first(request)
    )
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, aside, status=422 if request.method == "POST" else 200)
    try:
        incoming = _incoming(request, form.cleaned_data)
        receipt = (
            take_by_hand(aside.pk, replace(incoming, channel="email"), by=request.by)
            if aside
            else intake.receive(incoming, by=request.by)
        )
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
        return _page(request, form, aside, status=refused.status)
    return _taken(request, form, receipt)


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


def _taken(request: DeskRequest, form: Record, receipt: Receipt) -> HttpResponse:
    """It is registered; a remedy that is refused does not undo that, and stands open as the next thing to do."""
    case, values = receipt.case, form.cleaned_data
    assert case is not None
    where = reverse("desk:case", args=[case.ref])
    if values["discussion"]:
        actions.note(case, values["discussion"], by=request.by)
    if request.POST.get("do") != "solved":
        _note_agreed(request, case, form)
        step = reverse("desk:case_verb", args=[case.ref, "assess"])
        return said_and_seen(
            request, gettext("The complaint %(ref)s is registered.") % {"ref": case.ref}, _with(step, values)
        )
    try:
        actions.solve_on_the_spot(
            case, values["solution"], by=request.by, remedy=values["remedy"], amount=values["amount"]
        )
    except Refusal as refused:
        _note_agreed(request, case, form)
        said = gettext("The complaint is registered, but not as solved: %(why)s") % {
            "why": refused.sentence()
        }
        return said_and_seen(request, said, reverse("desk:case_verb", args=[case.ref, "solve_on_the_spot"]))
    return said_and_seen(request, gettext("Registered and solved on the spot."), where)


def _note_agreed(request: DeskRequest, case: Case, form: Record) -> None:
    """What was agreed and is not done yet stands in the record for whoever takes over, with who agreed it (M5)."""
    if agreed := form.agreed():
        staff = request.staff
        writer = ", ".join(filter(None, (staff.full_name, staff.department, staff.phone)))
        actions.note(case, f"{gettext('Solution, agreed with them')}\n{agreed}\n{writer}", by=request.by)


def _with(address: str, values: dict[str, Any]) -> str:
    return f"{address}?state={values['state']}" if values["state"] else address


def _first(request: DeskRequest) -> dict[str, Any]:
    return {k: v for k, v in request.GET.items() if k in ("name", "email", "phone", "language", "door")}


def _incoming(request: DeskRequest, values: dict[str, Any]) -> Incoming:
    team = next(t for t in people.active_teams() if str(t.pk) == values["team"])
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
        team=team,
        files=files,
        language=values["language"],
        represented=represented,
        wish=values["wish"],
        order_ref=values["order_ref"],
        product=values["product"],
        answer_by=values["answer_by"]
        or ("email" if values["email"] else "phone" if values["phone"] else "post"),
        taken_by=request.staff,
    )


@desk_page
def known(request: DeskRequest) -> HttpResponse:
    """While one types an address: is it a customer we know?"""
    found: Customer | None = None
    for kind in ("email", "phone"):
        value = request.GET.get(kind, "").strip()
        if len(value) >= 6 and found is None:
            found = people.customer_by_contact(kind, normal_contact(kind, value, people.company().country))
    cases = visible_cases_of(request.staff, found, 3) if found else []
    return show(request, "desk/_known.html", customer=found, cases=cases)
