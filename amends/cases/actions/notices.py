"""Telling colleagues what they should know."""

from collections.abc import Iterable
from typing import Any

from amends.cases.models import Case, Notice
from amends.people.models import Staff
from amends.people.queries import staff_with_role
from amends.procedure.moment import now


def notify(
    staff: Iterable[Staff | None], case: Case, kind: str, *, besides: Staff | None = None, **facts: Any
) -> None:
    """One notice for each of them but `besides`, who did it (None is skipped); in the transaction of whatever is told."""
    rows = {s.pk: s for s in staff if s is not None and s.is_active and s != besides}
    at = now()
    Notice.objects.bulk_create(
        [Notice(staff=s, case=case, kind=kind, facts=facts, at=at) for s in rows.values()]
    )


def responsible_for(case: Case) -> list[Staff | None]:
    """Who hears about a case first: its owner, or the team's managers while nobody owns it."""
    return [case.owner] if case.owner_id else list(staff_with_role("manager", case.team))


def managers_of(case: Case) -> list[Staff | None]:
    return list(staff_with_role("manager", case.team))


def seen(staff: Staff, case: Case | None = None) -> int:
    """Mark notices as seen, of one case or all."""
    rows = Notice.objects.filter(staff=staff, seen_at=None)
    return (rows.filter(case=case) if case else rows).update(seen_at=now())
