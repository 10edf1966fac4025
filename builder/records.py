"""Between rows and facts: the only place that knows how a fact is laid out in tables."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from builder.models import AgentSpec, Intent, ToolConfig, ToolParameter
from orchestrator.facts import Draft, Fact, Place, Suggestion
from orchestrator.slots import KEPT
from orchestrator.values import Tool

_TOOL = ("name", "purpose", "method", "url", "auth")
_EVIDENCE = ("id", "position", "source", "quote", "message_id", "place", "confidence", "locked", "suggestion")
INPUT, OUTPUT = ToolParameter.Direction.INPUT, ToolParameter.Direction.OUTPUT


def draft_of(spec: AgentSpec) -> dict[str, tuple[Fact, ...]]:
    """The facts of a specification by slot, in order. Two queries, three with tools: rows, as turns wait for it."""
    found: dict[str, list[tuple[int, Fact]]] = defaultdict(list)
    for intent in spec.intents.values_list("slot", "value", *_EVIDENCE, named=True):
        found[intent.slot].append((intent.position, _fact(intent, intent.value)))
    tools = list(spec.tools.values_list("configured", *_TOOL, *_EVIDENCE, named=True))
    names = _parameters_of(spec) if tools else {}
    for tool in tools:
        found["tools"].append((tool.position, _fact(tool, _tool_value(tool, names))))
    return {
        slot: tuple(fact for _, fact in sorted(found[slot], key=lambda at: at[0])) for slot in KEPT if slot in found
    }


def write(spec: AgentSpec, before: Draft, after: Draft, turn_id: UUID | None) -> None:
    """Make the rows say `after`, touching only what differs from `before`."""
    old, new = _placed(before), _placed(after)
    stale = [fact_id for fact_id, place in old.items() if new.get(fact_id) != place]
    spec.intents.filter(pk__in=stale).delete()
    spec.tools.filter(pk__in=stale).delete()
    fresh = [place for fact_id, place in new.items() if old.get(fact_id) != place]
    _insert(spec, fresh, turn_id)


Placed = tuple[str, int, Fact]


def _placed(draft: Draft) -> dict[UUID, Placed]:
    return {fact.id: (slot, position, fact) for slot, facts in draft.items() for position, fact in enumerate(facts)}


def _insert(spec: AgentSpec, places: Iterable[Placed], turn_id: UUID | None) -> None:
    intents, tools, parameters = [], [], []
    for slot, position, fact in places:
        evidence = _evidence(fact, position, turn_id)
        if isinstance(fact.value, Tool):
            tool = ToolConfig(
                spec=spec,
                **evidence,
                **{k: getattr(fact.value, k) or "" for k in _TOOL},
                configured=fact.value.model_dump(
                    mode="json", include={"operations", "access"}, exclude_defaults=True, exclude_none=True
                ),
            )
            tools.append(tool)
            parameters += _parameters(tool, fact.value)
        else:
            intents.append(
                Intent(spec=spec, slot=slot, value=fact.model_dump(mode="json", by_alias=True)["value"], **evidence)
            )
    Intent.objects.bulk_create(intents)
    ToolConfig.objects.bulk_create(tools)
    ToolParameter.objects.bulk_create(parameters)


def _parameters(row: ToolConfig, tool: Tool) -> list[ToolParameter]:
    return [
        ToolParameter(tool=row, direction=direction, position=i, name=name)
        for direction, names in ((INPUT, tool.inputs), (OUTPUT, tool.outputs))
        for i, name in enumerate(names)
    ]


def _evidence(fact: Fact, position: int, turn_id: UUID | None) -> dict[str, Any]:
    return {
        "id": fact.id,
        "position": position,
        "source": fact.source,
        "quote": fact.quote,
        "message_id": fact.message_id,
        "turn_id": turn_id,
        "place": fact.place.model_dump(mode="json") if fact.place else None,
        "confidence": fact.confidence,
        "locked": fact.locked,
        "suggestion": fact.suggestion.model_dump(mode="json", by_alias=True) if fact.suggestion else None,
    }


def _fact(row: Any, value: Any) -> Fact:
    return Fact(
        id=row.id,
        value=value,
        source=row.source,
        quote=row.quote,
        message_id=row.message_id,
        place=Place.model_validate(row.place) if row.place else None,
        confidence=row.confidence,
        locked=row.locked,
        suggestion=Suggestion.model_validate(row.suggestion) if row.suggestion else None,
    )


def _parameters_of(spec: AgentSpec) -> dict[tuple[UUID, str], list[str]]:
    """The names of what tools take and give, by tool and direction."""
    names: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for tool_id, direction, name in ToolParameter.objects.filter(tool__spec=spec).values_list(
        "tool_id", "direction", "name"
    ):
        names[tool_id, direction].append(name)
    return names


def _tool_value(row: Any, names: dict[tuple[UUID, str], list[str]]) -> Tool:
    return Tool(
        name=row.name,
        **{name: getattr(row, name) or None for name in _TOOL[1:]},
        inputs=tuple(names.get((row.id, INPUT), ())),
        outputs=tuple(names.get((row.id, OUTPUT), ())),
        **row.configured,
    )
