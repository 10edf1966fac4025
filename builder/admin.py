"""Specifications for reviewers: facts with their evidence, tools, versions."""

from django.contrib import admin

from builder.models import AgentSpec, Intent, SpecVersion, ToolConfig
from runs.readonly import ReadOnlyAdmin, ReadOnlyInline


class IntentInline(ReadOnlyInline):
    model = Intent
    fields = ("slot", "value", "source", "quote", "confidence", "locked")


class ToolInline(ReadOnlyInline):
    model = ToolConfig
    fields = ("name", "purpose", "method", "url", "auth", "source", "quote")


class VersionInline(ReadOnlyInline):
    model = SpecVersion
    fields = ("number", "created_at", "created_by", "note")
    show_change_link = True


@admin.register(AgentSpec)
class SpecAdmin(ReadOnlyAdmin):
    list_display = ("id", "language", "revision", "created_at", "updated_at")
    fields = ("id", "language", "revision", "created_at", "updated_at")
    inlines = (IntentInline, ToolInline, VersionInline)


@admin.register(SpecVersion)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("spec", "number", "created_at", "created_by")
    fields = ("spec", "number", "note", "created_at", "created_by", "prompt", "definition", "workflow", "lint")
