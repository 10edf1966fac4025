"""What an evaluation found, as text: the scorer's table per slot, a line per person with tokens, cost and time, and how
many turns a median person takes."""

import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from evaluation.interviewing import Run
from evaluation.score import report, score_set

HEAD = tuple("person,F1,violations,turns,by model,tokens in,tokens out,cost USD,seconds,slowest".split(","))


def table(runs: Sequence[Run], *, verbose: bool = False) -> str:
    """Both tables, the first the scorer's, and the median of turns."""
    scored = score_set([(run.persona, run.spec, run.prompt, run.said) for run in runs])
    people = zip(runs, scored["personas"], strict=True)
    rows = [HEAD, *(_row(run, found) for run, found in people), _total(runs, scored)]
    median = statistics.median(len(run.exchanges) for run in runs)
    return f"{report(scored, verbose)}\n\n{_aligned(rows)}\n\nmedian of turns {median:g}"


def _row(run: Run, found: dict[str, Any]) -> tuple[str, ...]:
    return (run.persona["id"], _share(found["strict"]["f1"]), str(len(found["must_not"])), *_account([run]))


def _total(runs: Sequence[Run], scored: dict[str, Any]) -> tuple[str, ...]:
    violations = scored["must_not"]["violations"]
    return ("all", _share(scored["strict"]["f1"]), str(violations), *_account(runs))


def _account(runs: Sequence[Run]) -> tuple[str, ...]:
    exchanges = [exchange for run in runs for exchange in run.exchanges]
    costs = [run.cost for run in runs]
    return (
        str(len(exchanges)),
        str(sum(run.by_model for run in runs)),
        str(sum(exchange.answer.usage.input_tokens for exchange in exchanges)),
        str(sum(exchange.answer.usage.output_tokens for exchange in exchanges)),
        "unknown" if None in costs else f"{sum(cost or 0.0 for cost in costs):.4f}",
        f"{sum(run.seconds for run in runs):.1f}",
        f"{max((exchange.seconds for exchange in exchanges), default=0.0):.2f}",
    )


def _share(number: float | None) -> str:
    return "-" if number is None else f"{number:.3f}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: tuple[str, ...], widths: Iterable[int]) -> str:
    first, *rest = zip(row, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])
