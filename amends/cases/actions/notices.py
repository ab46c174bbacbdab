"""Telling colleagues what they should know."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from amends.cases.kept_reads import mark_seen
from amends.cases.models import Case, Notice
from amends.people.absence import deputies_of
from amends.people.models import Staff
from amends.people.queries import away_today, staff_with_role, standing
from amends.procedure.moment import now


def notify(
    staff: Iterable[Staff | None], case: Case, kind: str, *, besides: Staff | None = None, **facts: Any
) -> None:
    """One notice for each of them but `besides`, who did it (None is skipped); in the transaction of whatever is told.

    Who stands in for somebody absent is told as well, or the team's managers where nobody does.
    """
    rows = {s.pk: s for s in staff if s is not None and s.is_active and s != besides}
    instead = {s.pk: (s, name) for s, name in _instead_of(rows, case) if s != besides and s.pk not in rows}
    at = now()
    told = [Notice(staff=s, case=case, kind=kind, facts=facts, at=at) for s in rows.values()]
    told += [
        Notice(staff=s, case=case, kind=kind, facts={**facts, "for": name}, at=at)
        for s, name in instead.values()
    ]
    Notice.objects.bulk_create(told)


def _instead_of(told: Mapping[int, Staff], case: Case) -> Iterator[tuple[Staff, str]]:
    """Who hears for whom, of those told who are away."""
    away = away_today()
    for pk in told.keys() & away.keys():
        chain = deputies_of(pk, away)
        deputies = [s for s in chain[-1:] if any(one.pk == pk for one in standing(s).stands_in_for)]
        for s in deputies or staff_with_role("manager", case.team).exclude(pk__in=away):
            yield s, told[pk].full_name


def responsible_for(case: Case) -> list[Staff | None]:
    """Who hears about a case first: its owner, or the team's managers while nobody owns it."""
    return [case.owner] if case.owner_id else list(staff_with_role("manager", case.team))


def managers_of(case: Case) -> list[Staff | None]:
    return list(staff_with_role("manager", case.team))


def seen(staff: Staff, case: Case) -> None:
    """Mark an employee's notices about a case as seen."""
    mark_seen(staff.pk, case.pk)


def seen_to(case: Case, kind: str) -> None:
    """What a kind of notice told of was done: nobody has to look any more."""
    Notice.objects.filter(case=case, kind=kind, seen_at=None).update(seen_at=now())
