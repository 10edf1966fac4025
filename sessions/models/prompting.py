"""The prompt by hand and by a model: templates a person keeps for all their agents, and jobs that polish sections."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from sessions.models.conversation import InterviewSession


class SectionTemplate(models.Model):
    """A section of the prompt as somebody wants it for all their agents; placeholders in braces are filled for each."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="section_templates"
    )
    owner_hash = models.CharField(max_length=64, blank=True, db_index=True)
    title = models.CharField(max_length=60)
    text = models.TextField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title",)
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="one_template_per_person"),
            models.UniqueConstraint(
                fields=["owner_hash", "title"], condition=models.Q(owner=None), name="one_template_per_token"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PolishStatus(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Polish(models.Model):
    """A job: sections of a draft's prompt, by their keys, rewritten by a model one after the other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="polishes")
    status = models.CharField(max_length=7, choices=PolishStatus.choices, default=PolishStatus.QUEUED)
    keys = models.JSONField()
    problem = models.TextField(blank=True)
    heard_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name_plural = "polishes"
        constraints = [
            models.UniqueConstraint(
                fields=["interview"], condition=models.Q(status__in=["queued", "running"]), name="one_polish_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {len(self.keys)} sections"

    @property
    def is_open(self) -> bool:
        return self.status in (PolishStatus.QUEUED, PolishStatus.RUNNING)


class PolishedSection(models.Model):
    """What a job made of a section: `after` where it is offered, `kept` why the section stays as it was where not."""

    class Decision(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        LEFT = "left"

    polish = models.ForeignKey(Polish, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60)
    before = models.TextField()
    after = models.TextField(blank=True)
    kept = models.TextField(blank=True)
    decision = models.CharField(max_length=5, choices=Decision.choices, default=Decision.OPEN)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["polish", "key"], name="one_result_per_section")]

    def __str__(self) -> str:
        return self.key
