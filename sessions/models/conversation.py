"""The conversation: an interview, its turns and its messages."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from builder.models import AgentSpec
from orchestrator.guide.language import Language, language
from orchestrator.messages import Asked
from orchestrator.stages import STAGES
from sessions.runner import is_dead

STALE_AFTER = timedelta(seconds=30)


class Status(models.TextChoices):
    """The life cycle of an interview."""

    ACTIVE = "active"
    COMPLETED = "completed"
    ABANDONED = "abandoned"


class TurnStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


ENDED = (TurnStatus.DONE, TurnStatus.STOPPED, TurnStatus.FAILED)


class InterviewSession(models.Model):
    """One interview about one agent. It belongs to a user, or to whoever holds the token whose hash is `owner_hash`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # What the person called it; the working title and role follow the draft.
    title = models.CharField(max_length=200, blank=True)
    working_title = models.CharField(max_length=200, blank=True)
    working_role = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.ACTIVE, db_index=True)
    stage = models.CharField(max_length=20, choices=[(s.name, s.title) for s in STAGES], default=STAGES[0].name)
    progress = models.FloatField(default=0.0)
    language = models.CharField(max_length=16, default="en")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="interviews"
    )
    owner_hash = models.CharField(max_length=64, blank=True, db_index=True)
    spec = models.OneToOneField(AgentSpec, on_delete=models.PROTECT, related_name="interview")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)
    expires_at = models.DateTimeField(db_index=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    # The sender's id of the request that opened it: a repeat finds it.
    client_key = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-updated_at",)
        verbose_name = "interview"
        constraints = [
            models.UniqueConstraint(
                fields=["owner_hash", "client_key"],
                condition=~Q(client_key="") & ~Q(owner_hash=""),
                name="one_interview_per_key_and_token",
            ),
            models.UniqueConstraint(
                fields=["owner", "client_key"], condition=~Q(client_key=""), name="one_interview_per_key_and_user"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What lists and headings call it."""
        return self.title or self.working_title or "Untitled agent"

    @property
    def role(self) -> str:
        """What stands beside the name, quietly; empty while the role is the name, or not known."""
        return self.working_role if self.working_role.casefold() != self.name.casefold() else ""

    @property
    def is_completed(self) -> bool:
        return self.status == Status.COMPLETED

    @property
    def speech(self) -> Language:
        """The language Parley speaks in it: what `language` names, or English where there are no words for that."""
        return language(self.language)

    @property
    def words(self) -> Any:
        """The words on its page, by name."""
        return self.speech.texts["page"]


class Turn(models.Model):
    """One message of the person and its answer. `number` is its place in the interview, from 1."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="turns")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=7, choices=TurnStatus.choices, default=TurnStatus.QUEUED)
    # The sender's id of the message: a repeat finds the first turn.
    client_key = models.CharField(max_length=200, blank=True)
    # Which process runs it, and when it last said so.
    runner = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    stop_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # For repeats, what was answered (sessions.answers.Answer); for undo, what it changed (orchestrator.undoing).
    answer = models.JSONField(null=True, blank=True)
    made = models.JSONField(default=list, blank=True)
    route = models.CharField(max_length=10, blank=True)
    command = models.CharField(max_length=10, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    # Its message came to a completed interview, which it makes active again.
    reopens = models.BooleanField(default=False)
    # An edited answer is a turn of its own, in place of an earlier one.
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="superseded_by"
    )
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["interview", "number"], name="one_turn_per_number"),
            models.UniqueConstraint(fields=["interview"], condition=Q(status="running"), name="one_running_turn"),
            models.UniqueConstraint(
                fields=["interview", "client_key"], condition=~Q(client_key=""), name="one_turn_per_client_key"
            ),
        ]
        indexes = [models.Index(fields=["status", "heartbeat_at"], name="turn_liveness")]

    def __str__(self) -> str:
        return f"Turn {self.number} ({self.status})"

    @property
    def form_id(self) -> str:
        """The id of the form its message came in: by it a page knows that the message is saved."""
        return self.client_key.partition(":")[0]

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def is_stale(self) -> bool:
        """Its process is gone, or has not been heard of for too long."""
        return self.status == TurnStatus.RUNNING and (self.silence > STALE_AFTER or is_dead(self.runner))

    @property
    def silence(self) -> timedelta:
        """How long nobody has said that it is alive."""
        return timezone.now() - (self.heartbeat_at or self.created_at)

    @property
    def age(self) -> float:
        """Seconds since the message came."""
        return (timezone.now() - self.created_at).total_seconds()


class Edit(models.Model):
    """One change of the draft by hand: what it changed (orchestrator.undoing), and what followed (builder.ripple)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="edits")
    made = models.JSONField()
    ripple = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return f"Edit of {self.created_at:%Y-%m-%d %H:%M}"


class Role(models.TextChoices):
    PERSON = "person"
    PARLEY = "parley"


class Message(models.Model):
    """One immutable message. `number` counts the transcript from 0, Parley's first question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="messages")
    turn = models.ForeignKey(Turn, null=True, blank=True, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=6, choices=Role.choices)
    text = models.TextField()
    # Of Parley's messages: what they asked about, the clickable answers, and the line that tells what changed.
    asking = models.JSONField(default=dict, blank=True)
    suggestions = models.JSONField(default=list, blank=True)
    told = models.TextField(blank=True)
    notices = models.JSONField(default=list, blank=True)
    stopped = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["interview", "number"], name="one_message_per_number")]

    def __str__(self) -> str:
        return f"{self.role} #{self.number}"

    @property
    def asked(self) -> Asked:
        return Asked.model_validate(self.asking)

    @property
    def is_persons(self) -> bool:
        return self.role == Role.PERSON
