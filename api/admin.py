"""People and their API keys. Keys are made here and shown once."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from django.forms import ModelForm
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from api.models import ApiKey

admin.site.unregister((User, Group))


@admin.register(ApiKey)
class ApiKeyAdmin(ModelAdmin):
    list_display = ("name", "hint", "user", "scope", "created_at", "expires_at", "last_used_at")
    list_select_related = ("user",)
    list_filter = ("scope", "user")
    list_filter_sheet = False
    readonly_fields = ("hint", "created_at", "last_used_at")

    def save_model(self, request: HttpRequest, obj: ApiKey, form: ModelForm, change: bool) -> None:  # type: ignore[type-arg]
        """A new key gets its secret, which is shown in this one answer and never again."""
        key = None if change else obj.make()
        super().save_model(request, obj, form, change)
        if key:
            messages.warning(request, f"The key is {key}  Copy it now: it is not shown again.")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"user": request.user.pk}


@admin.register(User)
class UserAdmin(PlainUserAdmin, ModelAdmin):  # type: ignore[type-arg]
    """Django's own, in the look of the site."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_filter_sheet = False


@admin.register(Group)
class GroupAdmin(PlainGroupAdmin, ModelAdmin):
    """Django's own, in the look of the site."""
