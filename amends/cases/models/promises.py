"""Dates told to a customer, and the times when the clock stood still."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.cases.models.indexes import where_set
from amends.language.identity import uuid7


class Promise(models.Model):
    """A date given to the customer by which they hear again, or a date a rule sets (`to_customer` false).

    Open while neither kept, broken nor replaced. A broken promise stays broken; what follows is a new promise.
    `warned` is the last level (50, 75, 90) at which the owner was warned.
    """

    class Kind(models.TextChoices):
        NEXT_CONTACT = "next_contact", _("Next news")
        FINAL = "final", _("Reply")
        INTERIM = "interim", _("Interim news")
        REMEDY = "remedy", _("Remedy")
        RESPONSIBLE = "responsible", _("Somebody responsible")
        LEGAL = "legal", _("Date set by a rule")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="promises", db_index=False)
    kind = models.CharField(max_length=20)
    what = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due = models.DateTimeField()
    to_customer = models.BooleanField(default=True)
    clock = models.CharField(max_length=80, blank=True)  # the clock of the plan or pack it comes from
    told_in = models.ForeignKey(
        "cases.Message", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    replaced_reason = models.TextField(blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    kept_by = models.ForeignKey(
        "cases.Message", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    broken_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(
        null=True, blank=True
    )  # no longer owed: the case ended, or they heard too late
    warned = models.PositiveSmallIntegerField(default=0)
    pausable = models.BooleanField(default=False)

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["case", "due"], name="promise_of_case"),
            models.Index(
                fields=["due", "id"],
                name="promise_open",
                condition=models.Q(kept_at=None, broken_at=None, replaced_by=None, dropped_at=None),
            ),
            models.Index(  # Today asks for these alone, and promises among colleagues are as many
                fields=["due", "id"],
                name="promise_open_to_customer",
                condition=models.Q(
                    kept_at=None, broken_at=None, replaced_by=None, dropped_at=None, to_customer=True
                ),
            ),
            models.Index(
                fields=["due", "id"],
                name="promise_broken",
                condition=models.Q(broken_at__isnull=False, replaced_by=None, to_customer=True),
            ),
            where_set("promise_told_in", "told_in"),
            where_set("promise_kept_by", "kept_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return not (self.kept_at or self.broken_at or self.replaced_by_id or self.dropped_at)


class Pause(models.Model):
    """A time when the company waits, with its reason. Moves a company's promise only where the procedure allows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="pauses")
    reason = models.TextField()
    started_at = models.DateTimeField()
    until = models.DateTimeField()  # the next contact comes no later than this (M8)
    ended_at = models.DateTimeField(null=True, blank=True)
    by_staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_pause_at_a_time", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d} {self.reason[:40]}"
