"""Keys for programs: made in the admin site, shown once, kept as a hash."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sessions.access import hash_of

PREFIX = "parley_"


class Scope(models.TextChoices):
    READ = "read", "Read only"
    WRITE = "write", "Read and write"


class ApiKey(models.Model):
    """A key acts for its user. Only its hash is stored; `hint` is its beginning, to tell keys apart."""

    name = models.CharField(max_length=100, help_text="What the key is for.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    hint = models.CharField(max_length=16, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(max_length=5, choices=Scope.choices, default=Scope.WRITE)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Empty: never.")
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "API key"

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}...)"

    def make(self) -> str:
        """Give this unsaved key its secret and return it: the only time it can be seen."""
        key = PREFIX + secrets.token_urlsafe(32)
        self.hint, self.key_hash = key[:12], hash_of(key)
        return key

    @classmethod
    def of(cls, key: str) -> "ApiKey | None":
        """The valid key with this secret, noted as used."""
        valid = cls.objects.filter(
            Q(expires_at=None) | Q(expires_at__gt=timezone.now()), key_hash=hash_of(key), user__is_active=True
        )
        found = valid.first()
        if found:
            valid.update(last_used_at=timezone.now())
        return found
