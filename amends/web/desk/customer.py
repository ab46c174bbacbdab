"""A customer's card: how to reach them, what they like, their complaints; changed without losing anybody's change."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import kept_reads
from amends.cases.actions import change_card, join_cards
from amends.cases.queries import customers_seen, sees_customer, visible_cases_of
from amends.improvement.forgetting import forget_customer, to_forget
from amends.language.own_names import OWN_NAMES
from amends.language.safe_text import whole_number
from amends.people import actions
from amends.people import queries as people
from amends.people.actor import Actor
from amends.people.models import Customer
from amends.people.refusal import Changed, Invalid, Refusal
from amends.web.desk import words
from amends.web.desk.complaints import rows_of
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.verbs._verb import line, text
from amends.web.showing import said_and_seen, show

CHANGED = ("full_name", "kind", "language", "preferred_channel", "between", "address", "likes", "notes")


class Card(forms.Form):
    """The card; `was_…` repeats what the page showed. Who only `reads` it is asked for nothing."""

    full_name = line(_("Full name"), empty=_("A complaint needs the customer's full name."))
    kind = forms.ChoiceField(label=_("Person or organisation"), choices=Customer.Kind.choices)
    language = forms.ChoiceField(label=_("Language"), required=False)
    preferred_channel = forms.ChoiceField(
        label=_("Answered by"),
        required=False,
        choices=[
            ("", _("as each complaint says")),
            ("email", _("Email")),
            ("phone", _("Phone")),
            ("post", _("Letter")),
        ],
    )
    between = forms.ChoiceField(
        label=_("Told between first answer and reply"), required=False, choices=Customer.Between.choices
    )
    address = text(_("Address"), rows=2, required=False)
    likes = text(_("What they like as a remedy"), rows=2, required=False)
    notes = text(_("Notes"), rows=3, required=False)

    def __init__(self, *args: Any, card: Customer, reads: bool = False, **more: Any) -> None:
        shown = {name: getattr(card, name) for name in CHANGED}
        first = {**shown, **{f"was_{k}": v for k, v in shown.items()}}
        super().__init__(*args, **{"initial": first, "label_suffix": "", **more})
        codes = list(dict.fromkeys([*people.languages(), *([card.language] if card.language else [])]))
        self.fields["language"].choices = [("", "—"), *((c, OWN_NAMES.get(c, c)) for c in codes)]  # type: ignore[attr-defined]
        for field in self.fields.values() if reads else ():
            field.disabled = True
        for name in CHANGED:
            self.fields[f"was_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)


class Reached(forms.Form):
    """Every address of the card with what the page showed of it, and one more of the usual kinds."""

    email = line(_("Another email address"), required=False)
    phone = line(_("Another telephone number"), required=False)

    def __init__(self, *args: Any, card: Customer, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "reached_%s", "label_suffix": "", **more})
        self.contacts = list(kept_reads.contacts(card.pk))
        for one in self.contacts:
            label, name = str(words.CONTACTS.get(one.kind, one.kind)), f"contact_{one.pk}"
            self.fields[name] = line(
                label,
                required=False,
                help_text=_("Left empty, it is taken away."),
                longest=actions.LONGEST_CONTACT,
            )
            self.fields[f"was_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial = {**self.initial, name: one.value, f"was_{name}": one.value}
        self.order_fields([*(f"contact_{one.pk}" for one in self.contacts), "email", "phone"])

    def keep(self, card: Customer, *, by: Actor) -> None:
        """Raises Refusal; the form is valid."""
        given, numbers = self.cleaned_data, [one.pk for one in self.contacts]
        shown = {number: given[f"was_contact_{number}"] for number in numbers}
        typed = {number: given[f"contact_{number}"] for number in numbers}
        corrected = {number: value for number, value in typed.items() if value != shown[number]}
        added = {kind: given[kind] for kind in ("email", "phone")}
        actions.change_contacts(card, corrected, added, shown=shown, by=by)


class Person(forms.Form):
    """Somebody who acts for the customer."""

    name = line(_("Full name"), empty=_("Write the full name of whoever acts for the customer."))
    email = forms.EmailField(label=_("Email"))
    relation = forms.CharField(label=_("Who they are to the customer"), required=False, max_length=120)
    authority = forms.CharField(label=_("What shows that they may"), required=False, max_length=200)


def card_of(request: DeskRequest, pk: int) -> Customer:
    """The card, if the employee may see it; not there and not allowed look the same."""
    card = people.customer_card(pk)
    if card is None or not sees_customer(request.staff, card):
        raise Http404
    return card


@desk_page
def customer(request: DeskRequest, pk: int) -> HttpResponse:
    card = card_of(request, pk)
    if request.method != "POST":
        return page(request, card, _shown(request, card))
    form = Card(request.POST, card=card)
    if not form.is_valid():
        return page(request, card, form, status=422)
    values = {name: form.cleaned_data[name] for name in CHANGED}
    was = {name: form.cleaned_data[f"was_{name}"].replace("\r\n", "\n") for name in CHANGED}
    values = {k: v for k, v in values.items() if v.replace("\r\n", "\n") != was[k]}
    try:
        change_card(card, values, shown=was, by=request.by)
    except Changed as lost:
        return page(request, card, form, status=409, lost=lost)
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
        return page(request, card, form, status=refused.status)
    return said_and_seen(request, gettext("The card is changed."), reverse("desk:customer", args=[card.pk]))


def _shown(request: DeskRequest, card: Customer) -> Card:
    return Card(card=card, reads=not _may_keep(request, card))


def _may_keep(request: DeskRequest, card: Customer) -> bool:
    return actions.may_keep_customers(request.staff) and not card.forgotten_at


@desk_page
def customer_act(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """How to reach them, joining two cards, naming somebody who acts for them, forgetting."""
    card = card_of(request, pk)
    if request.method != "POST" or what not in ACTS:
        raise Http404
    try:
        said = ACTS[what](request, card)
    except Refusal as refused:
        typed = _typed(request, card, what, refused)
        return page(request, card, _shown(request, card), status=refused.status, **typed)
    return said_and_seen(request, said, reverse("desk:customer", args=[card.pk]))


def _typed(request: DeskRequest, card: Customer, what: str, refused: Refusal) -> dict[str, Any]:
    """What was refused, beside the field it is about where it names one; what was typed stays."""
    if isinstance(refused, Changed):
        now = {f"was_contact_{one.pk}": one.value for one in kept_reads.contacts(card.pk)}
        return {"lost": refused, "reached": Reached({**request.POST.dict(), **now}, card=card)}
    form = {
        "contacts": Reached(request.POST, card=card),
        "act-for": Person(request.POST, label_suffix=""),
    }.get(what)
    if form is None:
        return {"refused": refused.sentence()}
    named = refused.field if refused.field in form.fields else ""
    if form.is_valid() and named:
        form.add_error(named, refused.sentence())
    name = "reached" if what == "contacts" else "person"
    return {name: form, "refused": "" if named else refused.sentence()}


def _contacts(request: DeskRequest, card: Customer) -> str:
    form = Reached(request.POST, card=card)
    if not form.is_valid():
        raise Invalid()
    form.keep(card, by=request.by)
    return gettext("It is noted how to reach them.")


def _merge(request: DeskRequest, card: Customer) -> str:
    other = request.POST.get("other", "")
    join_cards(card, card_of(request, whole_number(other) or 0), by=request.by)
    return gettext("The two cards are one.")


def _act_for(request: DeskRequest, card: Customer) -> str:
    actions.check_keeps_customers(request.by)
    form = Person(request.POST)
    if not form.is_valid():
        raise Refusal(gettext("Write down the name and the address of the person."))
    values = form.cleaned_data
    with transaction.atomic():
        person = actions.find_or_add_customer(values["name"], {"email": values["email"]}, by=request.by)
        actions.act_for(
            card, person, by=request.by, relation=values["relation"], authority=values["authority"]
        )
    return gettext("It is noted who acts for them.")


def _forget(request: DeskRequest, card: Customer) -> str:
    forget_customer(card, by=request.by)
    return gettext("The customer's personal data is erased. The record of the steps stays.")


ACTS = {"contacts": _contacts, "merge": _merge, "act-for": _act_for, "forget": _forget}


def page(request: DeskRequest, card: Customer, form: Card, *, status: int = 200, **more: Any) -> HttpResponse:
    first = card.full_name.split(" ")[0]
    forms_shown = {"person": Person(label_suffix=""), "reached": Reached(card=card)}
    may_forget = "administrator" in people.standing(request.staff).all_roles and not card.forgotten_at
    return show(
        request,
        "desk/customer.html",
        status=status,
        card=card,
        kind=Customer.Kind(card.kind).label,
        contacts=words.contacts(card),
        form=form,
        rows=rows_of(visible_cases_of(request.staff, card), request.by),
        alike=customers_seen(request.staff, people.customers_like(first, card)),
        may_keep=_may_keep(request, card),
        to_forget=to_forget(card) if may_forget else None,
        nav_counts=nav_counts(request.staff),
        **{**forms_shown, **more},
    )
