"""Calling webhooks: signed after the Standard Webhooks convention, tried for two days."""

import json
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from standardwebhooks import Webhook as Signer

from amends.channels.announcements import announce_new
from amends.channels.models import Webhook, WebhookCall
from amends.channels.outgoing import safe_post
from amends.channels.sealed import unseal
from amends.journal import record as journal
from amends.people.actor import SYSTEM
from amends.people.refusal import Refusal
from amends.procedure.moment import now

PAUSES = [5, 60, 300, 1800, 7200, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600]
CLAIMED_FOR = timedelta(minutes=2)  # a call under way; after that its carrier is taken for dead


def call_waiting(limit: int = 50) -> int:
    """Make the calls that are due; returns how many were tried. Two callers never make the same call at once."""
    announce_new()
    at = now()
    with transaction.atomic():
        rows = list(
            WebhookCall.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state="waiting", next_try_at__lte=at, webhook__active=True)
            .select_related("webhook")
            .order_by("next_try_at", "id")[:limit]
        )
        WebhookCall.objects.filter(pk__in=[row.pk for row in rows]).update(
            attempts=F("attempts") + 1, next_try_at=at + CLAIMED_FOR
        )
    for row in rows:
        row.attempts += 1
        _settle(row, _call(row))
    return len(rows)


def _call(row: WebhookCall) -> str:
    """Empty when it was taken, else why not. The body of a refusal is never kept: it may be somebody's internals."""
    import httpx  # see `safe_post`

    body = json.dumps(row.payload, ensure_ascii=False, separators=(",", ":"))
    event, at = f"msg_{row.pk.hex}", now()
    try:
        headers = {
            "webhook-id": event,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Signer(unseal(row.webhook.secret)).sign(event, at, body),
            "content-type": "application/json",
            "user-agent": "Amends",
        }
        answer = safe_post(row.webhook.url, body.encode(), headers)
    except Refusal as refused:
        return refused.code
    except (httpx.HTTPError, ValueError, OSError) as broken:
        return type(broken).__name__
    return "" if 200 <= answer.status < 300 else f"HTTP {answer.status}"


@transaction.atomic
def _settle(row: WebhookCall, error: str) -> None:
    calls, hooks = WebhookCall.objects.filter(pk=row.pk), Webhook.objects.filter(pk=row.webhook_id)
    if not error:
        calls.update(state="sent", sent_at=now(), error="")
        hooks.exclude(failing_since=None).update(failing_since=None, last_error="")
        return
    hooks.filter(failing_since=None).update(failing_since=now())
    hooks.update(last_error=error[:300])
    if row.attempts > len(PAUSES) or error == "HTTP 410":
        calls.update(state="failed", error=error[:300])
        if hooks.filter(active=True).update(active=False):
            journal.record("webhook.failed", by=SYSTEM, facts={"url": row.webhook.url[:200]})
        return
    calls.update(error=error[:300], next_try_at=now() + timedelta(seconds=PAUSES[row.attempts - 1]))
