"""What was said and sent, and the files that came with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.cases.models.indexes import where_set
from amends.language.identity import uuid7


class Message(models.Model):
    """One thing said, in or out, or a note among colleagues. Nothing is ever deleted from the text.

    `quoted_from` is the character where the part quoted from earlier messages begins (None: nothing is quoted).
    `original` is the file with the bytes as they came. `verified` is false when the sender could not be shown to be
    the customer.
    """

    class Direction(models.TextChoices):
        IN = "in", _("In")
        OUT = "out", _("Out")
        NOTE = "note", _("Note")

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", _("Complaint")
        FIRST_ANSWER = "first_answer", _("First answer")
        ADDITION = "addition", _("Added by the customer")
        QUESTION = "question", _("Question to the customer")
        NEWS = "news", _("Interim news")
        NEW_DATE = "new_date", _("New date")
        PASSED_ON = "passed_on", _("Passed on")
        REMEDY = "remedy", _("Remedy proposed")
        REPLY = "reply", _("Reply")
        SURVEY = "survey", _("Satisfaction check")
        LINK = "link", _("Link sent again")
        NOTE = "note", _("Note")
        MACHINE = "machine", _("Sent by a machine")
        OTHER = "other", _("Message")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="messages", db_index=False)
    direction = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    at = models.DateTimeField()
    author_name = models.CharField(max_length=300, blank=True)
    author_address = models.CharField(max_length=320, blank=True)
    author_staff = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    language = models.CharField(max_length=10, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)  # as it came; cleaned when shown, never before
    quoted_from = models.PositiveIntegerField(null=True, blank=True)
    message_id = models.CharField(max_length=500, blank=True)
    in_reply_to = models.CharField(max_length=500, blank=True)
    original = models.ForeignKey(
        "cases.File", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    verified = models.BooleanField(default=True)
    notes = models.JSONField(default=list)  # codes of what was cut or broken while reading

    class Meta:
        indexes = [
            models.Index(fields=["case", "at", "id"], name="message_of_case"),
            models.Index(fields=["message_id"], name="message_by_id", condition=~models.Q(message_id="")),
            where_set("message_by_staff", "author_staff"),
            where_set("message_of_original", "original"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def own_text(self) -> str:
        """What the author newly wrote."""
        return self.text if self.quoted_from is None else self.text[: self.quoted_from].rstrip()

    @property
    def quoted_text(self) -> str:
        return "" if self.quoted_from is None else self.text[self.quoted_from :]


class File(models.Model):
    """A file kept under the SHA-256 of its content; `name` is only shown, never used as a path."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="files")
    message = models.ForeignKey("cases.Message", models.PROTECT, null=True, blank=True, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120, default="application/octet-stream")
    inline = models.BooleanField(default=False)
    content_id = models.CharField(max_length=255, blank=True)
    is_original = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["case", "added_at"], name="file_of_case")]

    def __str__(self) -> str:
        return self.name
