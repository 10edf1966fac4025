"""Reading specifications: drafts, definitions, workflows, versions."""

from functools import lru_cache
from uuid import UUID

from django.db import transaction

from builder import records
from builder.definition import AgentDefinition, definition_of
from builder.graph import Edge, Graph, Node
from builder.models import AgentSpec, SpecVersion
from orchestrator.facts import Fact


def draft(spec: AgentSpec) -> dict[str, tuple[Fact, ...]]:
    """The facts by slot; empty slots are absent. A revision is read from its rows once, as turns wait for it."""
    if transaction.get_connection().in_atomic_block:  # what a change has written so far may never come to be
        return records.draft_of(spec)
    revision = AgentSpec.objects.filter(pk=spec.pk).values_list("revision", flat=True).first()
    return dict(_saved(spec.pk, revision))


@lru_cache(maxsize=64)
def _saved(spec_id: UUID, revision: int | None) -> dict[str, tuple[Fact, ...]]:
    """The draft at this revision. It was counted before the rows are read: newer ones land under a number of the past,
    for which nobody asks again."""
    return records.draft_of(AgentSpec(pk=spec_id))


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
