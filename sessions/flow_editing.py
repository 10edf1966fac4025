"""Edits of the workflow by hand, as changes of a draft: by an action on the graph, or by Mermaid text."""

from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, signature
from typing import Any

from builder import mermaid_text
from builder.definition import definition_of
from builder.graph_edits import ACTIONS, GraphError
from builder.step_reading import tool_of
from builder.workflow import drawn, synthesise
from orchestrator.facts import Draft
from orchestrator.flow import Flow, Graph
from orchestrator.values import Tool
from sessions.accepting import without_secret
from sessions.editing import Change, by_hand
from sessions.errors import Conflict


def acted(action: str, fields: Mapping[str, Any]) -> Change:
    """One of builder.graph_edits.ACTIONS with the fields of a form. Making it raises GraphError or BadMessage."""
    act = ACTIONS.get(action)
    if act is None:
        raise GraphError("action", f"There is no edit called {action[:40]!r}.")
    takes = list(signature(act).parameters.values())[1:]
    for field in takes:
        if field.default is Parameter.empty and not fields.get(field.name):
            raise GraphError(field.name, "Something is missing here.")
    given = {field.name: fields[field.name] for field in takes if field.name in fields}
    return _changed(lambda graph: act(graph, **given))


def written(text: str) -> Change:
    """The workflow as this Mermaid text says it; a new tool node uses the tool that it speaks of. Making it raises
    MermaidError or BadMessage."""

    def changed(draft: Draft) -> Draft:
        tools = definition_of(draft).tools
        return _changed(lambda graph: with_tools(mermaid_text.parse(text, base=graph), tools))(draft)

    return changed


class Late(Conflict):
    """The draft changed since it was looked at."""


def unless_late(seen: str, revision: Callable[[], str], change: Change) -> Change:
    """The change as it was foreseen at a revision, asked for once the draft is locked. Making it raises Late where that
    is another by then."""

    def changed(draft: Draft) -> Draft:
        if revision() != seen:
            raise Late("The workflow has changed since you looked.")
        return change(draft)

    return changed


def with_tools(graph: Graph, tools: Sequence[Tool]) -> Graph:
    """The graph with the tools that tool nodes speak of, where they name none."""
    bare = {node for node in graph.nodes if node.kind == "tool" and not node.tool}
    nodes = (n.model_copy(update={"tool": tool_of(n.label, tools)}) if n in bare else n for n in graph.nodes)
    return graph.model_copy(update={"nodes": tuple(nodes)}) if bare else graph


def redrawn() -> Change:
    """Without any edit by hand: the workflow as it is drawn."""
    return lambda draft: {slot: facts for slot, facts in draft.items() if slot != "flow"}


def _changed(edit: Callable[[Graph], Graph]) -> Change:
    def changed(draft: Draft) -> Draft:
        definition = definition_of(draft)
        base, before = drawn(definition), synthesise(definition)
        after = edit(before)
        _check(before, after)
        if after == before:
            return draft
        if after == base:
            return redrawn()(draft)
        was = next(iter(draft.get("flow", ())), None)
        return {**draft, "flow": (by_hand(Flow(base=base, mine=after), was),)}

    return changed


def _check(before: Graph, after: Graph) -> None:
    """What came in holds no secret; raises BadMessage."""
    known = set(_texts(before))
    for text in _texts(after):
        if text and text not in known:
            without_secret(text, "The text")


def _texts(graph: Graph) -> list[str]:
    nodes = [text for node in graph.nodes for text in (node.label, node.detail, node.tool)]
    return nodes + [edge.label for edge in graph.edges]
