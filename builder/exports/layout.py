"""Where the nodes of a workflow stand on a platform's canvas: one row per distance from the start."""

from collections import defaultdict

from builder.graph import Graph

WIDE, HIGH = 360, 200


def positions(graph: Graph, *, wide: int = WIDE, high: int = HIGH) -> dict[str, tuple[int, int]]:
    """x and y by node id; no two nodes share a place."""
    rows: dict[int, list[str]] = defaultdict(list)
    for node_id, depth in _depths(graph).items():
        rows[depth].append(node_id)
    return {node_id: (column * wide, depth * high) for depth, row in rows.items() for column, node_id in enumerate(row)}


def _depths(graph: Graph) -> dict[str, int]:
    out = graph.ways_out()
    depths = {node.id: 0 for node in graph.nodes if node.kind == "start"}
    todo = list(depths)
    for node_id in todo:
        for edge in out.get(node_id, ()):
            if edge.target not in depths:
                depths[edge.target] = depths[node_id] + 1
                todo.append(edge.target)
    return depths | {node.id: 0 for node in graph.nodes if node.id not in depths}
