"""What is done with lists of complaints as a whole."""

from django.db import transaction

from amends.journal import record as journal
from amends.people.actor import Actor


@transaction.atomic
def note_export(asked: str, form: str, *, by: Actor) -> None:
    """Put on record that an employee took a list out as a file; `asked` is the filter, `form` CSV or XLSX."""
    staff = by.staff
    journal.record(
        "case.list_exported",
        by=by,
        facts={"form": form},
        personal={"name": staff.full_name if staff else "", "asked": asked or "-"},
        subjects=[f"staff:{staff.pk}"] if staff else (),
    )
