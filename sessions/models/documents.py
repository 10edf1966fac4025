"""Documents a person brought, and what was read in them."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone

from sessions.models.conversation import InterviewSession, Turn

SILENT_AFTER = timedelta(minutes=3)  # it may wait for others


class DocumentStatus(models.TextChoices):
    READING = "reading"
    READ = "read"
    REFUSED = "refused"


def _place_of(document: "Document", name: str) -> str:
    return document.place


class Document(models.Model):
    """Something that existed before the interview, and what was read in it. Its text holds no secret.

    It is part of the conversation, as messages are: evidence of what the person brought, owned with the interview and
    archived with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    # Of its bytes: the same document sent twice is one.
    digest = models.CharField(max_length=64)
    # Not kept where it held a secret.
    original = models.FileField(upload_to=_place_of, blank=True)
    status = models.CharField(max_length=7, choices=DocumentStatus.choices, default=DocumentStatus.READING)
    problem = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=5, blank=True)
    genre = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=16, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    # Opened through orchestrator.documents.readings.Paragraph; kinds of secrets; notices for the person.
    paragraphs = models.JSONField(default=list, blank=True)
    masked = models.JSONField(default=list, blank=True)
    notices = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at",)
        constraints = [models.UniqueConstraint(fields=["interview", "digest"], name="one_document_per_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where the original is kept. Names are data: they are no part of it."""
        return f"documents/{self.pk}"

    @property
    def is_silent(self) -> bool:
        """It should be being read, and nobody has said so for too long: its process is gone."""
        return self.status == DocumentStatus.READING and timezone.now() - self.heard_at > SILENT_AFTER


class Offer(models.Model):
    """A value read in a document, for the person to accept or dismiss. Opened through sessions.documents."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="offers")
    position = models.PositiveIntegerField()
    slot = models.CharField(max_length=40)
    value = models.JSONField()
    quote = models.TextField()
    paragraph = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.FloatField(default=1.0)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    # The turn that took it over; taken back with it.
    turn = models.ForeignKey(Turn, null=True, blank=True, on_delete=models.SET_NULL, related_name="accepted")

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.slot}: {self.quote[:60]}"
