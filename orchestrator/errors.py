"""Errors that say what comes next."""

from orchestrator.exchange import Usage


class OrchestratorError(Exception):
    """Base of what this package raises on purpose."""


class Retryable(OrchestratorError):
    """Ask again, after `retry_after` seconds if given: rate limit, provider down, time-out, cut stream. `maybe_billed`:
    the provider had begun, or may have, and counts what it did."""

    def __init__(self, message: str, retry_after: float | None = None, *, maybe_billed: bool = False) -> None:
        super().__init__(message)
        self.retry_after, self.maybe_billed = retry_after, maybe_billed


class ModelRefused(OrchestratorError):
    """Asking again will not help: no key, unknown model, wrong request. The text says what to set."""


class BadAnswer(OrchestratorError):
    """The model answered, but not in the shape that was asked for, also after one repair. `usage`: what that cost."""

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.usage = usage or Usage()
