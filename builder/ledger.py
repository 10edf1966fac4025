"""The ledger of assumptions: what Parley filled in, after which words, and where the agent is told it. Pure."""

from pydantic import BaseModel, ConfigDict

from builder.definition import AgentDefinition
from builder.prompt_writer import SECTIONS
from orchestrator.facts import Fact
from orchestrator.slots import BY_NAME

DRAWN = frozenset({"greeting", "goals", "tools", "workflow", "escalation"})


class Assumption(BaseModel):
    """One assumed fact. `text` is "" where it is assumed that nothing is wanted; `said` are the words that left it
    open, "" if there were none."""

    model_config = ConfigDict(frozen=True)

    slot: str
    label: str
    text: str
    said: str
    used_in: tuple[str, ...]


def assumptions(definition: AgentDefinition) -> tuple[Assumption, ...]:
    """Every assumption of a definition, in the order of its slots."""
    return tuple(
        _assumption(slot, fact)
        for slot, facts in definition.facts.items()
        for fact in facts
        if fact.source == "assumed"
    )


def _assumption(slot: str, fact: Fact) -> Assumption:
    used = used_in(slot)
    return Assumption(slot=slot, label=BY_NAME[slot].label, text=fact.text, said=fact.quote, used_in=used)


def used_in(slot: str) -> tuple[str, ...]:
    """The sections of the prompt that tell a slot, and the diagram where it is drawn."""
    told = tuple(section.title for section in SECTIONS if slot in section.tells)
    return (*told, "the workflow diagram") if slot in DRAWN else told
