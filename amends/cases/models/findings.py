"""Points, statements and responsibility: how the truth of a complaint is found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.language.identity import uuid7


class Point(models.Model):
    """One thing the customer is unhappy with. `evidence` is the customer's own words that carry it."""

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", _("Justified")
        PARTLY = "partly", _("Partly justified")
        NOT_JUSTIFIED = "not_justified", _("Not justified")
        NOT_OURS = "not_ours", _("Not ours")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    wish = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    evidence_in = models.ForeignKey("cases.Message", models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    turn_to = models.TextField(blank=True)  # not ours: who is competent and how to reach them (M18)
    decided_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="point_number"),
            models.CheckConstraint(
                condition=models.Q(verdict="") | ~models.Q(reason=""), name="verdict_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.what[:60]}"


class Statement(models.Model):
    """What somebody says about it: the customer, the employee who took it, an employee involved (M15).

    `finding` is what the company holds about the person; they see it before it is final and may reply until
    `reply_due` (right of reply).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="statements")
    point = models.ForeignKey("cases.Point", models.PROTECT, null=True, blank=True, related_name="statements")
    of_staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    of_name = models.CharField(max_length=300, blank=True)  # somebody without an account
    question = models.TextField()
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    waived_reason = models.TextField(blank=True)
    finding = models.TextField(blank=True)
    finding_shown_at = models.DateTimeField(null=True, blank=True)
    reply_due = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                fields=["of_staff", "due"],
                name="statement_asked",
                condition=models.Q(given_at=None, waived_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.question[:60]


class Responsibility(models.Model):
    """Who was responsible and what followed (M32): seen only by those who may, never told to the customer by name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="responsibilities")
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=200, blank=True)
    finding = models.TextField()
    measure = models.TextField(blank=True)
    recorded_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.finding[:60]
