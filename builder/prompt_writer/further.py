"""What no section of its own tells: slots that came later, and values in places where nobody expects them."""

from collections.abc import Collection, Iterator

from builder.prompt_writer.markup import inline, listed
from builder.prompt_writer.material import Material
from orchestrator.flow import Flow
from orchestrator.slots import KEPT, KIND_TYPES
from orchestrator.values import AnyValue, Clarification, Escalation, PromptSection, Step, Tool


def further_details(known: Material, claimed: Collection[str]) -> Iterator[str]:
    for name in known.definition.facts:
        slot = KEPT[name]
        for at, fact in enumerate(known.definition.said(name)):
            told = name in claimed and isinstance(fact.value, KIND_TYPES[slot.kind]) and (slot.many or at == 0)
            if not told and fact.value is not None and _in_full(fact.value):
                yield f"- {slot.label}: {_in_full(fact.value)}"


def _in_full(value: AnyValue) -> str:
    """Every text of a value."""
    match value:
        case str():
            return inline(value)
        case Escalation():
            return listed(tuple(text for text in (value.when, value.to) if text))
        case Step():
            branches = (text for b in value.branches for text in (b.if_, b.then, b.else_) if text)
            return listed((value.step, *branches))
        case Clarification():
            return listed(tuple(text for text in (value.one, value.other, value.because) if text))
        case Tool():
            single = (value.name, value.purpose, value.method, value.url, value.auth)
            return listed((*(text for text in single if text), *value.inputs, *value.outputs))
        case Flow() | PromptSection():
            return ""  # told as the workflow, and as the section itself
