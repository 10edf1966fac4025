"""Admin pages for reviewers: to look at, not to change."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateformat import format as written
from unfold.admin import ModelAdmin, TabularInline


def moment(field: str, title: str) -> Callable[[Model], str]:
    """A column with a time, written as all of Parley writes it; empty where there is none."""

    @admin.display(description=title, ordering=field, empty_value="–")
    def shown(row: Model) -> str:
        time = getattr(row, field)
        return written(timezone.localtime(time), "j M Y, H:i") if time else ""

    return shown


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
