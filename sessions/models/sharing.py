"""Links by which people without an account read a version."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from builder.models import SpecVersion
from sessions.models.conversation import InterviewSession


class Share(models.Model):
    """A read-only link to one version. Of its token only the hash is kept: the link itself is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(InterviewSession, on_delete=models.CASCADE, related_name="shares")
    version = models.ForeignKey(SpecVersion, on_delete=models.CASCADE, related_name="shares")
    token_hash = models.CharField(max_length=64, unique=True)
    with_transcript = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"Link to {self.version}"

    @classmethod
    def open_ones(cls) -> models.QuerySet["Share"]:
        """Those that lead somewhere: not expired, not revoked, of an interview that is there."""
        lasting = Q(expires_at__gt=timezone.now(), revoked_at=None, interview__archived_at=None)
        return cls.objects.filter(lasting).select_related("interview__spec", "version")
