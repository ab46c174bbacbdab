"""Keeping how people found the writers of complaints, so that the coach's suggestions get better here, and only here (M7)."""

from django.db import transaction

from amends.cases.judged import KEPT, judged_in
from amends.cases.models import Case, StateJudged
from amends.coach import scorer
from amends.coach.incoming import UNKNOWN_STATE, likelihoods, most_likely
from amends.coach.incoming.judged import leaning, packed, sample, wrong
from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.procedure.moment import now


def keep_judgement(case: Case, chosen: str, *, by: Actor) -> None:
    """Within the step that assesses a complaint: what an employee chose counts, in a language the coach has learnt."""
    complaint = case.messages.filter(kind="complaint").order_by("at").first()
    text = complaint.own_text.strip() if complaint else ""
    lang = case.language
    if by.staff is None or not text or lang not in scorer.LANGUAGES or not scorer.is_ready(lang, "state"):
        return
    shares, read = likelihoods("state", text, lang), sample(text, lang)
    suggested = most_likely(leaning(shares, read, judged_in(lang, but=case.pk)), UNKNOWN_STATE)
    StateJudged.objects.update_or_create(
        case=case,
        defaults={
            "language": lang,
            "suggested": suggested,
            "chosen": chosen,
            "sample": packed(read),
            "wrong": wrong(shares, chosen),
            "at": now(),
        },
    )
    _drop_oldest(lang)


def _drop_oldest(lang: str) -> None:
    kept = StateJudged.objects.filter(language=lang).order_by("-at").values("pk")[KEPT:]
    StateJudged.objects.filter(pk__in=list(kept.values_list("pk", flat=True))).delete()


@transaction.atomic
def forget_judgements(*, by: Actor) -> int:
    """The coach suggests again what it suggests everywhere. Returns of how many complaints it had learnt."""
    administer(by)
    gone, _rows = StateJudged.objects.all().delete()
    journal.record("coach.unlearnt", by=by, facts={"complaints": gone})
    return gone
