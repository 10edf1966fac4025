"""A description of a tool that a person brought, between its preview and its use."""

import uuid

from django.db import models

from sessions.models.conversation import InterviewSession


class Description(models.Model):
    """What was read in it; its text is not kept. The next one of the same interview takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.OneToOneField(InterviewSession, on_delete=models.CASCADE, related_name="description")
    # Opened through builder.toolbox.readers.described.Described.
    found = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.found.get("title", ""))
