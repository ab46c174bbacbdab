"""How people judged a complaint, for the coach to lean on: personal, and gone with the customer's words."""

from django.db import models


class ComplaintJudged(models.Model):
    """One complaint an employee assessed: `suggested` is what the coach had offered of the writer's state, `chosen` what they
    took; the same of what the customer wants, empty where nobody chose.

    `sample` and what was `wrong` are what `coach.incoming.judged` compares others with; no word can be read from them.
    """

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="judged")
    language = models.CharField(max_length=10)
    suggested = models.CharField(max_length=20)
    chosen = models.CharField(max_length=20)
    wrong = models.JSONField()
    wish_suggested = models.CharField(max_length=20, blank=True)
    wish_chosen = models.CharField(max_length=20, blank=True)
    wish_wrong = models.JSONField(default=dict)
    sample = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["language", "-at"], name="judged_newest")]

    def __str__(self) -> str:
        return f"{self.chosen} {self.case_id}"
