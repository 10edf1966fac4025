"""What is told about nodes that were put into the workflow by hand: it changes the workflow, for no step holds them."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.definition import definition_of
from builder.graph_edits import ACTIONS
from builder.graph_parts import MOST_NODES, fresh_id, without
from builder.step_reading import kind_of, tool_of
from builder.workflow import drawn, synthesise
from orchestrator.facts import Change, Draft, Proposal, said
from orchestrator.flow import Edge, Flow, Graph, Node
from orchestrator.guide.walked import by_hand, walked
from orchestrator.values import Step, key_of


@dataclass(frozen=True)
class Talked:
    """The draft with what was told about nodes made by hand, what is still to be applied to it, what changed."""

    draft: Draft
    proposals: tuple[Proposal, ...]
    changes: tuple[Change, ...] = ()


def taken(draft: Draft, proposals: Iterable[Proposal]) -> Talked:
    """Steps put beside a node made by hand, and such nodes moved, are changes of the workflow; the rest stays."""
    talked = Talked(draft, ())
    for proposal in proposals:
        change = _change(talked.draft, proposal)
        if change is None:
            talked = Talked(talked.draft, (*talked.proposals, _before_a_step(talked.draft, proposal)), talked.changes)
        else:
            graph, told = change
            talked = Talked(_with(talked.draft, graph), talked.proposals, (*talked.changes, told))
    return talked


def _change(draft: Draft, proposal: Proposal) -> tuple[Graph, Change] | None:
    """The workflow after a proposal that speaks of a node made by hand; None where it speaks of none."""
    own = {key_of(node.label): node for node in by_hand(draft)}
    beside, before = own.get(key_of(proposal.target)), own.get(key_of(proposal.before))
    if proposal.slot != "workflow" or not (beside or before):
        return None
    graph = synthesise(definition_of(draft))
    shown = graph.node.keys() & {node.id for node in (beside, before) if node}
    if proposal.op == "add" and isinstance(proposal.value, Step) and shown and len(graph.nodes) < MOST_NODES:
        return _put_in(draft, graph, proposal.value, beside, before)
    if proposal.op == "remove" and beside and beside.id in shown:
        return without(graph, beside.id), Change(slot="workflow", kind="removed", before=Step(step=beside.label))
    if proposal.op == "move" and beside and beside.id in shown:
        step = Step(step=beside.label)
        return _moved(graph, beside, proposal.before), Change(slot="workflow", kind="moved", before=step, after=step)
    return None


def _before_a_step(draft: Draft, proposal: Proposal) -> Proposal:
    """A step has its place among steps: before a node made by hand means before the step that follows it."""
    own = {key_of(node.label) for node in by_hand(draft)}
    keys = [key_of(fact.value) for fact in walked(draft)]
    before = key_of(proposal.before)
    if proposal.slot != "workflow" or before not in own or before not in keys:
        return proposal
    behind = keys[keys.index(before) + 1 :]
    follows = next((key for key in behind if key not in own and key != key_of(proposal.target)), "")
    return proposal.model_copy(update={"before": follows})


def _put_in(
    draft: Draft, graph: Graph, step: Step, behind: Node | None, before: Node | None
) -> tuple[Graph, Change] | None:
    definition = definition_of(draft)
    tool = tool_of(step.step, definition.tools)
    fields = {"kind": "tool" if tool else kind_of(step.step, definition.escalations), "label": step.step, "tool": tool}
    told = Change(slot="workflow", kind="added", after=step)
    if behind and behind.id in graph.node:
        return ACTIONS["add"](graph, after=behind.id, **fields), told
    if before is None:
        return None
    node = Node(id=fresh_id(node.id for node in graph.nodes), **fields)
    return _in_front(graph, node, before.id), told


def _moved(graph: Graph, node: Node, before: str) -> Graph:
    """A node at another place: before the one with these words, at the end of what is said where there is none."""
    rest = without(graph, node.id)
    ahead = next((other.id for other in rest.nodes if key_of(other.label) == key_of(before)), "") if before else ""
    end = ahead or next((other.id for other in rest.nodes if other.kind == "end"), "")
    return _in_front(rest, node, end) if end else graph


def _in_front(graph: Graph, node: Node, ahead: str) -> Graph:
    """The graph with a node that all goes through on its way to another."""
    at = [other.id for other in graph.nodes].index(ahead)
    led = [edge.model_copy(update={"target": node.id}) if edge.target == ahead else edge for edge in graph.edges]
    nodes = (*graph.nodes[:at], node, *graph.nodes[at:])
    return Graph(nodes=nodes, edges=(*led, Edge(source=node.id, target=ahead)))


def _with(draft: Draft, graph: Graph) -> Draft:
    fact = said(draft, "flow")[0]
    value = Flow(base=drawn(definition_of(draft)), mine=graph)
    return {**draft, "flow": (fact.model_copy(update={"value": value}),)}
