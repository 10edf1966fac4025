"""The secrets of tools in the database: written, forgotten, and opened for one call. Nothing else reads them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from builder.models import ToolSecret
from builder.toolbox.credentials import needed
from builder.toolbox.vault import opened, seal
from orchestrator.facts import Draft
from orchestrator.values import Access, Tool


@transaction.atomic
def keep(*, spec_id: UUID, tool: UUID, secrets: Mapping[str, str]) -> None:
    """Seal and save these; others of the tool stay."""
    for name, text in secrets.items():
        ToolSecret.objects.update_or_create(spec_id=spec_id, tool=tool, name=name, defaults={"sealed": seal(text)})


def forget(*, spec_id: UUID, tool: UUID) -> None:
    ToolSecret.objects.filter(spec_id=spec_id, tool=tool).delete()


def follow(*, spec_id: UUID, before: Draft, after: Draft) -> None:
    """Forget what nothing asks for any more after a change of the draft: a tool is gone, or let in another way; and
    what was given for one token address and would now go to another."""
    now = _accesses(after)
    for tool, was in _accesses(before).items():
        access = now.get(tool)
        if access != was:
            kept = needed(access) if access and was and access.token_url == was.token_url else ()
            ToolSecret.objects.filter(spec_id=spec_id, tool=tool).exclude(name__in=kept).delete()


def _accesses(draft: Draft) -> dict[UUID, Access | None]:
    return {fact.id: fact.value.access for fact in draft.get("tools", ()) if isinstance(fact.value, Tool)}


def set_at(*, spec_id: UUID, tool: UUID) -> dict[str, datetime]:
    """When each secret of a tool was set; never what it is."""
    return dict(ToolSecret.objects.filter(spec_id=spec_id, tool=tool).values_list("name", "set_at"))


def revealed(*, spec_id: UUID, tool: UUID, names: Sequence[str]) -> dict[str, str]:
    """These secrets as far as they are set. Raises KeyGone."""
    rows = ToolSecret.objects.filter(spec_id=spec_id, tool=tool, name__in=names)
    return {row.name: opened(row.sealed) for row in rows}
