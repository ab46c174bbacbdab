"""Telling other programs: every webhook follows the sealed journal by its own number, so no event is lost or out of order."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from amends.cases.models import Case
from amends.channels.models import Webhook, WebhookCall
from amends.journal.models import Entry
from amends.procedure.moment import now

BY_KIND = {
    "case.received": "complaint.received",
    "case.received_message": "complaint.message_received",
    "case.assigned": "complaint.assigned",
    "case.handed_over": "complaint.assigned",
    "case.remedy_offered": "complaint.remedy_offered",
    "case.promise_broken": "complaint.promise_broken",
    "reply.sent": "complaint.answered",
    "case.solved_on_the_spot": "complaint.answered",
    "case.closed": "complaint.closed",
    "case.withdrawn": "complaint.closed",
    "case.transferred": "complaint.closed",
    "case.joined": "complaint.closed",
    "case.reopened": "complaint.reopened",
    "case.taken_apart": "complaint.reopened",
}
EVENTS = tuple(dict.fromkeys(BY_KIND.values()))
AT_ONCE = 500


def head() -> int:
    """The number a new webhook follows the journal from: it is told of nothing that was before."""
    return Entry.objects.aggregate(last=Max("seq"))["last"] or 0


@transaction.atomic
def announce_new() -> int:
    """Queue the calls for what was sealed since; returns how many. Two at once never queue the same."""
    hooks = list(Webhook.objects.select_for_update(skip_locked=True).filter(active=True).order_by("id"))
    last = head() if hooks else 0
    behind = [hook for hook in hooks if hook.followed_to < last]
    if not behind:
        return 0
    first = min(hook.followed_to for hook in behind)
    last = min(last, first + AT_ONCE)
    entries = list(Entry.objects.filter(seq__gt=first, seq__lte=last, kind__in=BY_KIND).order_by("seq"))
    cases = {case.ref: case for case in Case.objects.filter(ref__in={entry.case_ref for entry in entries})}
    calls = [call for hook in behind for call in _calls(hook, entries, cases)]
    WebhookCall.objects.bulk_create(calls)
    Webhook.objects.filter(pk__in=[hook.pk for hook in behind], followed_to__lt=last).update(followed_to=last)
    return len(calls)


def _calls(hook: Webhook, entries: Sequence[Entry], cases: dict[str, Case]) -> list[WebhookCall]:
    at = now()
    return [
        WebhookCall(
            webhook=hook,
            event=BY_KIND[entry.kind],
            payload=payload(BY_KIND[entry.kind], entry, cases[entry.case_ref]),
            made_at=at,
            next_try_at=at,
        )
        for entry in entries
        if entry.seq is not None and entry.seq > hook.followed_to
        if (not hook.events or BY_KIND[entry.kind] in hook.events) and entry.case_ref in cases
    ]


def payload(event: str, entry: Entry, case: Case) -> dict[str, Any]:
    """What a webhook is told: what happened when, and where the case stands; nothing personal, that takes a key."""
    return {
        "type": event,
        "timestamp": entry.at.isoformat(),
        "data": {
            "reference": case.ref,
            "entry": entry.seq,
            "stage": case.stage,
            "verdict": case.verdict,
            "outcome": case.outcome,
            "channel": case.channel,
            "team": case.team_id,
            "received_at": case.received_at.isoformat(),
            "due_at": case.due_at.isoformat() if case.due_at else None,
        },
    }
