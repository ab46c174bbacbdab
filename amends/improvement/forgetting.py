"""Forgetting a customer everywhere: card, cases, files, search, outbox, surveys, and the journal's personal part.

Here because this is the highest room with tables; each room below erases what is its own.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amends.cases.actions.forget import ERASED, erase_cases
from amends.cases.models import Case
from amends.cases.models.case import OPEN_STAGES
from amends.channels.forget import erase_deliveries
from amends.improvement.models import Cause, CorrectiveAction, Survey
from amends.journal import record as journal
from amends.journal.forget import forget
from amends.people.actor import Actor
from amends.people.models import Contact, Customer, Representative, Staff
from amends.people.queries import standing
from amends.people.refusal import NotAllowed, NotPossible
from amends.procedure.moment import now
from amends.responses.forget import erase_replies


@dataclass(frozen=True)
class Forgotten:
    """What was erased: counts for the report."""

    cases: int
    files: int
    entries: int


@transaction.atomic
def forget_customer(customer: Customer, *, by: Actor) -> Forgotten:
    """Erase a customer's personal data. Refused while a complaint of theirs is open: it is needed to answer them.

    NotAllowed for who does not administer each team that has one.
    """
    if by.kind != "system" and (by.staff is None or "administrator" not in standing(by.staff).all_roles):
        raise NotAllowed()
    cards = Q(customer=customer) | Q(customer__merged_into=customer) | Q(representative=customer)
    cases = list(Case.objects.filter(cards).select_for_update(of=("self",)))
    if by.staff is not None and not all(_administers(by.staff, case) for case in cases):
        raise NotAllowed(
            _("Another team has complaints of theirs. An administrator of every team can do this.")
        )
    if open_ones := [case.ref for case in cases if case.stage in OPEN_STAGES]:
        raise NotPossible(
            _("%(cases)s is still open. The data is needed until it is answered."), cases=", ".join(open_ones)
        )
    ids = [case.pk for case in cases]
    erase_deliveries(ids)
    erase_replies(ids)
    Survey.objects.filter(case__in=ids).update(words="")
    Cause.objects.filter(case__in=ids).update(what=ERASED)
    CorrectiveAction.objects.filter(cause__case__in=ids).update(proof="")
    files = erase_cases(ids)
    journal.record(
        "customer.forgotten", by=by, facts={"cases": len(ids), "files": files, "customer": customer.pk}
    )
    return Forgotten(len(ids), files, _erase_cards(customer, by=by))


def _administers(staff: Staff, case: Case) -> bool:
    return "administrator" in standing(staff).roles_in(case.team_id)


def _erase_cards(customer: Customer, *, by: Actor) -> int:
    """The card and those joined to it; returns how many journal entries lost their personal part."""
    entries = 0
    for card in Customer.objects.filter(Q(pk=customer.pk) | Q(merged_into=customer)):
        Contact.objects.filter(customer=card).delete()
        Representative.objects.filter(Q(customer=card) | Q(person=card)).delete()
        Customer.objects.filter(pk=card.pk).update(
            full_name=ERASED, address="", likes="", notes="", external_id="", consent={}, forgotten_at=now()
        )
        entries += forget(f"customer:{card.pk}", by=by)
    return entries
