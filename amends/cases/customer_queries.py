"""Reads for whoever a follow link was sent to: the customer, or the person who speaks for them in this complaint.

Complaints of one customer are joined whoever spoke for them in each; what one of these people wrote, or was written, is
not for the other to read unless it is their complaint as well.
"""

from uuid import UUID

from django.db.models import Q

from amends.cases import kept_reads
from amends.cases.models import Case, File, Message, Remedy
from amends.cases.queries import cards, conversation, final_case
from amends.people.models import Customer


def reader_of(case: Case) -> Customer:
    """Who is written to about the case, and so holds its link."""
    return case.representative or case.customer


def case_led_to(case: Case) -> Case:
    """The case that answers, if it is its reader's too; else the case itself."""
    final = final_case(case)
    if final.pk == case.pk:
        return case
    theirs = {final.customer_id, final.representative_id}
    return final if theirs.intersection(cards(reader_of(case))) else case


def told_to_reader(case: Case) -> list[Message]:
    """What its reader may read of the conversation, those of complaints joined to it that are theirs too among it."""
    return conversation(case, for_customer=True, together=_theirs(case))


def file_for_reader(case: Case, pk: UUID) -> File | None:
    """A file its reader may fetch: one that came from them or went to them, never a note's or a raw original."""
    found = File.objects.filter(message__case__in=_theirs(case), is_original=False)
    return found.filter(pk=pk, message__direction__in=("in", "out")).first()


def offer_for_reader(case: Case, pk: UUID) -> Remedy | None:
    """A remedy its reader was asked about."""
    return Remedy.objects.filter(case=case, pk=pk, offered_at__isnull=False).select_related("case").first()


def _theirs(case: Case) -> list[UUID]:
    joined = kept_reads.joined_to(case.pk)
    if not joined:
        return [case.pk]
    own = cards(reader_of(case))
    found = Case.objects.filter(Q(customer__in=own) | Q(representative__in=own), pk__in=list(joined))
    return [case.pk, *found.values_list("pk", flat=True)]
