"""Copies of a whole case as one PDF, kept for a day."""

from django.db import models

from amends.language.identity import uuid7


class CaseCopy(models.Model):
    """One copy, asked for by an employee who alone takes it away. Being made while neither `made_at` nor `failed_at`.

    `redaction` says what was blacked out and left out, as `amends.copies.redaction` reads it; None: the copy is whole.
    `steps_done` of `steps` tells how far the making is. The content lies in the file store under `sha256`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="copies", db_index=False)
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_index=True)
    language = models.CharField(max_length=10)
    zone = models.CharField(max_length=60)
    redaction = models.JSONField(null=True)
    steps = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["case", "asked_by", "-asked_at"], name="copy_of_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None

    @property
    def is_being_made(self) -> bool:
        return self.made_at is None and self.failed_at is None
