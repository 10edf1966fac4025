"""What lint finds, where, on whose advice, and what would mend it."""

import hashlib
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, computed_field

from orchestrator.values import AnyValue

Severity = Literal["warn", "info"]
PARLEY = "Parley"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Replacement(_Frozen):
    """These values in place of one fact, none to take it out; without a fact they are added to the slot."""

    slot: str
    fact: UUID | None = None
    values: tuple[AnyValue, ...] = ()


class Fix(_Frozen):
    """What mends a finding: the words of its button, and either replacements in the draft or one of
    builder.graph_edits.ACTIONS with its fields."""

    label: str
    replace: tuple[Replacement, ...] = ()
    action: str = ""
    fields: dict[str, str] = {}


class Finding(_Frozen):
    """Something to look at: `code` is the rule's stable id, `text` says why and what to do. It is about a slot, a fact
    of it, a section of the prompt or a node of the workflow, "" where it is not. `source` is the address of the
    platform's own advice, or Parley."""

    code: str
    severity: Severity
    text: str
    slot: str = ""
    fact: UUID | None = None
    section: str = ""
    node: str = ""
    source: str = PARLEY
    fix: Fix | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def key(self) -> str:
        """What names this finding as long as the agent stays as it is."""
        about = (self.code, self.slot, str(self.fact or ""), self.section, self.node, self.text)
        return hashlib.sha256("\n".join(about).encode()).hexdigest()[:16]
