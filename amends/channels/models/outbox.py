"""What goes out. The row is the truth; whoever carries it is only woken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.language.identity import uuid7


class Delivery(models.Model):
    """One message on its way to one address. `envelope_key` is the Message-ID: every try carries the same one.

    `carrier` is the process that took it and `claimed_at` when; `automatic` counts towards the limit that ends loops.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        HELD = "held", _("Held")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.ForeignKey("cases.Message", models.CASCADE, related_name="deliveries", db_index=False)
    channel = models.CharField(max_length=20)
    to_address = models.CharField(max_length=320)
    to_key = models.CharField(max_length=320)
    envelope_key = models.CharField(max_length=200)
    automatic = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    carrier = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "to_key"], name="one_delivery_an_address")]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="delivery_waiting", condition=models.Q(state="waiting")
            ),
            models.Index(fields=["carrier"], name="delivery_sending", condition=models.Q(state="sending")),
            models.Index(
                fields=["queued_at"], name="delivery_stuck", condition=models.Q(state__in=["failed", "held"])
            ),
            models.Index(
                fields=["to_key", "queued_at"], name="delivery_automatic", condition=models.Q(automatic=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.to_address}"
