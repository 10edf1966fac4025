"""The added time to the first token over the number of conversations, as a picture."""

from collections.abc import Sequence
from pathlib import Path

import pygal

from tests.bench.load import Result


def draw(results: Sequence[Result], path: Path) -> None:
    """An SVG; times on a logarithmic scale, since they span three orders of magnitude."""
    counts = sorted({r.conversations for r in results})
    chart = pygal.Line(logarithmic=True, x_title="conversations at once", y_title="ms added to the first token (p50)")
    chart.x_labels = [str(count) for count in counts]
    for name in dict.fromkeys(r.name for r in results):
        found = {r.conversations: max(r.p50, 0.1) for r in results if r.name == name}
        chart.add(name, [found.get(count) for count in counts])
    chart.render_to_file(str(path))
