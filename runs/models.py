"""What happened and what it cost. Interview, turn and document are plain ids: they live in an app above."""

import uuid

from django.db import models


class Status(models.TextChoices):
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Run(models.Model):
    """One piece of work: a turn, or the reading of a document. Cost in US dollars, null if a part is unknown; times in
    milliseconds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview_id = models.UUIDField(db_index=True)
    turn_id = models.UUIDField(null=True, blank=True, db_index=True)
    document_id = models.UUIDField(null=True, blank=True, db_index=True)
    status = models.CharField(max_length=7, choices=Status.choices)
    started_at = models.DateTimeField(db_index=True)
    duration_ms = models.FloatField()
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)

    class Meta:
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"{self.get_status_display()} in {self.duration_ms:.0f} ms"


class Step(models.Model):
    """One call within a run: a model's or the guide's."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20)
    model = models.CharField(max_length=200)
    status = models.CharField(max_length=7, choices=Status.choices)
    input_tokens = models.PositiveIntegerField(default=0)
    output_tokens = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    first_token_ms = models.FloatField(null=True)
    duration_ms = models.FloatField()
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.purpose} by {self.model}"
