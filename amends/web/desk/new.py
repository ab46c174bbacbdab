"""A complaint taken down by an employee: on the phone, face to face, from paper, or from somebody else's mouth (M4, M5)."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Case
from amends.channels import intake
from amends.channels.incoming import Attached, Incoming, Receipt, Represented
from amends.channels.models import SetAside
from amends.channels.put_aside import beginning, take_by_hand
from amends.language.safe_text import one_line
from amends.people import queries as people
from amends.people.actions import normal_contact
from amends.people.models import Customer
from amends.people.refusal import Refusal
from amends.procedure import words as procedure_words
from amends.procedure.remedies import on_the_spot
from amends.web.context import OWN_NAMES
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.put_aside import asked_for
from amends.web.desk.verbs._verb import text
from amends.web.showing import said_and_seen, show

DOORS = (
    ("phone", _("On the phone")),
    ("in_person", _("In person")),
    ("post", _("On paper")),
    ("third_person", _("From a third person")),
)
ANSWERS = (("email", _("By email")), ("phone", _("By phone")), ("post", _("By letter")))


class Record(forms.Form):
    """The incident record: CUSTOMER, PROBLEM, DISCUSSION, SOLUTION."""

    door = forms.ChoiceField(
        label=_("How did it come?"), choices=DOORS, initial="phone", widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Full name"), max_length=300)
    email = forms.EmailField(label=_("Email"), required=False)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "tel"})
    )
    language = forms.ChoiceField(label=_("Language"))
    answer_by = forms.ChoiceField(
        label=_("How shall we answer?"), choices=ANSWERS, widget=forms.RadioSelect, required=False
    )
    for_name = forms.CharField(label=_("In whose name, if not their own"), required=False, max_length=300)
    authority = forms.CharField(label=_("What shows that they may"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("How are they?"), choices=Case.State.choices, widget=forms.RadioSelect, required=False
    )
    title = forms.CharField(label=_("In one line"), max_length=200)
    problem = text(
        _("Problem"), rows=4, help_text=_("In their words: what happened, what they are unhappy with.")
    )
    discussion = text(
        _("Discussion"),
        rows=2,
        required=False,
        help_text=_("What you talked about, what was asked and answered."),
    )
    wish = text(_("They want"), rows=1, required=False)
    order_ref = forms.CharField(label=_("Order or contract"), required=False, max_length=120)
    product = forms.CharField(label=_("What it is about"), required=False, max_length=200)
    paper = forms.FileField(label=_("The paper, as a picture or PDF"), required=False)
    team = forms.ChoiceField(label=_("Team"))
    remedy = forms.ChoiceField(
        label=_("You may give this now, without asking"), required=False, widget=forms.RadioSelect
    )
    amount = forms.DecimalField(
        label=_("Amount"), required=False, max_digits=12, decimal_places=2, min_value=0
    )
    solution = text(_("Solution, agreed with them"), rows=2, required=False)

    side_by_side = ("door", "answer_by", "state")

    def __init__(self, *args: Any, request: DeskRequest, aside: SetAside | None = None, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        if aside is not None:  # it came by mail, and how is no question
            self.fields["door"] = forms.CharField(initial="email", widget=forms.HiddenInput)
        for field in self.fields.values():
            field.widget.attrs["form"] = "record"  # the record stands in two columns, beside one form
        own = people.standing(request.staff)
        teams = [t for t in people.active_teams() if own.everywhere or t.pk in own.teams]
        self._choose("team", [(str(t.pk), t.name) for t in teams])
        self._choose("language", [(c, OWN_NAMES.get(c, c)) for c in people.languages()])
        kinds = [(k, gettext(procedure_words.REMEDIES[k])) for k in on_the_spot(people.procedure())]
        self._choose("remedy", [("", gettext("Nothing now")), *kinds])
        self.fields["language"].initial = (get_language() or "en")[:2]

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.data.get("do") == "solved" and not values.get("solution"):
            self.add_error("solution", gettext("Say in a sentence how it was solved."))
        if values.get("answer_by") == "email" and not values.get("email"):
            self.add_error("email", gettext("Write down an address, or choose another way to answer."))
        return values


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
    return _taken(request, form.cleaned_data, receipt)


def _page(request: DeskRequest, form: Record, aside: SetAside | None, *, status: int) -> HttpResponse:
    return show(
        request,
        "desk/new.html",
        form=form,
        aside=aside,
        begins=beginning(aside) if aside else "",
        status=status,
        nav_counts=nav_counts(request.staff),
    )


def _taken(request: DeskRequest, values: dict[str, Any], receipt: Receipt) -> HttpResponse:
    """It is registered; a remedy that is refused does not undo that, and stands open as the next thing to do."""
    case = receipt.case
    assert case is not None
    where = reverse("desk:case", args=[case.ref])
    if values["discussion"]:
        actions.note(case, values["discussion"], by=request.by)
    if request.POST.get("do") != "solved":
        step = reverse("desk:case_verb", args=[case.ref, "assess"])
        return said_and_seen(
            request, gettext("The complaint %(ref)s is registered.") % {"ref": case.ref}, _with(step, values)
        )
    try:
        actions.solve_on_the_spot(
            case, values["solution"], by=request.by, remedy=values["remedy"], amount=values["amount"]
        )
    except Refusal as refused:
        said = gettext("The complaint is registered, but not as solved: %(why)s") % {
            "why": refused.sentence()
        }
        return said_and_seen(request, said, reverse("desk:case_verb", args=[case.ref, "solve_on_the_spot"]))
    return said_and_seen(request, gettext("Registered and solved on the spot."), where)


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
def known(request: HttpRequest) -> HttpResponse:
    """While one types an address: is it a customer we know?"""
    found: Customer | None = None
    for kind in ("email", "phone"):
        value = request.GET.get(kind, "").strip()
        if len(value) >= 6 and found is None:
            found = people.customer_by_contact(kind, normal_contact(kind, value, people.company().country))
    return show(request, "desk/_known.html", customer=found, cases=_cases(found))


def _cases(customer: Customer | None) -> list[Case]:
    from amends.cases.queries import cases_of

    return cases_of(customer, limit=3) if customer else []
