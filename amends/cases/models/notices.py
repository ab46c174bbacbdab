"""What an employee should know without looking: shown on Today until seen."""

from django.db import models

from amends.language.identity import uuid7


class Notice(models.Model):
    """One line for one employee about one case. `kind` chooses the words (`cases/notice_words.py`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey("people.Staff", models.CASCADE, related_name="notices")
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["staff", "-at"], name="notice_unseen", condition=models.Q(seen_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
