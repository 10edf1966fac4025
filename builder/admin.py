"""Specifications for reviewers: facts with their evidence, tools, versions."""

from django.contrib import admin

from builder.models import AgentSpec, Intent, SpecVersion, ToolConfig
from runs.readonly import ReadOnlyAdmin, ReadOnlyInline, moment


class IntentInline(ReadOnlyInline):
    model = Intent
    verbose_name_plural = "facts"
    fields = ("slot", "value", "source", "quote", "confidence", "locked")


class ToolInline(ReadOnlyInline):
    model = ToolConfig
    fields = ("name", "purpose", "method", "url", "auth", "source", "quote")


class VersionInline(ReadOnlyInline):
    model = SpecVersion
    fields = ("number", "label", "created_at", "created_by", "note")
    show_change_link = True


@admin.register(AgentSpec)
class SpecAdmin(ReadOnlyAdmin):
    list_display = ("name", "language", "revision", moment("created_at", "begun"), moment("updated_at", "changed"))
    list_select_related = ("interview",)
    list_filter = ("updated_at",)
    search_fields = ("interview__title", "interview__working_title", "interview__working_role")
    fields = ("name", "language", "revision", "created_at", "updated_at")
    inlines = (IntentInline, ToolInline, VersionInline)

    @admin.display(description="agent")
    def name(self, spec: AgentSpec) -> str:
        return str(getattr(spec, "interview", spec))


@admin.register(SpecVersion)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("agent", "number", "label", moment("created_at", "published"), "created_by")
    list_select_related = ("spec__interview", "created_by")
    list_filter = ("created_at",)
    search_fields = ("spec__interview__title", "spec__interview__working_title", "note")
    fields = ("spec", "number", "label", "note", "created_at", "created_by", "prompt", "definition", "workflow", "lint")

    @admin.display(description="agent")
    def agent(self, version: SpecVersion) -> str:
        return str(getattr(version.spec, "interview", version.spec))
