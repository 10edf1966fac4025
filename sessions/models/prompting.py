"""What a person keeps for the prompts of all their agents."""

from django.conf import settings
from django.db import models


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
