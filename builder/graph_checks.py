"""What can be wrong with a workflow. Each check is one small function; CHECKS is all of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from builder.graph_parts import LAST, edge_keys, from_start, named, reached
from builder.graph_problems import Fix, Problem
from builder.graph_receivers import names_receiver
from builder.wording import content_words, mentions, vocabulary
from orchestrator.flow import Edge, Graph, Node
from orchestrator.values import Tool

SAY_INSTEAD = "Make it something that is said"
FINISH = "Lead it to the end"


@dataclass(frozen=True)
class View:
    """A graph with the tools its agent has, who takes over ("" if nobody is known), and who is reached from where."""

    graph: Graph
    tools: tuple[Tool, ...]
    receiver: str = ""

    @cached_property
    def out(self) -> dict[str, list[Edge]]:
        return defaultdict(list, {source: list(ways) for source, ways in self.graph.ways_out().items()})

    @cached_property
    def node(self) -> dict[str, Node]:
        return dict(self.graph.node)

    @cached_property
    def starts(self) -> list[Node]:
        return [node for node in self.graph.nodes if node.kind == "start"]

    @cached_property
    def reached(self) -> set[str]:
        """The nodes that some path from a start leads to."""
        return from_start(self.graph)

    @cached_property
    def ending(self) -> set[str]:
        """The nodes from which some path ends, be it for good or at a dead end."""
        ends = {node.id for node in self.graph.nodes if node.kind in LAST or not self.out[node.id]}
        return reached(ends, ((edge.target, edge.source) for edge in self.graph.edges))

    def reach(self, begin: Iterable[str]) -> set[str]:
        """The nodes that can be reached from these, themselves among them."""
        return reached(begin, ((edge.source, edge.target) for edge in self.graph.edges))

    @cached_property
    def _keys(self) -> dict[int, str]:
        return {id(edge): key for key, edge in edge_keys(self.graph).items()}

    def key(self, edge: Edge) -> str:
        return self._keys[id(edge)]


def _ids(seen: View) -> Iterator[Problem]:
    counts = Counter(node.id for node in seen.graph.nodes)
    for node_id, count in counts.items():
        if count > 1:
            yield Problem(code="twice", text="Two nodes carry the same id.", node=node_id)
    for key, edge in edge_keys(seen.graph).items():
        for end in sorted({edge.source, edge.target} - counts.keys()):
            fix = Fix(label="Take the arrow out", action="disconnect", fields={"edge": key})
            text = "An arrow begins or ends at a node that is not there."
            yield Problem(code="loose_edge", text=text, node=end, fix=fix)


def _start(seen: View) -> Iterator[Problem]:
    if not seen.starts:
        fix = Fix(label="Add a start", action="add", fields={"kind": "start", "label": "Start"})
        yield Problem(code="start", text="There is no start.", fix=fix)
    for extra in seen.starts[1:]:
        fix = Fix(label=SAY_INSTEAD, action="change", fields={"node": extra.id, "kind": "say"})
        yield Problem(code="start", text="There is more than one start.", node=extra.id, fix=fix)


def _unreachable(seen: View) -> Iterator[Problem]:
    """One problem for all that hangs on the same node."""
    known = set(seen.reached)
    led_to = {edge.target for edge in seen.graph.edges if edge.source != edge.target}
    for node in sorted(seen.graph.nodes, key=lambda node: node.id in led_to) if seen.starts else ():
        if node.id not in known:
            known |= seen.reach([node.id])
            fix = Fix(label="Lead a path to it", action="join", fields={"node": node.id})
            yield Problem(code="orphan", text=f"No path leads to {named(node)}.", node=node.id, fix=fix)


def _dead_ends(seen: View) -> Iterator[Problem]:
    for node in seen.graph.nodes:
        if node.kind not in LAST and not seen.out[node.id]:
            fix = Fix(label=FINISH, action="finish", fields={"node": node.id})
            yield Problem(code="dead_end", text=f"Nothing follows {named(node)}.", node=node.id, fix=fix)


def _rounds(seen: View) -> Iterator[Problem]:
    """One problem for each round that is never left."""
    known = set(seen.ending)
    for node in seen.graph.nodes:
        if node.id not in known and node.id in seen.reach(edge.target for edge in seen.out[node.id]):
            known |= seen.reach([node.id])
            fix = Fix(label="Give it a way out", action="finish", fields={"node": node.id})
            text = f"From {named(node)} the conversation goes round and never ends."
            yield Problem(code="endless", text=text, node=node.id, fix=fix)


def _forks(seen: View) -> Iterator[Problem]:
    for node in seen.graph.nodes:
        if node.kind not in ("decision", "end") and len(seen.out[node.id]) > 1:
            fix = Fix(label="Put a decision after it", action="decide", fields={"node": node.id})
            text = f"{named(node)} leads to several places at once; only a decision chooses."
            yield Problem(code="forks", text=text, node=node.id, fix=fix)


def _decisions(seen: View) -> Iterator[Problem]:
    for node in seen.graph.nodes:
        ways = seen.out[node.id]
        if node.kind == "decision" and ways:
            if len(ways) == 1:
                yield _one_way(node, ways[0])
            if sum(edge.otherwise for edge in ways) != 1:
                text = f"{named(node)} needs one way for every other case."
                yield Problem(code="no_otherwise", text=text, node=node.id, fix=_other_case(seen, node, ways))
            yield from _unnamed(seen, node, [edge for edge in ways if not edge.label and not edge.otherwise])


def _one_way(node: Node, way: Edge) -> Problem:
    fix = Fix(label="Lead every other case to the end", action="finish", fields={"node": node.id})
    if way.otherwise:
        fix = Fix(label=SAY_INSTEAD, action="change", fields={"node": node.id, "kind": "say"})
    text = f"{named(node)} decides nothing: it needs two ways out."
    return Problem(code="one_way", text=text, node=node.id, fix=fix)


def _other_case(seen: View, node: Node, ways: list[Edge]) -> Fix:
    last = [edge for edge in ways if edge.otherwise]
    if last:
        text = "Keep the first way for every other case"
        return Fix(label=text, action="relabel", fields=_last(seen, last[0]))
    bare = next((edge for edge in ways if not edge.label), None)
    if bare:
        text = f"Make the way to {named(seen.node[bare.target])} the one for every other case"
        return Fix(label=text, action="relabel", fields=_last(seen, bare))
    return Fix(label="Lead every other case to the end", action="finish", fields={"node": node.id})


def _last(seen: View, edge: Edge) -> dict[str, str]:
    return {"edge": seen.key(edge), "label": edge.label, "otherwise": "true"}


def _unnamed(seen: View, node: Node, ways: list[Edge]) -> Iterator[Problem]:
    for way in ways:
        target = seen.node[way.target]
        fields = {"edge": seen.key(way), "label": target.label or target.kind}
        fix = Fix(label="Name the case after where it leads", action="relabel", fields=fields)
        text = f"When does {named(node)} lead to {named(target)}? The way has no condition."
        yield Problem(code="no_condition", text=text, node=node.id, severity="warning", fix=fix)


def _tools_named(seen: View) -> Iterator[Problem]:
    names = {tool.name for tool in seen.tools}
    for node in seen.graph.nodes:
        if node.kind == "tool" and node.tool not in names:
            text = f"{named(node)} uses a tool that is not configured: {node.tool or 'none named'}."
            yield Problem(code="unknown_tool", text=text, node=node.id, fix=_meant(seen, node))


def _meant(seen: View, node: Node) -> Fix:
    """The tool that a node speaks of, if any; else it can only be said."""
    text = f"{node.label} {node.detail} {node.tool}"
    near = [tool for tool in seen.tools if mentions(text, tool.name)]
    near += [tool for tool in seen.tools if content_words(text) & vocabulary(tool)]
    if near:
        return Fix(label=f"Use {near[0].name}", action="change", fields={"node": node.id, "tool": near[0].name})
    return Fix(label=SAY_INSTEAD, action="change", fields={"node": node.id, "kind": "say"})


def _unused(seen: View) -> Iterator[Problem]:
    used = {node.tool for node in seen.graph.nodes if node.kind == "tool"}
    before = next((n for n in reversed(seen.graph.nodes) if n.id in seen.reached and _leads_on(seen, n)), None)
    for tool in seen.tools:
        if tool.name not in used:
            fields = {"kind": "tool", "label": tool.purpose or tool.name, "tool": tool.name}
            fix = (
                Fix(label=f"Use it after {named(before)}", action="add", fields=fields | {"after": before.id})
                if before
                else None
            )
            text = f"No step uses the tool “{tool.name}”."
            yield Problem(code="unused_tool", text=text, severity="warning", fix=fix)


def _leads_on(seen: View, node: Node) -> bool:
    return node.kind not in (*LAST, "decision") and len(seen.out[node.id]) == 1


def _failures(seen: View) -> Iterator[Problem]:
    provided = {tool.name for tool in seen.tools if any(call.on_failure for call in tool.operations)}
    for node in seen.graph.nodes:
        decided = any(seen.node[edge.target].kind == "decision" for edge in seen.out[node.id])
        if node.kind == "tool" and not decided and node.tool not in provided:
            desk = {"detail": seen.receiver} if seen.receiver else {}
            fix = Fix(label="Add a way for failure", action="provide", fields={"node": node.id} | desk)
            text = f"Nothing says what happens when {named(node)} fails."
            yield Problem(code="no_failure_path", text=text, node=node.id, severity="warning", fix=fix)


def _receivers(seen: View) -> Iterator[Problem]:
    known = next((node.detail for node in seen.graph.nodes if node.kind == "handoff" and node.detail), seen.receiver)
    for node in seen.graph.nodes:
        if node.kind == "handoff" and not node.detail and not names_receiver(node.label):
            fix = Fix(label=f"Hand over to {known}", action="change", fields={"node": node.id, "detail": known})
            text = f"{named(node)} does not say who takes over."
            yield Problem(code="no_target", text=text, node=node.id, severity="warning", fix=fix if known else None)


CHECKS: tuple[Callable[[View], Iterator[Problem]], ...] = (
    _ids,
    _start,
    _unreachable,
    _dead_ends,
    _rounds,
    _forks,
    _decisions,
    _tools_named,
    _unused,
    _failures,
    _receivers,
)
