"""The register of complaints: every step of every case, in order, never rewritten (M10, M39)."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from amends.language.identity import uuid7


class Digest(models.BinaryField):  # type: ignore[type-arg]
    """Hexadecimal text in Python, half as many bytes in the table."""

    def from_db_value(self, value: bytes | None, *_: Any) -> str | None:
        return None if value is None else bytes(value).hex()

    def get_prep_value(self, value: Any) -> Any:
        return bytes.fromhex(value) if isinstance(value, str) else value


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
    commitment = Digest(blank=True)
    personal = models.JSONField(null=True)
    salt = Digest(null=True)
    subjects = ArrayField(models.CharField(max_length=60), default=list)
    prev = Digest(null=True)
    hash = Digest(null=True)
    sealed_at = models.DateTimeField(null=True)
    register_year = models.SmallIntegerField(null=True)
    register_no = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register_year", "register_no"], name="register_number"),
            models.CheckConstraint(
                condition=models.Q(seq=None, prev=None, hash=None, sealed_at=None, register_no=None)
                | models.Q(
                    seq__isnull=False, prev__isnull=False, hash__isnull=False, sealed_at__isnull=False
                ),
                name="entry_sealed_whole",
            ),
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
