"""What somebody has to tell the customer, because no mail carries it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.cases.models.indexes import where_set

WAITS = models.Q(told_at=None, let_go_at=None)


class Telling(models.Model):
    """One message to a customer that is told by phone, posted or handed over; it waits until somebody says that it was.

    A message without such a row is carried by mail, or was heard at once. `let_go_at`: the complaint was taken back or
    joined to another, so that nobody waits for it. `spoke_to` is who answered the telephone.
    """

    class How(models.TextChoices):
        PHONE = "phone", _("By phone")
        POST = "post", _("Posted")
        IN_PERSON = "in_person", _("Handed over")

    message = models.OneToOneField("cases.Message", models.PROTECT, primary_key=True, related_name="telling")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    since = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    how = models.CharField(max_length=20, blank=True)
    spoke_to = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["since", "message"], name="telling_waits", condition=WAITS),
            where_set("telling_by_staff", "told_by"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.how}"

    @property
    def waits(self) -> bool:
        return self.told_at is None and self.let_go_at is None
