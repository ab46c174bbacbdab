"""Telling other programs: an event becomes one row for every webhook that wants it, in the action's transaction."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from amends.cases.models import Case
from amends.channels.models import WebhookCall
from amends.procedure.moment import now

_LISTENING = "SELECT id FROM channels_webhook WHERE active AND (events = '[]' OR events @> %s::jsonb)"
EVENTS = (
    "complaint.received",
    "complaint.message_received",
    "complaint.assigned",
    "complaint.remedy_offered",
    "complaint.answered",
    "complaint.closed",
    "complaint.reopened",
)


def announce(event: str, case: Case) -> int:
    """Queue an event about a case; returns for how many webhooks. ValueError for an event that is not in EVENTS."""
    return announce_many(event, [case])


def announce_many(event: str, cases: Sequence[Case]) -> int:
    """The same event of many cases: two statements, one when nobody listens."""
    if event not in EVENTS:
        raise ValueError(f"there is no event {event}")
    with connection.cursor() as cursor:  # past the ORM: every complaint asks, and mostly nobody listens
        cursor.execute(_LISTENING, [json.dumps([event])])
        hooks = [row[0] for row in cursor.fetchall()]
    if not hooks or not cases:
        return 0
    at = now()
    calls = [
        WebhookCall(webhook_id=hook, event=event, payload=payload(event, case), made_at=at, next_try_at=at)
        for case in cases
        for hook in hooks
    ]
    WebhookCall.objects.bulk_create(calls)
    return len(hooks)


def payload(event: str, case: Case) -> dict[str, Any]:
    """What a webhook is told: where things stand, nothing personal; details are fetched with a key."""
    return {
        "type": event,
        "timestamp": now().isoformat(),
        "data": {
            "reference": case.ref,
            "stage": case.stage,
            "verdict": case.verdict,
            "outcome": case.outcome,
            "channel": case.channel,
            "team": case.team_id,
            "received_at": case.received_at.isoformat(),
            "due_at": case.due_at.isoformat() if case.due_at else None,
        },
    }
