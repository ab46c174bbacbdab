"""Reads about satisfaction, causes and corrective actions."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet, prefetch_related_objects

from amends.cases.models import Case
from amends.cases.queries import visible_to
from amends.improvement.models import Cause, CorrectiveAction, Survey
from amends.journal.kept import kept
from amends.people.models import Staff


def survey_of(case: Case) -> Survey | None:
    """The latest satisfaction check of a case."""
    found = _latest_survey(case.pk)
    return found[0] if found else None


@kept
def _latest_survey(case: UUID) -> QuerySet[Survey]:
    return Survey.objects.filter(case=case).order_by("-id")[:1]


def answers_of(cases: Sequence[Case]) -> dict[UUID, Survey]:
    """What the customers of these cases said last, by case; one query."""
    rows = Survey.objects.filter(case__in=cases, answered_at__isnull=False).order_by("answered_at", "id")
    return {row.case_id: row for row in rows}


def surveys_to_send(at: datetime, limit: int = 100) -> list[Survey]:
    return list(
        Survey.objects.filter(sent_at=None, due__lte=at).select_related("case__customer", "case__team")[
            :limit
        ]
    )


def answered_without_survey(limit: int = 500) -> list[Case]:
    """Cases whose reply left and nobody has planned yet to ask about; one solved on the spot was asked there."""
    found = Case.objects.filter(stage="answered").exclude(surveys__answered_at=None, surveys__isnull=False)
    found = found.exclude(surveys__sent_at__gte=F("answered_at"))
    return list(found.select_related("team").order_by("answered_at")[:limit])


def causes_of(case: Case) -> list[Cause]:
    """The causes recorded of a case, with what is done about each."""
    found = _causes(case.pk)
    prefetch_related_objects(found, "corrective_actions__owner")
    return found


@kept
def _causes(case: UUID) -> QuerySet[Cause]:
    return Cause.objects.filter(case=case)


def open_actions(staff: Staff) -> QuerySet[CorrectiveAction]:
    """Corrective actions not yet done on cases the employee sees, the earliest due first."""
    return (
        CorrectiveAction.objects.filter(done_at=None, cause__case__in=visible_to(staff))
        .select_related("owner", "cause__case")
        .order_by("due", "id")
    )


def unproven_actions(staff: Staff) -> QuerySet[CorrectiveAction]:
    """Done, and nobody has said yet whether they worked."""
    return (
        CorrectiveAction.objects.filter(done_at__isnull=False, proven=None, cause__case__in=visible_to(staff))
        .select_related("owner", "cause__case")
        .order_by("done_at")
    )


def overdue_actions(on: date) -> QuerySet[CorrectiveAction]:
    return CorrectiveAction.objects.filter(done_at=None, due__lt=on).select_related("owner", "cause__case")


def answered_surveys(staff: Staff, since: datetime, limit: int = 50) -> list[Survey]:
    """What customers said of late, the newest first, on cases the employee sees."""
    return list(
        Survey.objects.filter(answered_at__gte=since, case__in=visible_to(staff))
        .select_related("case__customer")
        .order_by("-answered_at")[:limit]
    )
