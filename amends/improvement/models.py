"""How it went for the customer, what caused it, and what will change (M29, M30)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.language.identity import uuid7


class Survey(models.Model):
    """The satisfaction check after a reply. Three facets from 1 (bad) to 5 (good), and a free word."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="surveys")
    due = models.DateTimeField()  # when it is sent, counted on the team's calendar
    sent_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey("cases.Message", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.PositiveSmallIntegerField(null=True, blank=True)
    treatment = models.PositiveSmallIntegerField(null=True, blank=True)
    course = models.PositiveSmallIntegerField(null=True, blank=True)  # the process, in the customer's word
    words = models.TextField(blank=True)
    satisfied = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_open_survey", condition=models.Q(answered_at=None)
            )
        ]
        indexes = [models.Index(fields=["due"], name="survey_to_send", condition=models.Q(sent_at=None))]

    def __str__(self) -> str:
        return f"{self.case_id} {self.satisfied}"


class Cause(models.Model):
    """Why it happened: the cause, not the symptom, and not a person (M17, M30)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="causes")
    point = models.ForeignKey("cases.Point", models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    category = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what[:60]


class CorrectiveAction(models.Model):
    """What changes in the company so that the cause is gone, with an owner, a date, and what would prove it (M30)."""

    class Kind(models.TextChoices):
        IMMEDIATE = "immediate", _("Immediate")
        CORRECTIVE = "corrective", _("Corrective")
        PREVENTIVE = "preventive", _("Preventive")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cause = models.ForeignKey(Cause, models.PROTECT, related_name="corrective_actions")
    kind = models.CharField(max_length=20, default="corrective")
    what = models.TextField()
    criterion = models.TextField()  # what will show that it worked, frozen when planned
    owner = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    due = models.DateField()
    planned_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    proof = models.TextField(blank=True)
    proven = models.BooleanField(null=True, blank=True)
    checked_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due"], name="action_open", condition=models.Q(done_at=None))]

    def __str__(self) -> str:
        return self.what[:60]


class DailySum(models.Model):
    """How many of the complaints a team received on a day have `key` by a measure, and what they sum to where they cost.

    Counted from the complaints by `counting`, and nobody's record: it may be emptied, and is filled again.
    """

    day = models.DateField()
    team = models.ForeignKey("people.Team", models.CASCADE, related_name="+", db_index=False)
    measure = models.CharField(max_length=20)
    key = models.CharField(max_length=120, blank=True)
    count = models.IntegerField()
    total = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "team", "measure", "key"], name="one_daily_sum")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.measure} {self.key}: {self.count}"


class DayToCount(models.Model):
    """A day whose complaints changed since it was counted."""

    day = models.DateField(primary_key=True)

    def __str__(self) -> str:
        return str(self.day)


class CountedUntil(models.Model):
    """Up to when changes are known to the count, and where its days begin; one row."""

    at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="")

    def __str__(self) -> str:
        return str(self.at)
