"""Timing one call of a model or of the guide, and the account of it."""

from time import perf_counter
from typing import Literal

from orchestrator.events import Call
from orchestrator.exchange import Usage


class Meter:
    """Runs from its making until call(): milliseconds from the request on, its retries included."""

    def __init__(self, purpose: Literal["reply", "extraction", "guide"], model: str) -> None:
        self._purpose, self._model = purpose, model
        self._started = perf_counter()
        self._first: float | None = None

    def token(self) -> None:
        """Note that a piece of the answer has come."""
        self._first = self._first if self._first is not None else self._elapsed()

    def call(self, usage: Usage, error: str = "") -> Call:
        return Call(
            purpose=self._purpose,
            model=self._model,
            status="failed" if error else "done",
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost=usage.cost,
            first_token_ms=self._first,
            duration_ms=self._elapsed(),
            error=error,
        )

    def _elapsed(self) -> float:
        return round((perf_counter() - self._started) * 1000, 3)
