"""Keys by which other programs act."""

from django.db import models


class ApiKey(models.Model):
    """A program's key. Only its SHA-256 is kept; `prefix` (8 characters) is shown in lists."""

    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    team = models.ForeignKey("people.Team", models.CASCADE, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
