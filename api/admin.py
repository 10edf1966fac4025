"""API keys: made here, shown once."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from api.models import ApiKey


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "hint", "user", "scope", "created_at", "expires_at", "last_used_at")
    list_filter = ("scope", "user")
    readonly_fields = ("hint", "created_at", "last_used_at")

    def save_model(self, request: HttpRequest, obj: ApiKey, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        """A new key gets its secret, which is shown in this one answer and never again."""
        key = None if change else obj.make()
        super().save_model(request, obj, form, change)
        if key:
            messages.warning(request, f"The key is {key}  Copy it now: it is not shown again.")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": request.user.pk}
