"""Forgetting a person: their data goes, the chain still verifies."""

from django.db import transaction

from amends.journal.models import Entry
from amends.journal.record import By, record


@transaction.atomic
def forget(subject: str, *, by: By) -> int:
    """Erase the personal part of every entry about `subject` (such as `customer:12`); returns how many entries.

    An entry about several people loses the personal data of all of them: it has one salt and one commitment.
    """
    erased = Entry.objects.filter(subjects__contains=[subject], personal__isnull=False).update(
        personal=None, salt=None
    )
    record("journal.forgotten", by=by, facts={"entries": erased, "subject": subject})
    return erased
