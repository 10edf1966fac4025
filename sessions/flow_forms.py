"""The forms of a workflow: what a person fills in for each action, by the names builder.graph_edits.ACTIONS take."""

from collections.abc import Callable, Iterable, Mapping
from inspect import signature
from typing import Any

from django import forms

from builder import mermaid
from builder.graph_edits import ACTIONS
from builder.wording import shortened
from orchestrator.flow import Graph, NodeKind

WORDS: dict[NodeKind, str] = {
    "start": "Start",
    "say": "Says",
    "ask": "Asks",
    "tool": "Uses a tool",
    "decision": "Decides",
    "handoff": "Hands over",
    "end": "End",
}
_ORDER = ("kind", "target", "label", "tool", "detail", "otherwise")
_LONG = 70  # signs: a longer text is edited in several lines


class ActionForm(forms.Form):
    """One action on a workflow. `given` is what was sent of its fields, so that a button may send only some."""

    def __init__(
        self, action: str, graph: Graph, tools: Iterable[str], data: Mapping[str, Any] | None = None, **initial: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.action = action
        for name in fields_of(action):
            self.fields[name] = _hidden() if name not in _MAKERS else _MAKERS[name](graph, tuple(tools), initial)
        self.order_fields(_ORDER)
        if action in ("connect", "relabel"):
            self.fields["label"].label = "When"

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}

    @property
    def place(self) -> str:
        """The node or way that the action is about."""
        named = (self.data.get(name, "") for name in ("node", "edge", "after", "source"))
        return next((str(name) for name in named if name), "")

    def refuse(self, field: str, text: str) -> None:
        """Say what is wrong at the field that has it, or above all fields."""
        seen = field in self.fields and not self.fields[field].widget.is_hidden
        self.add_error(field if seen else None, text)


def is_action(name: str) -> bool:
    return name in ACTIONS


def fields_of(action: str) -> list[str]:
    """The names of what an action is carried out with."""
    return [name for name in signature(ACTIONS[action]).parameters if name != "graph"]


def _hidden() -> forms.Field:
    return forms.CharField(required=False, max_length=200, widget=forms.HiddenInput())


def _kind(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    kinds = [(kind, word) for kind, word in WORDS.items() if kind != "start" or initial.get("kind") == kind]
    return forms.ChoiceField(required=False, label="What happens here", choices=kinds)


def _label(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    is_long = len(str(initial.get("label", ""))) > _LONG
    return forms.CharField(required=False, label="Words", widget=forms.Textarea() if is_long else forms.TextInput())


def _detail(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(required=False, label="Details; for a handover, who takes over", widget=forms.TextInput())


def _tool(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    known = dict.fromkeys([*tools, *([initial["tool"]] if initial.get("tool") else [])])
    choices = [("", "None yet"), *((name, name if name in tools else f"{name} (not configured)") for name in known)]
    return forms.ChoiceField(required=False, label="Tool", choices=choices)


def _target(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    nodes = [
        (node.id, f"{number}. {shortened(mermaid.caption(node), 60)}")
        for number, node in enumerate(graph.nodes, 1)
        if node.kind != "start" and node.id != initial.get("source")
    ]
    return forms.ChoiceField(required=False, label="Leads to", choices=nodes)


def _otherwise(graph: Graph, tools: tuple[str, ...], initial: Mapping[str, Any]) -> forms.Field:
    return forms.BooleanField(required=False, label="In every other case")


_MAKERS: Mapping[str, Callable[[Graph, tuple[str, ...], Mapping[str, Any]], forms.Field]] = {
    "kind": _kind,
    "label": _label,
    "detail": _detail,
    "tool": _tool,
    "target": _target,
    "otherwise": _otherwise,
}
