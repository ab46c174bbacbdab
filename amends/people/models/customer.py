"""Customers: persons with a full name or legal entities with theirs; never anonymous in the formal procedure (001)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """One person or organisation, known under however many addresses. A merged customer points to the one kept."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    class Between(models.TextChoices):
        """What they hear between our first answer and our reply, apart from what somebody writes to them."""

        EVERY_STEP = "", _("of every step")
        NONE = "none", _("of none, they asked for silence")

    kind = models.CharField(max_length=20, default="person")
    full_name = models.CharField(max_length=300)
    language = models.CharField(max_length=10, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    address = models.TextField(blank=True)
    preferred_channel = models.CharField(max_length=20, blank=True)
    between = models.CharField(max_length=10, blank=True)
    likes = models.TextField(blank=True)  # what they like as a remedy (M20)
    notes = models.TextField(blank=True)
    external_id = models.CharField(max_length=120, blank=True, db_index=True)
    consent = models.JSONField(default=dict)  # what the customer agreed to, with the date
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", db_index=False
    )
    since = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["full_name", "id"], name="customer_by_name"),
            models.Index(
                fields=["merged_into"], name="customer_merged", condition=models.Q(merged_into__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Contact(models.Model):
    """One way to reach a customer. `key` is the address in the form used to compare."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("Email")
        PHONE = "phone", _("Phone")
        POST = "post", _("Post")
        OTHER = "other", _("Other")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=320)
    key = models.CharField(max_length=320)
    undeliverable_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_owner_of_a_contact")]

    def __str__(self) -> str:
        return self.value


class Representative(models.Model):
    """Someone who acts for a customer, with the authority they showed."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="representatives")
    person = models.ForeignKey(Customer, models.CASCADE, related_name="represents")
    relation = models.CharField(max_length=120, blank=True)
    authority = models.CharField(max_length=200, blank=True)  # the document seen, in words
    authority_seen_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "person"], name="one_representation")]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.customer_id}"
