"""What the coach learnt here of how complaints are judged: the newest of each language, so that asking stays quick."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q

from amends.cases.models import StateJudged
from amends.coach.incoming.judged import Judged, unpacked

KEPT = 300  # complaints of one language


@dataclass(frozen=True)
class Learnt:
    """Of one language: how many complaints were judged, and how many of them otherwise than the coach had thought."""

    language: str
    judged: int
    otherwise: int


def judged_in(language: str, *, but: UUID) -> list[Judged]:
    """Those the coach leans on, without the complaint it is asked about."""
    rows = StateJudged.objects.filter(language=language).exclude(pk=but).order_by("-at")[:KEPT]
    return [Judged(unpacked(bytes(row.sample)), row.wrong) for row in rows]


def learnt() -> list[Learnt]:
    rows = (
        StateJudged.objects.values("language")
        .annotate(judged=Count("pk"), otherwise=Count("pk", filter=~Q(chosen=F("suggested"))))
        .order_by("language")
    )
    return [Learnt(row["language"], row["judged"], row["otherwise"]) for row in rows]
