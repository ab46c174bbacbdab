"""Keeping how people judged complaints, so that the coach's suggestions get better here, and only here (M7)."""

from django.db import transaction

from amends.cases.judged import KEPT, leaning_of
from amends.cases.models import Case, ComplaintJudged
from amends.coach import scorer
from amends.coach.incoming import UNKNOWN_STATE, UNKNOWN_WANT, likelihoods, most_likely, state_of
from amends.coach.incoming.judged import packed, sample, wrong
from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.procedure.moment import now


def keep_judgement(case: Case, state: str, wants: str, *, by: Actor) -> None:
    """Within the step that assesses a complaint: what an employee chose counts, in a language the coach has learnt.

    `wants` is empty where they chose none.
    """
    complaint = case.messages.filter(kind="complaint").order_by("at").first()
    text = complaint.own_text.strip() if complaint else ""
    lang = case.language
    if by.staff is None or not text or lang not in scorer.LANGUAGES:
        return
    if not scorer.is_ready(lang, "state", "wants"):
        return
    states, wishes = state_of(text, lang), likelihoods("wants", text, lang)
    leans = leaning_of(case, text, states, wishes)
    ComplaintJudged.objects.update_or_create(
        case=case,
        defaults={
            "language": lang,
            "suggested": most_likely(leans.states, UNKNOWN_STATE),
            "chosen": state,
            "wrong": wrong(states, state),
            "wish_suggested": most_likely(leans.wishes, UNKNOWN_WANT),
            "wish_chosen": wants,
            "wish_wrong": wrong(wishes, wants) if wants else {},
            "sample": packed(sample(text, lang)),
            "at": now(),
        },
    )
    _drop_oldest(lang)


def _drop_oldest(lang: str) -> None:
    kept = ComplaintJudged.objects.filter(language=lang).order_by("-at").values_list("pk", flat=True)
    ComplaintJudged.objects.filter(pk__in=list(kept[KEPT:])).delete()


@transaction.atomic
def forget_judgements(*, by: Actor) -> int:
    """The coach suggests again what it suggests everywhere. Returns of how many complaints it had learnt."""
    administer(by)
    gone, _rows = ComplaintJudged.objects.all().delete()
    journal.record("coach.unlearnt", by=by, facts={"complaints": gone})
    return gone
