"""The register of complaints: every step of every case, in order, never rewritten (M10, M39)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from amends.language.identity import uuid7


class Entry(models.Model):
    """One step. Written unsealed in the action's transaction; the sealer adds `seq`, `prev`, `hash`, `register_no`.

    `personal` and `salt` stand outside the chain, which holds only `commitment`; forgetting removes them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seq = models.BigIntegerField(null=True, unique=True)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60)
    case_ref = models.CharField(max_length=12, blank=True)
    facts = models.JSONField(default=dict)
    commitment = models.CharField(max_length=64, blank=True)
    personal = models.JSONField(null=True)
    salt = models.CharField(max_length=32, null=True)
    subjects = ArrayField(models.CharField(max_length=60), default=list)
    prev = models.CharField(max_length=64, null=True)
    hash = models.CharField(max_length=64, null=True)
    sealed_at = models.DateTimeField(null=True)
    register_year = models.SmallIntegerField(null=True)
    register_no = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register_year", "register_no"], name="register_number")
        ]
        indexes = [
            models.Index(fields=["case_ref", "at", "id"], name="entry_of_case"),
            models.Index(fields=["at", "id"], name="entry_unsealed", condition=models.Q(seq=None)),
            models.Index(
                fields=["case_ref"], name="entry_register", condition=models.Q(register_year__isnull=False)
            ),
            GinIndex(fields=["subjects"], name="entry_subjects"),
        ]

    def __str__(self) -> str:
        return f"{self.seq or '-'} {self.kind} {self.case_ref}"
