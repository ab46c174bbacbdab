"""What waits to be told by phone or post, and the ways to those who are to hear it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from amends.cases.models import Telling
from amends.cases.models.telling import WAITS
from amends.cases.paging import key_of, read_key
from amends.cases.worklist import PAGE, mine
from amends.people.models import Contact, Staff

_SHOWN = (
    *("since", "message__kind", "case__ref", "case__language", "case__answer_by", "case__team"),
    *("case__owner__full_name", "case__customer__full_name", "case__customer__address"),
    *("case__representative__full_name", "case__representative__address"),
)


def to_tell(staff: Staff, after: str = "", limit: int = PAGE) -> tuple[list[Telling], str]:
    """Messages of the complaints the employee answers for, the longest waiting first; and the key of the next page (empty:
    none).
    """
    found = Telling.objects.filter(WAITS, mine(staff, "case__"))
    found = found.select_related("message", "case__customer", "case__representative", "case__owner")
    key = read_key(after)
    if key is not None and key[0] is not None:
        found = found.filter(Q(since__gt=key[0]) | Q(since=key[0], message__gt=key[1]))
    rows = list(found.only(*_SHOWN).order_by("since", "message_id")[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], key_of(last.since, last.pk) if last else ""


def telling_of(message: UUID) -> Telling | None:
    """How a message was told, as it stands now; None when mail carries it."""
    return Telling.objects.select_related("case").filter(pk=message).first()


def ways_to(customers: Collection[int]) -> list[Contact]:
    """Telephone numbers and postal addresses among the contacts of several customers, in one query."""
    found = Contact.objects.filter(customer__in=customers, kind__in=(Contact.Kind.PHONE, Contact.Kind.POST))
    return list(found.order_by("id")) if customers else []
