"""AgentDefinition: a whole specification as frozen plain data, the one input of workflow, prompt, lint and exports."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from orchestrator.facts import Draft, Fact
from orchestrator.flow import Flow
from orchestrator.slots import KEPT, SLOTS
from orchestrator.values import AnyValue, Escalation, PromptSection, Step, Tool


class AgentDefinition(BaseModel):
    """What is known of an agent, with the evidence of every fact. `facts` maps slot names to facts in order."""

    model_config = ConfigDict(frozen=True)

    title: str = ""
    language: str = "en"
    facts: dict[str, tuple[Fact, ...]] = {}

    @field_validator("facts")
    @classmethod
    def only_known_slots(cls, facts: dict[str, tuple[Fact, ...]]) -> dict[str, tuple[Fact, ...]]:
        unknown = facts.keys() - KEPT.keys()
        if unknown:
            raise ValueError(f"unknown slots: {', '.join(sorted(unknown))}")
        return {slot: facts[slot] for slot in KEPT if facts.get(slot)}

    def said(self, slot: str) -> tuple[Fact, ...]:
        """The facts of a slot that hold a value; a noted "nothing" is left out."""
        return tuple(fact for fact in self.facts.get(slot, ()) if fact.value is not None)

    def texts(self, slot: str) -> tuple[str, ...]:
        return tuple(fact.text for fact in self.said(slot))

    def one(self, slot: str) -> str:
        """The text of a single-valued slot, "" if unknown."""
        return next(iter(self.texts(slot)), "")

    @property
    def tools(self) -> tuple[Tool, ...]:
        return tuple(f.value for f in self.said("tools") if isinstance(f.value, Tool))

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(f.value for f in self.said("workflow") if isinstance(f.value, Step))

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        return tuple(f.value for f in self.said("escalation") if isinstance(f.value, Escalation))

    @property
    def flow(self) -> Flow | None:
        """What was made of the workflow by hand, None if nothing."""
        return next((f.value for f in self.said("flow") if isinstance(f.value, Flow)), None)

    @property
    def sections(self) -> dict[str, PromptSection]:
        """The sections of the prompt that were written by hand, by their titles."""
        held = (fact.value for fact in self.said("sections"))
        return {value.title: value for value in held if isinstance(value, PromptSection)}

    def plain(self, *, detail: bool = False) -> dict[str, Any]:
        """The specification of the REST contract: one fact per list item, what nobody said is absent.

        An assumed value is {text, source} (objects carry `source` beside their fields); with `detail` every item
        carries source, quote, message_id, confidence and locked, and `document` where the quote stands in one.
        """
        return {
            slot.name: [_item(f, detail) for f in self.said(slot.name)]
            if slot.many
            else _item(self.said(slot.name)[0], detail)
            for slot in SLOTS
            if self.said(slot.name)
        }


def definition_of(draft: Draft, *, title: str = "", language: str = "en") -> AgentDefinition:
    return AgentDefinition(title=title, language=language, facts=dict(draft))


def _item(fact: Fact, detail: bool) -> Any:
    value = _plain_value(fact.value)
    if detail:
        evidence: dict[str, Any] = {
            "source": fact.source,
            "quote": fact.quote,
            "message_id": str(fact.message_id) if fact.message_id else None,
            "confidence": fact.confidence,
            "locked": fact.locked,
        }
        if fact.place:
            evidence["document"] = fact.place.model_dump(mode="json")
    elif fact.source == "assumed":
        evidence = {"source": fact.source}
    else:
        return value
    return {**(value if isinstance(value, Mapping) else {"text": value}), **evidence}


def _plain_value(value: AnyValue | None) -> Any:
    if value is None or isinstance(value, str):
        return value
    plain = value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {name: held for name, held in plain.items() if held or name != "operations"}
