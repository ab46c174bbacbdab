"""What is done for the customer."""

from django.db import models

from amends.language.identity import uuid7


class Remedy(models.Model):
    """One remedy from proposal to done. `kind` is a kind of the procedure's arsenal; `amount` in the company's currency.

    Steps: proposed → (approved, when above the proposer's limit) → offered → accepted or refused → done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="remedies")
    point = models.ForeignKey("cases.Point", models.PROTECT, null=True, blank=True, related_name="remedies")
    kind = models.CharField(max_length=30)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    what = models.TextField()
    proposed_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    needs_approval_of = models.CharField(max_length=20, blank=True)  # a role; empty: within the limit
    approved_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    customer_words = models.TextField(blank=True)
    do_by = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    proof = models.TextField(blank=True)  # the document trail (M22)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount or ''}".strip()
