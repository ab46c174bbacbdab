"""Reads about copies of cases."""

from uuid import UUID

from amends.cases.models import Case, CaseCopy, File, Message
from amends.cases.queries import cards
from amends.people.models import Staff


def copies_of(case: Case, staff: Staff, limit: int = 20) -> list[CaseCopy]:
    """The copies of the case the employee asked for and that are still kept, the newest first."""
    return list(CaseCopy.objects.filter(case=case, asked_by=staff).order_by("-asked_at")[:limit])


def copy_for(case: Case, staff: Staff, pk: UUID) -> CaseCopy | None:
    """A copy the employee asked for themselves; nobody else's."""
    found = CaseCopy.objects.filter(case=case, asked_by=staff, pk=pk)
    return found.select_related("case__customer", "asked_by").first()


def copy_to_make(pk: UUID) -> CaseCopy | None:
    """With all its making reads of it; None when it is made, given up or gone."""
    found = CaseCopy.objects.filter(pk=pk, made_at=None, failed_at=None)
    return found.select_related(
        "case__customer", "case__representative", "case__team", "case__owner", "asked_by"
    ).first()


def parts_of(case: Case) -> tuple[int, int]:
    """How many files and messages a copy of the case would hold, those of complaints joined to it aside."""
    return File.objects.filter(case=case).count(), Message.objects.filter(case=case).count()


def joined_of_others(case: Case) -> list[Case]:
    """The cases joined to it that somebody else brought: what they wrote is not its customer's to see."""
    joined = Case.objects.filter(joined_to=case).exclude(customer__in=cards(case.customer))
    return list(joined.select_related("customer"))
