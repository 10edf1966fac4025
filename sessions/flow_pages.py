"""The pages of a workflow: it as a diagram and as an outline, and a walk through it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from builder import mermaid
from builder import queries as specs
from builder.exports.names import slug
from builder.graph import Graph, Node, NodeKind, Problem, validate
from builder.walk import Walk, Way, edge_keys, walk
from sessions.models import InterviewSession

WORDS: dict[NodeKind, str] = {
    "start": "Start",
    "say": "Says",
    "ask": "Asks",
    "tool": "Uses a tool",
    "decision": "Decides",
    "handoff": "Hands over",
    "end": "End",
}


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
        text = mermaid.caption(self.node)
        return "" if text == self.word else text


@dataclass(frozen=True)
class Choice:
    """A way that can be walked on, and the address of the walk then."""

    way: Way
    query: str

    @property
    def place(self) -> Place:
        return Place(self.way.to)


def editor(interview: InterviewSession) -> dict[str, Any]:
    """The workflow of the draft, all that is wrong with it, and its outline."""
    page = _drawn(interview)
    graph: Graph = page["graph"]
    problems = validate(graph, page["definition"].tools) if graph.nodes else ()
    wrong = {problem.node for problem in problems}
    return {**page, "problems": problems, "wrong": wrong, "outline": tuple(_outline(graph, problems))}


def walked(interview: InterviewSession, keys: Sequence[str]) -> dict[str, Any]:
    """A walk through the workflow along these ways."""
    page = _drawn(interview)
    way = walk(page["graph"], keys)
    return {
        **page,
        "walk": way,
        "here": Place(way.here) if way.here else None,
        "steps": tuple(_steps(way)),
        "choices": tuple(Choice(one, _query((*way.taken, one))) for one in way.ways),
        "back": _query(way.taken[:-1]),
    }


def _drawn(interview: InterviewSession) -> dict[str, Any]:
    graph, definition = specs.workflow(interview.spec), specs.definition(interview.spec, interview.name)
    return {
        "interview": interview,
        "definition": definition,
        "revision": interview.spec.revision,
        "graph": graph,
        "diagram": mermaid.draw(graph),
        "keys": edge_keys(graph),
        "file_name": f"{slug(definition.one('agent_name'), definition.one('agent_role'))}-workflow",
    }


def _outline(graph: Graph, problems: Sequence[Problem]) -> Iterator[Place]:
    node, keyed = graph.node, tuple(zip(edge_keys(graph), graph.edges, strict=True))
    for one in graph.nodes:
        ways = (Way(key, e, node[e.target]) for key, e in keyed if e.source == one.id and e.target in node)
        yield Place(one, tuple(ways), tuple(p for p in problems if p.node == one.id))


def _steps(way: Walk) -> Iterator[tuple[Place, Way]]:
    """Each place that was left, and the way that was taken there."""
    for node, taken in zip(way.came_from, way.taken, strict=True):
        yield Place(node), taken


def _query(ways: Sequence[Way]) -> str:
    return urlencode([("way", way.key) for way in ways])
