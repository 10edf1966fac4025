"""How long what is made takes: the workflow, the prompt and every export of one agent."""

import time
from collections.abc import Sequence

from builder.definition import definition_of
from builder.exports.registry import EXPORTS, bundle
from builder.mermaid import draw
from builder.workflow import synthesise
from tests.bench.guide import interviewed

HEADS = ("made from one agent", "ms")
ROUNDS = 5


def measure() -> list[tuple[str, float]]:
    """Best of some rounds each."""
    definition = definition_of(interviewed())
    work = (
        ("workflow and its diagram", lambda: draw(synthesise(definition))),
        (f"all exports ({len(EXPORTS)})", lambda: bundle(definition)),
    )
    return [(name, min(_timed(make) for _ in range(ROUNDS))) for name, make in work]


def rows(measured: Sequence[tuple[str, float]]) -> list[tuple[str, ...]]:
    return [(name, f"{spent:.1f}") for name, spent in measured]


def _timed(make: object) -> float:
    began = time.perf_counter()
    make()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000
