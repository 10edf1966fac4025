"""Admin pages for reviewers: to look at, not to change."""

from typing import Any

from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline


class _Looking:
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return getattr(self, "fields", None) or ()


class ReadOnlyAdmin(_Looking, ModelAdmin):  # type: ignore[misc]
    """A page of one row and a list of all."""

    list_filter_sheet = False


class ReadOnlyInline(_Looking, TabularInline):  # type: ignore[misc]
    """Rows that belong to the page's row."""
