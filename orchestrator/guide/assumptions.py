"""What Parley takes where the person leaves a slot open."""

from orchestrator.facts import Draft, one
from orchestrator.guide.heard import Found
from orchestrator.slots import BY_NAME, Slot
from orchestrator.values import AnyValue, Escalation, Step, Tool


def assumed(slot: str, draft: Draft) -> list[Found]:
    """The assumptions for a slot, filled in from the draft; one "nothing" where there is none to make."""
    entry = BY_NAME[slot]
    values = [_value(entry, text.format_map(_Known(draft))) for text in entry.assume]
    return [Found(slot, value, "", source="assumed") for value in (values or (None,))]


class _Known(dict[str, str]):
    """The draft's single values by slot name; what is not known is what would be assumed for it."""

    def __init__(self, draft: Draft) -> None:
        super().__init__({name: one(draft, name) for name in BY_NAME})

    def __getitem__(self, name: str) -> str:
        return super().get(name) or next(iter(BY_NAME[name].assume), "")


def _value(slot: Slot, text: str) -> AnyValue:
    match slot.kind:
        case "tool":
            return Tool(name=text)
        case "step":
            return Step(step=text)
        case "escalation":
            return Escalation(when=text, to="a human")
    return text
