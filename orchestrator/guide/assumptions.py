"""What Parley takes where the person leaves a slot open."""

from collections.abc import Sequence

from orchestrator.facts import Draft, one
from orchestrator.guide.heard import Found
from orchestrator.guide.language import Language
from orchestrator.slots import BY_NAME, Slot
from orchestrator.values import AnyValue, Escalation, Step, Tool


def assumed(slot: str, draft: Draft, language: Language) -> list[Found]:
    """The assumptions for a slot, filled in from the draft; one "nothing" where there is none to make."""
    entry = BY_NAME[slot]
    values = [_value(entry, text.format_map(_Known(draft, language))) for text in _texts(entry, language)]
    return [Found(slot, value, "", source="assumed") for value in (values or (None,))]


def _texts(slot: Slot, language: Language) -> Sequence[str]:
    """What is assumed for a slot in a language; where it says nothing, the registry speaks."""
    own: Sequence[str] = language.texts["slots"].get(slot.name, {}).get("assume", slot.assume)
    return own


class _Known(dict[str, str]):
    """The draft's single values by slot name; what is not known is what would be assumed for it."""

    def __init__(self, draft: Draft, language: Language) -> None:
        super().__init__({name: one(draft, name) for name in BY_NAME})
        self._language = language

    def __getitem__(self, name: str) -> str:
        return super().get(name) or next(iter(_texts(BY_NAME[name], self._language)), "")


def _value(slot: Slot, text: str) -> AnyValue:
    match slot.kind:
        case "tool":
            return Tool(name=text)
        case "step":
            return Step(step=text)
        case "escalation":
            return Escalation(when=text, to="a human")
    return text
