"""Forgetting a customer everywhere: card, cases, files, search, outbox, surveys, and the journal's personal part.

A complaint in which they spoke for somebody else is that customer's. It stays with what was said in it, and they go out of
it: their name in every text, their addresses, mail as it came, letters made out to them. Files sent with it stay as they are.

Here because this is the highest room with tables; each room below erases what is its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from amends.cases.actions.forget import erase_cases
from amends.cases.actions.unname import take_out_speaker, unname
from amends.cases.models import Case, File
from amends.cases.models.case import OPEN_STAGES
from amends.channels.forget import erase_deliveries
from amends.improvement.models import Cause, CorrectiveAction, Survey
from amends.journal import record as journal
from amends.journal.forget import forget
from amends.language.names_in_text import Known
from amends.language.unnamed import ERASED, Unnamed
from amends.people.actions import hold_cards
from amends.people.actor import Actor
from amends.people.models import Contact, Customer, Representative, Staff
from amends.people.queries import standing
from amends.people.refusal import NotAllowed, NotPossible
from amends.procedure.moment import now
from amends.responses.forget import erase_replies, take_out_of_replies


@dataclass(frozen=True)
class Forgotten:
    """What was erased: counts for the report."""

    cases: int
    files: int
    entries: int
    spoken_for: int = 0


@dataclass(frozen=True)
class ToForget:
    """What forgetting takes: complaints of their own with their files; and what it leaves: those of others they spoke for,
    with the files sent with these.
    """

    cases: int
    files: int
    spoken_for: int
    files_kept: int


def to_forget(customer: Customer) -> ToForget:
    """Counts to be read before it is done."""
    own, spoken = _theirs(customer), _spoken_for(customer)
    goes = File.objects.filter(case__in=own.values("pk")).exclude(sha256="")
    stays = File.objects.filter(case__in=spoken.values("pk"), message__direction="in", is_original=False)
    return ToForget(own.count(), goes.count(), spoken.count(), stays.exclude(sha256="").count())


@transaction.atomic
def forget_customer(customer: Customer, *, by: Actor) -> Forgotten:
    """Erase a customer's personal data. Refused while a complaint of theirs is open: it is needed to answer them.

    NotAllowed for who does not administer each team that has one.
    """
    if by.kind != "system" and (by.staff is None or "administrator" not in standing(by.staff).all_roles):
        raise NotAllowed()
    hold_cards(customer, *(card for card in _cards(customer) if not card.forgotten_at))
    own = list(_theirs(customer).select_for_update(of=("self",)))
    spoken = list(_spoken_for(customer).select_for_update(of=("self",)).select_related("customer"))
    _check(own + spoken, by)
    files = _erase_own([case.pk for case in own])
    them = _as_named(customer, spoken)
    files += _take_out([case.pk for case in spoken], them)
    counts = {"cases": len(own), "files": files, "spoken_for": len(spoken)}
    journal.record("customer.forgotten", by=by, facts={**counts, "customer": customer.pk})
    refs = [case.ref for case in spoken]
    return Forgotten(**counts, entries=_erase_cards(customer, by=by, refs=refs, them=them))


def _cards(customer: Customer) -> list[Customer]:
    """Theirs, and those joined to it."""
    return list(Customer.objects.filter(Q(pk=customer.pk) | Q(merged_into=customer)))


def _theirs(customer: Customer) -> QuerySet[Case]:
    return Case.objects.filter(Q(customer=customer) | Q(customer__merged_into=customer))


def _spoken_for(customer: Customer) -> QuerySet[Case]:
    """Another's complaints in which they speak."""
    mine = Q(customer=customer) | Q(customer__merged_into=customer)
    return Case.objects.filter(~mine, Q(representative=customer) | Q(representative__merged_into=customer))


def _check(cases: Sequence[Case], by: Actor) -> None:
    if by.staff is not None and not all(_administers(by.staff, case) for case in cases):
        raise NotAllowed(
            _("Another team has complaints of theirs. An administrator of every team can do this.")
        )
    if open_ones := [case.ref for case in cases if case.stage in OPEN_STAGES]:
        raise NotPossible(
            _("%(cases)s is still open. The data is needed until it is answered."), cases=", ".join(open_ones)
        )


def _administers(staff: Staff, case: Case) -> bool:
    return "administrator" in standing(staff).roles_in(case.team_id)


def _erase_own(ids: Sequence[UUID]) -> int:
    erase_deliveries(ids)
    erase_replies(ids)
    Survey.objects.filter(case__in=ids).update(words="")
    Cause.objects.filter(case__in=ids).update(what=ERASED)
    CorrectiveAction.objects.filter(cause__case__in=ids).update(proof="")
    return erase_cases(ids)


def _take_out(ids: Sequence[UUID], them: Unnamed) -> int:
    erase_deliveries(ids)
    unname(Survey.objects.filter(case__in=ids), ["words"], them)
    unname(Cause.objects.filter(case__in=ids), ["what"], them)
    unname(CorrectiveAction.objects.filter(cause__case__in=ids), ["what", "criterion", "proof"], them)
    return take_out_of_replies(ids, them) + take_out_speaker(ids, them)


def _as_named(customer: Customer, spoken: Sequence[Case]) -> Unnamed:
    """How texts may name them: by name, and by each address and number on their cards."""
    cards = _cards(customer)
    people = [Known(card.full_name, "", alone=card.kind == Customer.Kind.PERSON) for card in cards]
    ways = list(Contact.objects.filter(customer__in=cards).values_list("value", flat=True))
    streets = [line for card in cards for line in card.address.splitlines() if any(map(str.isdigit, line))]
    return Unnamed(people, [*ways, *streets], {case.customer.full_name for case in spoken})


def _erase_cards(customer: Customer, *, by: Actor, refs: Sequence[str], them: Unnamed) -> int:
    """The card and those joined to it; returns how many journal entries lost their personal part."""
    entries = 0
    for card in _cards(customer):
        Contact.objects.filter(customer=card).delete()
        Representative.objects.filter(Q(customer=card) | Q(person=card)).delete()
        Customer.objects.filter(pk=card.pk).update(
            full_name=ERASED, address="", likes="", notes="", external_id="", consent={}, forgotten_at=now()
        )
        entries += forget(f"customer:{card.pk}", by=by, in_cases=refs, names=them.names)
    return entries
