"""The ways out of one node, as two sides changed them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestrator.flow import Edge, Graph, Node

Ways = Sequence[Edge]


@dataclass
class Crossing:
    """Three graphs with the same nodes but for those that one side added. `led_on` collects where an arrow (source,
    target) leads instead, because both sides put something into the way it ends."""

    base: Graph
    mine: Graph
    drawn: Graph
    led_on: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.was, self.hand, self.now = (graph.ways_out() for graph in (self.base, self.mine, self.drawn))
        self.old = self.base.node.keys()


def ways_of(node: Node, crossing: Crossing) -> Iterator[Edge]:
    """The ways out of a node after both sides' changes."""
    was, hand, now = (ways.get(node.id, ()) for ways in (crossing.was, crossing.hand, crossing.now))
    if node.id not in crossing.old:
        yield from hand if node.id in crossing.mine.node else now
    elif tuple(hand) == tuple(was):
        yield from now
    elif tuple(now) == tuple(was):
        yield from hand
    else:
        joined = list(dict.fromkeys(_joined(was, hand, now, crossing)))
        yield from joined if node.kind == "decision" else joined[:1]


def _joined(was: Ways, hand: Ways, now: Ways, crossing: Crossing) -> Iterator[Edge]:
    """Each way that was there as both sides left it, then those that the hand added, then those that are drawn anew."""
    mine, more = _matched(was, hand)
    drawn, new = _matched(was, now)
    for old, by_hand, as_drawn in zip(was, mine, drawn, strict=True):
        if by_hand and as_drawn:
            yield _way(old, by_hand, as_drawn, crossing)
        elif by_hand and by_hand != old:
            yield by_hand
    yield from more
    yield from new


def _matched(was: Ways, ways: Ways) -> tuple[list[Edge | None], list[Edge]]:
    """For each way that was there what became of it, and the ways that are new."""
    left, found = list(ways), [None] * len(was)  # type: tuple[list[Edge], list[Edge | None]]
    for alike in (_same, _same_case, _same_place, _only_one):
        for at, old in enumerate(was):
            match = next((way for way in left if alike(old, way, len(was) == len(ways) == 1)), None)
            if found[at] is None and match:
                found[at] = match
                left.remove(match)
    return found, left


def _same(old: Edge, new: Edge, alone: bool) -> bool:
    return old == new


def _same_case(old: Edge, new: Edge, alone: bool) -> bool:
    return (old.label, old.otherwise) == (new.label, new.otherwise)


def _same_place(old: Edge, new: Edge, alone: bool) -> bool:
    return old.target == new.target


def _only_one(old: Edge, new: Edge, alone: bool) -> bool:
    return alone


def _way(old: Edge, hand: Edge, now: Edge, crossing: Crossing) -> Edge:
    """One way as both sides changed it."""
    changed = {name: value for name, value in hand if value != getattr(old, name)}
    if hand.target != old.target != now.target != hand.target:
        changed["target"] = _through_both(old.target, hand.target, now.target, crossing)
    return now.model_copy(update=changed)


def _through_both(old: str, hand: str, now: str, crossing: Crossing) -> str:
    """Where a way leads that both sides turned: through what was drawn anew, then through what was made by hand."""
    for graph, begin, rest in ((crossing.drawn, now, hand), (crossing.mine, hand, now)):
        ends = _ends(graph, begin, old, crossing)
        if ends:
            crossing.led_on.update({(edge.source, edge.target): rest for edge in ends})
            return begin
    return hand


def _ends(graph: Graph, begin: str, goal: str, crossing: Crossing) -> list[Edge]:
    """The arrows by which one side's own nodes, from `begin` on, come back to where the way led before."""
    out, seen, todo, ends = graph.ways_out(), {begin}, [begin], []
    while todo:
        node = todo.pop()
        if node in crossing.old:
            continue
        for edge in out.get(node, ()):
            if edge.target == goal:
                ends.append(edge)
            elif edge.target not in seen:
                seen.add(edge.target)
                todo.append(edge.target)
    return ends
