"""Content that has to go from the file store."""

from django.db import models

from amends.language.identity import uuid7


class Erasure(models.Model):
    """Written with the change that gave the content up, so that no crash forgets it; removed when it is off the disk."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.asked_at:%Y-%m-%d %H:%M}"
