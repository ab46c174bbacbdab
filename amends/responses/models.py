"""The written answer: a draft of blocks, a manager's signature over exactly its bytes, the letter that left; and
the prepared texts replies are written from.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.language.identity import uuid7


class Draft(models.Model):
    """One reply being written. `author` is whoever wrote last and so cannot sign; `writers` are all who wrote in it."""

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        WAITING = "waiting", _("Waits for a signature")
        RETURNED = "returned", _("Returned with a note")
        SIGNED = "signed", _("Signed")
        SENT = "sent", _("Sent")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="drafts")
    language = models.CharField(max_length=10)
    author = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    writers = models.JSONField(default=list)  # staff ids
    state = models.CharField(max_length=20, default="writing")
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # since when it waits for a signature
    returned_note = models.TextField(blank=True)
    returned_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    overrides = models.JSONField(default=dict)  # coach finding code → the author's reason

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], name="one_open_draft", condition=~models.Q(state="sent"))
        ]
        indexes = [
            models.Index(
                fields=["state", "asked_at"], name="draft_waiting", condition=models.Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.case_id}"


class Block(models.Model):
    """A part of a draft: opening, one answer per point, prevention, closing."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Opening")
        ANSWER = "answer", _("Answer to a point")
        PREVENTION = "prevention", _("What will change")
        CLOSING = "closing", _("Closing")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=20)
    point = models.ForeignKey("cases.Point", models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    written_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)  # none: as it was laid out

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "kind", "point"], name="one_block", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"


class Signature(models.Model):
    """A manager's name under exactly these bytes. An edit voids it; it is never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="signatures")
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    deputy_for = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # the manager who was away
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    content = models.TextField()  # the signed bytes as canonical text
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], name="one_standing_signature", condition=models.Q(voided_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.at:%Y-%m-%d}"


class Letter(models.Model):
    """What left: the message to the customer and the PDF, under one signature."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    signature = models.OneToOneField(Signature, models.PROTECT, related_name="letter")
    message = models.OneToOneField("cases.Message", models.PROTECT, related_name="+")
    pdf = models.ForeignKey("cases.File", models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    channel = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d} {self.channel}"


class PreparedText(models.Model):
    """A letter template for one part of a reply, or a snippet for any. Its words may hold variables and gaps: `places`.

    Empty `verdict`, `channel` or `team` mean every one. With an `owner` it is that employee's own and nobody else's.
    `starter` names the piece of the starting set it was made from, so that the set is put in once.
    """

    KINDS = (("snippet", _("Snippet")), *Block.Kind.choices)

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, default="snippet")
    language = models.CharField(max_length=10)
    verdict = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)  # how the customer wishes to be answered
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("people.Staff", models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField()
    starter = models.CharField(max_length=60, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(team=None) | models.Q(owner=None), name="shared_or_own_text"
            ),
            models.UniqueConstraint(
                fields=["starter"], name="one_text_of_a_starter", condition=~models.Q(starter="")
            ),
        ]
        indexes = [models.Index(fields=["language", "kind"], name="text_of_language")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_words(self) -> str:
        """What it is for, in the language now in force."""
        return str(dict(self.KINDS).get(self.kind, self.kind))
