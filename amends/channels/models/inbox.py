"""What comes in: mailboxes, what was taken in already, and what could not be taken in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.language.identity import uuid7


class Mailbox(models.Model):
    """A mailbox of the company. `host` empty: only an address that mail is handed to us for.

    `secret` is sealed by `amends.channels.sealed`, or names an environment variable as `env:NAME`. `last_uid` belongs
    to `uid_validity`: when the server gives out new numbers, reading begins anew and `Received` keeps doubles out.
    """

    class Security(models.TextChoices):
        TLS = "tls", _("TLS")
        STARTTLS = "starttls", _("STARTTLS")
        NONE = "none", _("None")

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=254)
    address_key = models.CharField(max_length=254, unique=True)
    team = models.ForeignKey("people.Team", models.SET_NULL, null=True, blank=True, related_name="+")
    active = models.BooleanField(default=True)
    tags = models.BooleanField(default=True)  # the server delivers local+anything@domain here too
    host = models.CharField(max_length=200, blank=True)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, default="tls")
    user = models.CharField(max_length=200, blank=True)
    secret = models.TextField(blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    done_folder = models.CharField(
        max_length=200, blank=True
    )  # read mail is moved there; empty: marked as seen
    idle = models.BooleanField(default=True)
    uid_validity = models.BigIntegerField(null=True, blank=True)
    last_uid = models.BigIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.address


class Received(models.Model):
    """One thing taken in, so that the same thing sent again is known. `key` is the SHA-256 of what the door calls it.

    `fingerprint` is the SHA-256 of what came with the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    door = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    case = models.ForeignKey("cases.Case", models.CASCADE, null=True, related_name="+")
    message = models.ForeignKey("cases.Message", models.SET_NULL, null=True, related_name="+")
    feedback = models.ForeignKey("cases.Feedback", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "key"], name="received_once")]

    def __str__(self) -> str:
        return f"{self.door} {self.key[:12]}"


class SetAside(models.Model):
    """A message that could not be taken in after several tries. Its bytes are in the file store."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    door = models.CharField(max_length=40)
    mailbox = models.ForeignKey(Mailbox, models.SET_NULL, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=300)
    tries = models.PositiveSmallIntegerField(default=1)
    first_at = models.DateTimeField()
    aside_at = models.DateTimeField(null=True, blank=True)  # empty: it is still being tried
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["door", "sha256"], name="set_aside_once")]
        indexes = [
            models.Index(
                fields=["aside_at"],
                name="set_aside_open",
                condition=models.Q(settled_at=None, aside_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.reason[:60]}"
