"""What differs between two workflows: nodes by what they are, edges by where they lead. Pure."""

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from builder.graph_parts import named
from orchestrator.flow import Edge, Graph, Node


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class NodeChange(_Frozen):
    """A node that was there and is, and says something else."""

    before: Node
    after: Node


class EdgeChange(_Frozen):
    """A way between the same two, under another condition."""

    before: Edge
    after: Edge


class GraphDiff(_Frozen):
    """All that differs; false when nothing does. A moved node alone counts as `moved`."""

    added: tuple[Node, ...] = ()
    removed: tuple[Node, ...] = ()
    changed: tuple[NodeChange, ...] = ()
    added_edges: tuple[Edge, ...] = ()
    removed_edges: tuple[Edge, ...] = ()
    changed_edges: tuple[EdgeChange, ...] = ()
    moved: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in type(self).model_fields)


def diff(before: Graph, after: Graph) -> GraphDiff:
    """What became of a workflow. Nodes are the same by id; a way between the same two under another label changed."""
    old, new = before.node, after.node
    gone = list((Counter(before.edges) - Counter(after.edges)).elements())
    come = list((Counter(after.edges) - Counter(before.edges)).elements())
    changed = tuple(_relabelled(gone, come))
    differs = old != new or gone or come or changed
    return GraphDiff(
        added=tuple(node for node in after.nodes if node.id not in old),
        removed=tuple(node for node in before.nodes if node.id not in new),
        changed=tuple(NodeChange(before=old[n.id], after=n) for n in after.nodes if n.id in old and old[n.id] != n),
        added_edges=tuple(come),
        removed_edges=tuple(gone),
        changed_edges=changed,
        moved=not differs and before != after,
    )


def _relabelled(gone: list[Edge], come: list[Edge]) -> Iterator[EdgeChange]:
    """Pairs of edges between the same two nodes; taken out of both lists."""
    for new in list(come):
        old = next((e for e in gone if (e.source, e.target) == (new.source, new.target)), None)
        if old:
            gone.remove(old)
            come.remove(new)
            yield EdgeChange(before=old, after=new)


def told(before: Graph, after: Graph) -> str:
    """The same in one line for reading, "" for no difference."""
    return "; ".join(_told(diff(before, after), before, after))


def _told(found: GraphDiff, before: Graph, after: Graph) -> Iterator[str]:
    yield from (f"{named(node)} added" for node in found.added)
    yield from (f"{named(node)} removed" for node in found.removed)
    for change in found.changed:
        yield f"{named(change.before)} is now {named(change.after)}, {change.after.kind}"
    plain = _plain_edges(found)
    yield from (f"arrow added: {_arrow(edge, after)}" for edge in found.added_edges if edge in plain)
    yield from (f"arrow removed: {_arrow(edge, before)}" for edge in found.removed_edges if edge in plain)
    for changed in found.changed_edges:
        yield f"arrow changed: {_arrow(changed.before, before)}, now {changed.after.label or 'always'}"
    if found.moved:
        yield "another order"


def _plain_edges(found: GraphDiff) -> set[Edge]:
    """The edges that did not merely come or go with a node."""
    ids = {node.id for node in (*found.added, *found.removed)}
    beside = {e.source for e in (*found.added_edges, *found.removed_edges) if e.target in ids} | ids
    return {e for e in (*found.added_edges, *found.removed_edges) if e.source not in beside and e.target not in ids}


def _arrow(edge: Edge, graph: Graph) -> str:
    source, target = named(graph.node[edge.source]), named(graph.node[edge.target])
    return f"{source} to {target}" + (f" ({edge.label})" if edge.label else "")
