"""Which node of one graph is which of another."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from orchestrator.flow import Graph, Node

T = TypeVar("T")
Pair = tuple[T | None, T | None]


def paired(before: Graph, after: Graph) -> Iterator[Pair[Node]]:
    """The nodes of both in pairs. They keep their ids as long as they say the same; one in another's place is that
    one, changed."""
    return _aligned(before.nodes, after.nodes, lambda n: n.id, lambda n: n.kind)


def _aligned(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], Hashable], kind: Callable[[T], Hashable]
) -> Iterator[Pair[T]]:
    """The items of both in pairs: the same ones, then those of one kind that took another's place; rests alone."""
    keys, next_keys = [key(item) for item in before], [key(item) for item in after]
    shared = set(keys) & set(next_keys)
    by_key = {key(item): item for item in before}
    yield from ((by_key[key(item)], item) for item in after if key(item) in shared)
    for _, i, j, k, m in SequenceMatcher(None, keys, next_keys, autojunk=False).get_opcodes():
        old = [item for item in before[i:j] if key(item) not in shared]
        new = [item for item in after[k:m] if key(item) not in shared]
        yield from _in_place(old, new, kind)


def _in_place(old: list[T], new: list[T], kind: Callable[[T], Hashable]) -> Iterator[Pair[T]]:
    for item in new:
        same = next((o for o in old if kind(o) == kind(item)), None)
        if same is not None:
            old.remove(same)
        yield same, item
    yield from ((item, None) for item in old)
