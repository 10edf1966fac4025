"""The secrets of tools in the database: written, forgotten, and opened for one call. Nothing else reads them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from builder.models import ToolSecret
from builder.toolbox.vault import opened, seal


@transaction.atomic
def keep(*, spec_id: UUID, tool: UUID, secrets: Mapping[str, str]) -> None:
    """Seal and save these; others of the tool stay."""
    for name, text in secrets.items():
        ToolSecret.objects.update_or_create(spec_id=spec_id, tool=tool, name=name, defaults={"sealed": seal(text)})


def forget(*, spec_id: UUID, tool: UUID) -> None:
    ToolSecret.objects.filter(spec_id=spec_id, tool=tool).delete()


def set_at(*, spec_id: UUID, tool: UUID) -> dict[str, datetime]:
    """When each secret of a tool was set; never what it is."""
    return dict(ToolSecret.objects.filter(spec_id=spec_id, tool=tool).values_list("name", "set_at"))


def revealed(*, spec_id: UUID, tool: UUID, names: Sequence[str]) -> dict[str, str]:
    """These secrets as far as they are set. Raises KeyGone."""
    rows = ToolSecret.objects.filter(spec_id=spec_id, tool=tool, name__in=names)
    return {row.name: opened(row.sealed) for row in rows}
