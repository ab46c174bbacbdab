"""One complaint, and remarks that came without a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.cases.models.indexes import where_set
from amends.language.identity import uuid7

OPEN_STAGES = ("received", "assessed", "investigating", "decided", "responding", "answered")


class Case(models.Model):
    """The record of one complaint.

    `due_at` repeats the promise in force, the last one missed or the next, so that lists need no join.

    Every index is written at every complaint: a key that is mostly empty has one of the few rows that have it, and one
    that begins another index has none of its own.

    `version` grows with every change; a page sends back the one it showed. `has_due` is false when no promise is open.
    """

    class State(models.TextChoices):
        CALM = "calm", _("Calm")
        IRRITATED = "irritated", _("Irritated")
        AGGRESSIVE = "aggressive", _("Aggressive")

    class Severity(models.IntegerChoices):
        MINOR = 1, _("Minor")
        SERIOUS = 2, _("Serious")
        SEVERE = 3, _("Severe")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ref = models.CharField(max_length=12, unique=True)
    link_generation = models.PositiveSmallIntegerField(default=1)
    customer = models.ForeignKey("people.Customer", models.PROTECT, related_name="cases", db_index=False)
    representative = models.ForeignKey(
        "people.Customer", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    team = models.ForeignKey("people.Team", models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    taken_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=20)  # the door it came in by
    answer_by = models.CharField(max_length=20, default="email")  # how the customer wishes to be answered
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    essence = models.TextField(blank=True)  # what they are unhappy with (M7)
    wish = models.TextField(blank=True)  # what they want (M7)
    product = models.CharField(
        max_length=200, blank=True
    )  # what it is about, for the conflict-of-interest rule (M13)
    order_ref = models.CharField(max_length=120, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, blank=True)
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    route = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=20, default="received")
    verdict = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    transferred_to = models.CharField(max_length=200, blank=True)
    transferred_contact = models.TextField(blank=True)  # how the customer reaches that body (M18)
    procedure_version = models.CharField(max_length=40)
    packs = models.JSONField(default=list)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(outcome=""), name="closed_has_outcome"
            )
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="case_newest"),
            models.Index(fields=["team", "-received_at", "-id"], name="case_team_newest"),
            models.Index(fields=["customer", "-received_at"], name="case_of_customer"),
            models.Index(
                fields=["team", "due_at", "id"],
                name="case_open_team_due",
                condition=models.Q(stage__in=OPEN_STAGES),
            ),
            models.Index(
                fields=["owner", "due_at", "id"],
                name="case_open_owner_due",
                condition=models.Q(stage__in=OPEN_STAGES),
            ),
            models.Index(
                fields=["due_at", "id"], name="case_open_due", condition=models.Q(stage__in=OPEN_STAGES)
            ),
            models.Index(
                fields=["team", "stage", "due_at", "id"],
                name="case_team_stage_due",
                condition=models.Q(stage__in=OPEN_STAGES),
            ),
            where_set("case_of_owner", "owner"),
            where_set("case_by_representative", "representative"),
            where_set("case_taken_by", "taken_by"),
            where_set("case_joined", "joined_to"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES


class Feedback(models.Model):
    """A remark without a name: kept and read, but not taken through the formal procedure (001)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField()
    received_at = models.DateTimeField(db_index=True)
    read_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d} {self.text[:40]}"
