"""Forgetting a person: their data goes, the chain still verifies."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace

from django.db import connection, transaction

from amends.journal.models import Entry
from amends.journal.record import By, record
from amends.journal.seal import LOCK


@transaction.atomic
def forget(
    subject: str, *, by: By, in_cases: Sequence[str] = (), names: Callable[[str], bool] | None = None
) -> int:
    """Erase the personal part of every entry about `subject` (such as `customer:12`), and of those about these cases that
    name them as `names` says; returns how many entries.

    An entry about several people loses the personal data of all of them: it has one salt and one commitment.
    """
    with (
        connection.cursor() as cursor
    ):  # the sealer updates the same rows in another order; both at once may deadlock
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    kept = Entry.objects.filter(personal__isnull=False)
    erased = kept.filter(subjects__contains=[subject]).update(personal=None, salt=None)
    if names is not None:
        told = kept.filter(case_ref__in=in_cases).values_list("pk", "personal")
        named = [pk for pk, personal in told if names("\n".join(map(str, (personal or {}).values())))]
        erased += Entry.objects.filter(pk__in=named).update(personal=None, salt=None)
    if subject == f"{by.kind}:{by.id}":
        by = SimpleNamespace(kind=by.kind, id=by.id, name="", deputy_for=None)
    record("journal.forgotten", by=by, facts={"entries": erased, "subject": subject})
    return erased
