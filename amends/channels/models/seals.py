"""What the journal ended with, as it was mailed outside day by day."""

from django.db import models


class MailedHead(models.Model):
    """The last entry of the journal on one day, chosen once; every try to mail it says the same.

    `day` is a day of UTC; `hash` is the entry's, in hexadecimal.
    """

    day = models.DateField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.day} {self.seq} {self.hash}"
