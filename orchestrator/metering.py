"""Timing the calls of models and of the guide, and the account of them."""

from collections.abc import Sequence
from time import perf_counter
from typing import Literal

from orchestrator import llm
from orchestrator.errors import BadAnswer, OrchestratorError, Retryable
from orchestrator.events import Call, Purpose
from orchestrator.exchange import Prompt, Usage, estimated


class Meter:
    """Runs from its making until call(): milliseconds from the request on, its retries included. What a call used that
    came to no end is estimated, from the messages it sent and what came of the answer."""

    def __init__(self, purpose: Purpose, model: str, messages: Sequence[Prompt] = ()) -> None:
        self._purpose, self._model, self._messages = purpose, model, messages
        self._said = ""
        self._started = perf_counter()
        self._first: float | None = None
        self._ended: Call | None = None

    def token(self, text: str = "") -> None:
        """Note that a piece of the answer has come."""
        self._said += text
        self._first = self._first if self._first is not None else self._elapsed()

    def call(self, usage: Usage, error: str = "") -> Call:
        self._ended = self._told("failed" if error else "done", usage, error)
        return self._ended

    def so_far(self, otherwise: Literal["stopped", "failed"]) -> Call:
        """The call if it has ended, else what is known of one that ends now, with that status."""
        return self._ended or self._told(otherwise, self._guessed())

    def failed(self, error: OrchestratorError, told: str) -> Call:
        """The call that ended in this error, which people are told so. It cost nothing only if nothing was done."""
        usage = error.usage if isinstance(error, BadAnswer) else Usage()
        begun = self._said or isinstance(error, BadAnswer) or (isinstance(error, Retryable) and error.maybe_billed)
        return self.call(self._guessed() if begun and usage == Usage() else usage, told)

    def _guessed(self) -> Usage:
        return estimated(self._messages, self._said)

    def _told(self, status: Literal["done", "failed", "stopped"], usage: Usage, error: str = "") -> Call:
        return Call(
            purpose=self._purpose,
            model=self._model,
            status=status,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            cost=llm.client.price(self._model, usage) if usage.cost is None else usage.cost,
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

    def meter(self, purpose: Purpose, model: str, messages: Sequence[Prompt]) -> Meter:
        """A meter of a request that leaves now."""
        self._meters.append(Meter(purpose, model, messages))
        return self._meters[-1]

    def calls(self, otherwise: Literal["stopped", "failed"]) -> tuple[Call, ...]:
        """All of them; those that have not ended have this status."""
        return tuple(meter.so_far(otherwise) for meter in self._meters)
