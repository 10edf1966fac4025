"""Timing the calls of models and of the guide, and the account of them."""

from time import perf_counter
from typing import Literal

from orchestrator.events import Call, Purpose
from orchestrator.exchange import Usage


class Meter:
    """Runs from its making until call(): milliseconds from the request on, its retries included."""

    def __init__(self, purpose: Purpose, model: str) -> None:
        self._purpose, self._model = purpose, model
        self._started = perf_counter()
        self._first: float | None = None
        self._ended: Call | None = None

    def token(self) -> None:
        """Note that a piece of the answer has come."""
        self._first = self._first if self._first is not None else self._elapsed()

    def call(self, usage: Usage, error: str = "") -> Call:
        self._ended = self._told("failed" if error else "done", usage, error)
        return self._ended

    def so_far(self, otherwise: Literal["stopped", "failed"]) -> Call:
        """The call if it has ended, else what is known of one that ends now, with that status."""
        return self._ended or self._told(otherwise, Usage())

    def _told(self, status: Literal["done", "failed", "stopped"], usage: Usage, error: str = "") -> Call:
        return Call(
            purpose=self._purpose,
            model=self._model,
            status=status,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost=usage.cost,
            first_token_ms=self._first,
            duration_ms=self._elapsed(),
            error=error,
        )

    def _elapsed(self) -> float:
        return round((perf_counter() - self._started) * 1000, 3)


class Account:
    """The calls of models in one turn, in the order in which their requests left; also those that come to no end."""

    def __init__(self) -> None:
        self._meters: list[Meter] = []

    def meter(self, purpose: Purpose, model: str) -> Meter:
        """A meter of a request that leaves now."""
        self._meters.append(Meter(purpose, model))
        return self._meters[-1]

    def calls(self, otherwise: Literal["stopped", "failed"]) -> tuple[Call, ...]:
        """All of them; those that have not ended have this status."""
        return tuple(meter.so_far(otherwise) for meter in self._meters)
