"""`make bench`: measures Parley and prints tables; the figures and a plot stay in .build/bench.

make bench                                   everything, some minutes
make bench ARGS="turns --conversations 1 50"  one part: turns, guide, flow, exports or page
"""

import argparse
import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from config.environment import ROOT
from tests.bench import exports, flow, guide, page, plot, turns

OUT = ROOT / ".build/bench"
PARTS = {"guide": guide, "flow": flow, "exports": exports, "page": page, "turns": turns}


def main(arguments: Sequence[str] | None = None) -> int:
    told = _parser().parse_args(arguments)
    OUT.mkdir(parents=True, exist_ok=True)
    for name in told.parts or PARTS:
        part: Any = PARTS[name]
        measured = part.measure(told.conversations) if part is turns else part.measure()
        print(table(part.HEADS, part.rows(measured)), flush=True)
        (OUT / f"{name}.json").write_text(json.dumps(measured, default=dataclasses.asdict, indent=1), encoding="utf-8")
        if part is turns:
            plot.draw(measured, OUT / "turns.svg")
    print(f"Kept in {OUT.relative_to(ROOT)}")
    return 0


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they must be; all but the first end at the right."""
    lines = [heads, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    told = [
        "  ".join([line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))])
        for line in lines
    ]
    return "\n".join([told[0], "-" * len(told[0]), *told[1:], ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Parley on this machine.")
    parser.add_argument("parts", nargs="*", choices=list(PARTS), metavar="part", help=" · ".join(PARTS))
    parser.add_argument("--conversations", type=int, nargs="+", default=[1, 10, 50, 200], help="how many at once")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
