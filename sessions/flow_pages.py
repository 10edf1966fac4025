"""The pages of a workflow: it as a diagram, as an outline and as text, all to be edited, and a walk through it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from builder import mermaid, mermaid_text
from builder import queries as specs
from builder.compare import diagram
from builder.definition import AgentDefinition
from builder.exports.names import slug
from builder.graph import Problem, validate
from builder.graph_diff import GraphDiff, diff
from builder.graph_edits import edge_keys
from builder.graph_parts import KIND_NAMES
from builder.mermaid_text import MermaidError
from builder.ripple import Ripple
from builder.walk import Walk, Way, walk
from orchestrator.flow import Graph, Node
from orchestrator.values import Tool
from sessions import access, handwork
from sessions.access import Visitor
from sessions.flow_forms import WORDS, ActionForm
from sessions.flow_panels import panel_of
from sessions.models import Edit, InterviewSession


@dataclass(frozen=True)
class Place:
    """A node of the workflow as a line of its outline: what kind it is, what it says, where it leads."""

    node: Node
    ways: tuple[Way, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def word(self) -> str:
        return WORDS[self.node.kind]

    @property
    def text(self) -> str:
        """What it says, "" where its kind says it all."""
        text = mermaid.caption(self.node).strip()
        return "" if text in (self.word, KIND_NAMES[self.node.kind]) else text

    @property
    def is_empty(self) -> bool:
        """Whether it is something to say or ask, with no words for it."""
        return self.node.kind in ("say", "ask") and not self.text


@dataclass(frozen=True)
class Choice:
    """A way that can be walked on, and the address of the walk then."""

    way: Way
    query: str


@dataclass(frozen=True)
class Written:
    """Mermaid text as somebody sent it; `is_late` says that the workflow changed after they had seen what it would do,
    `refused` why it was not taken."""

    text: str
    is_late: bool = False
    refused: str = ""


def editor(
    interview: InterviewSession, at: str = "", refused: ActionForm | None = None, written: Written | None = None
) -> dict[str, Any]:
    """The workflow of the draft with all that is wrong with it, its outline and its text, and the forms of what is
    chosen (`at`: a node's id or a way's key)."""
    page = _drawn(interview)
    graph: Graph = page["graph"]
    tools, escalations = page["definition"].tools, page["definition"].escalations
    problems = validate(graph, tools, escalations) if graph.nodes else ()
    chosen = panel_of(graph, [tool.name for tool in tools], at, refused)
    return {
        **page,
        **_text(graph, written),
        **_edits(interview),
        "problems": problems,
        "wrong": {problem.node for problem in problems if problem.severity == "error"},
        "doubtful": {problem.node for problem in problems if problem.severity == "warning"},
        "outline": outline_of(graph, problems),
        "at": at if chosen else "",
        "chosen": chosen,
        "chosen_place": Place(graph.node[at]) if at in graph.node else None,
        "chosen_tool": _tool_fact(page["definition"], graph.node[at].tool) if at in graph.node else None,
        "refusals": _refusals(refused) if refused and refused.action not in getattr(chosen, "forms", {}) else (),
    }


def walked(interview: InterviewSession, keys: Sequence[str]) -> dict[str, Any]:
    """A walk through the workflow along these ways."""
    page = _drawn(interview)
    way = walk(page["graph"], keys)
    return {
        **page,
        "walk": way,
        "here": Place(way.here) if way.here else None,
        "steps": steps_of(way),
        "choices": choices_of(way),
        "back": _query(way.taken[:-1]),
    }


def asked(interview_id: UUID, by: Visitor, action: str, data: Mapping[str, Any]) -> tuple[ActionForm, frozenset[str]]:
    """(the form of an action as it was sent, the ids of the nodes there are before it)"""
    page = _drawn(access.owned(interview_id, by))
    tools = [tool.name for tool in page["definition"].tools]
    return ActionForm(action, page["graph"], tools, data), frozenset(page["graph"].node)


def newest(interview_id: UUID, by: Visitor, at: str, before: frozenset[str] | None) -> str:
    """The node that was not there before, `at` where there is none."""
    graph = specs.workflow(access.owned(interview_id, by).spec)
    return next((node.id for node in graph.nodes if before is not None and node.id not in before), at)


def revision_of(interview_id: UUID, by: Visitor) -> str:
    return str(access.owned(interview_id, by).spec.revision)


def _drawn(interview: InterviewSession) -> dict[str, Any]:
    graph, definition = specs.workflow(interview.spec), specs.definition(interview.spec, interview.name)
    return {
        "interview": interview,
        "definition": definition,
        "revision": interview.spec.revision,
        "graph": graph,
        "diagram": mermaid.draw(graph),
        "keys": tuple(edge_keys(graph)),
        "file_name": f"{slug(definition.one('agent_name'), definition.one('agent_role'))}-workflow",
    }


def _text(graph: Graph, written: Written | None) -> dict[str, Any]:
    """The workflow as text; of a text that was sent, where it cannot be read or what it would change."""
    if written is None:
        return {"text": mermaid_text.render(graph)}
    shown = {"text": written.text, "written": written}
    try:
        after = mermaid_text.parse(written.text, base=graph)
    except MermaidError as error:
        return shown | {"text_error": error}
    found = diff(graph, after)
    preview = diagram(graph, after) if found else ""
    return shown | {"checked": True, "changes": changes_of(found, graph, after), "preview": preview}


def changes_of(found: GraphDiff, before: Graph, after: Graph) -> tuple[dict[str, str], ...]:
    """Each difference as components/_changes.html shows it."""
    return tuple(_changes(found, before, after))


def _changes(found: GraphDiff, before: Graph, after: Graph) -> Iterator[dict[str, str]]:
    for node in found.added:
        yield {"kind": "added", "label": WORDS[node.kind], "after": mermaid.caption(node)}
    for one in found.changed:
        yield {
            "kind": "changed",
            "label": WORDS[one.after.kind],
            "before": _said(one.before),
            "after": _said(one.after),
        }
    for node in found.removed:
        yield {"kind": "removed", "label": WORDS[node.kind], "before": mermaid.caption(node)}
    for edge in found.added_edges:
        yield {"kind": "added", "label": "Way", "after": _way(edge, after)}
    for way in found.changed_edges:
        yield {"kind": "changed", "label": "Way", "before": _way(way.before, before), "after": _way(way.after, after)}
    for edge in found.removed_edges:
        yield {"kind": "removed", "label": "Way", "before": _way(edge, before)}
    if found.moved:
        yield {"kind": "changed", "label": "Order", "after": "The same, in another order"}


def _said(node: Node) -> str:
    return f"{WORDS[node.kind]}: {mermaid.caption(node)}"


def _way(edge: Any, graph: Graph) -> str:
    source, target = (mermaid.caption(graph.node[end]) for end in (edge.source, edge.target))
    return f"{source} → {target}" + (f" ({edge.label or 'otherwise'})" if edge.label or edge.otherwise else "")


def _tool_fact(definition: AgentDefinition, name: str) -> UUID | None:
    """Where a tool is set up, None for one that is not configured."""
    tools = ((fact.id, fact.value) for fact in definition.said("tools"))
    return next((fact_id for fact_id, tool in tools if isinstance(tool, Tool) and tool.name == name), None)


def _refusals(form: ActionForm) -> tuple[str, ...]:
    """What is wrong with a form that is not shown: one of a button."""
    return tuple(str(error) for errors in form.errors.values() for error in errors)


def _edits(interview: InterviewSession) -> dict[str, Any]:
    """What undo would take back, and redo make again, in words and by id."""
    last, undone = handwork.newest(interview), handwork.redoable(interview)
    words = {"undo": told(last) if last else "", "redo": told(undone) if undone else ""}
    return {**words, "undo_id": last.pk if last else "", "redo_id": undone.pk if undone else ""}


def told(edit: Edit) -> str:
    """An edit in a few words, from what followed from it."""
    ripple = Ripple.model_validate(edit.ripple)
    facts = [(one.kind, one.after or one.before) for one in ripple.facts if one.slot != "flow"]
    ones = [(one.kind, one.after or one.before) for one in ripple.nodes] or facts
    if not ones:
        return "the last edit"
    kind, text = ones[0]
    return f"{kind} “{text}”" + (f" and {len(ones) - 1} more" if len(ones) > 1 else "")


def outline_of(graph: Graph, problems: Sequence[Problem]) -> tuple[Place, ...]:
    """Every node with its ways out and what is wrong with it, in reading order."""
    return tuple(_places(graph, problems))


def _places(graph: Graph, problems: Sequence[Problem]) -> Iterator[Place]:
    node, keyed = graph.node, edge_keys(graph).items()
    for one in graph.nodes:
        ways = (Way(key, e, node[e.target]) for key, e in keyed if e.source == one.id and e.target in node)
        yield Place(one, tuple(ways), tuple(p for p in problems if p.node == one.id))


def steps_of(way: Walk) -> tuple[tuple[Place, Way], ...]:
    """Each place that was left, and the way that was taken there."""
    return tuple((Place(node), taken) for node, taken in zip(way.came_from, way.taken, strict=True))


def choices_of(way: Walk) -> tuple[Choice, ...]:
    """The ways on, each with the address of the walk that takes it."""
    return tuple(Choice(one, _query((*way.taken, one))) for one in way.ways)


def _query(ways: Sequence[Way]) -> str:
    return urlencode([("way", way.key) for way in ways])
