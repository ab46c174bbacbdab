"""How people found the writer of a complaint, for the coach to lean on: personal, and gone with the customer's words."""

from django.db import models


class StateJudged(models.Model):
    """One complaint an employee assessed. `suggested` is what the coach had offered, `chosen` what they took.

    `sample` and `wrong` are what `coach.incoming.judged` compares others with; no word can be read from them.
    """

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="state_judged")
    language = models.CharField(max_length=10)
    suggested = models.CharField(max_length=20)
    chosen = models.CharField(max_length=20)
    sample = models.BinaryField()
    wrong = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["language", "-at"], name="judged_newest")]

    def __str__(self) -> str:
        return f"{self.chosen} {self.case_id}"
