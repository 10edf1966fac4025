"""Reading specifications: drafts, definitions, workflows, versions."""

from uuid import UUID

from builder import records
from builder.definition import AgentDefinition, definition_of
from builder.graph import Edge, Graph, Node
from builder.models import AgentSpec, SpecVersion
from orchestrator.facts import Fact


def draft(spec: AgentSpec) -> dict[str, tuple[Fact, ...]]:
    """The facts by slot; empty slots are absent."""
    return records.draft_of(spec)


def definition(spec: AgentSpec, title: str = "") -> AgentDefinition:
    """The living draft as frozen plain data."""
    return definition_of(draft(spec), title=title, language=spec.language)


def workflow(spec: AgentSpec) -> Graph:
    """The drawn workflow of the living draft, from its rows."""
    nodes = {node.pk: node for node in spec.nodes.all()}
    edges = [
        Edge(source=nodes[e.source_id].key, target=nodes[e.target_id].key, label=e.label, otherwise=e.otherwise)
        for e in spec.edges.all()
    ]
    drawn = tuple(Node(id=n.key, kind=n.kind, label=n.label, detail=n.detail, tool=n.tool) for n in nodes.values())
    return Graph(nodes=drawn, edges=tuple(edges))


def version(spec_id: UUID, number: int) -> SpecVersion | None:
    return SpecVersion.objects.filter(spec_id=spec_id, number=number).first()


def latest_version(spec_id: UUID) -> SpecVersion | None:
    return SpecVersion.objects.filter(spec_id=spec_id).first()
