"""Programs that are told what happens."""

from django.db import models

from amends.language.identity import uuid7


class Webhook(models.Model):
    """An address that is told of events. `secret` is sealed; it was shown once when the webhook was made."""

    name = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=500)
    secret = models.TextField()
    events = models.JSONField(default=list)  # empty: every event
    active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    followed_to = models.BigIntegerField(default=0)  # the journal's entry up to which it was told
    failing_since = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name or self.url


class WebhookCall(models.Model):
    """One event for one webhook. The id is the event's id: a receiver that knows it has had this before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="calls")
    event = models.CharField(max_length=60)
    payload = models.JSONField()
    state = models.CharField(max_length=10, default="waiting")  # waiting, sent, failed
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="webhook_waiting", condition=models.Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
