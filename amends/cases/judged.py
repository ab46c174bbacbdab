"""What the coach learnt here of how complaints are judged: the newest of each language, so that asking stays quick."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Q

from amends.cases.models import Case, ComplaintJudged
from amends.coach.incoming.judged import Judged, leaning, sample, unpacked

KEPT = 300  # complaints of one language


@dataclass(frozen=True)
class Learnt:
    """Of one language: how many complaints were judged, and how many of them otherwise than the coach had thought."""

    language: str
    judged: int
    otherwise: int


@dataclass(frozen=True)
class Leaning:
    """The shares of the states and of the wishes of a complaint, in the light of those judged here before."""

    states: Mapping[str, float]
    wishes: Mapping[str, float]


def leaning_of(case: Case, text: str, states: Mapping[str, float], wishes: Mapping[str, float]) -> Leaning:
    """Without what was made of the complaint itself."""
    newest = ComplaintJudged.objects.filter(language=case.language).order_by("-at")[: KEPT + 1]
    rows = [(unpacked(bytes(row.sample)), row) for row in newest if row.pk != case.pk]
    read = sample(text, case.language)
    return Leaning(
        leaning(states, read, [Judged(seen, row.wrong) for seen, row in rows]),
        leaning(wishes, read, [Judged(seen, row.wish_wrong) for seen, row in rows if row.wish_chosen]),
    )


def wish_chosen(case: Case) -> str:
    """What an employee said the customer wants; empty where nobody did."""
    return ComplaintJudged.objects.filter(pk=case.pk).values_list("wish_chosen", flat=True).first() or ""


def learnt() -> list[Learnt]:
    otherwise = ~Q(chosen=F("suggested")) | ~Q(wish_chosen="") & ~Q(wish_chosen=F("wish_suggested"))
    rows = (
        ComplaintJudged.objects.values("language")
        .annotate(judged=Count("pk"), otherwise=Count("pk", filter=otherwise))
        .order_by("language")
    )
    return [Learnt(row["language"], row["judged"], row["otherwise"]) for row in rows]
