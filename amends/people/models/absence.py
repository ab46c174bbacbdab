"""When an employee is away, and who stands in for them."""

from django.db import models
from django.db.models import F, Q


class Absence(models.Model):
    """Whole days, first and last included, where the company is. It ends by itself after the last day.

    `ended_at` is set where somebody ended it before that, or took it back; such a row counts no more and is kept.
    """

    staff = models.ForeignKey("people.Staff", models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()
    deputy = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="absence_in_order"),
            models.CheckConstraint(condition=~Q(deputy=F("staff")), name="no_deputy_of_oneself"),
        ]
        indexes = [
            models.Index(fields=["last", "first"], name="absence_standing", condition=Q(ended_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.first}–{self.last}"
