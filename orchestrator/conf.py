"""The few settings the orchestrator reads: which models interview, and how long to wait for them."""

import os
from dataclasses import dataclass

from django.conf import settings

FIRST_TOKEN_SECONDS = 20.0


@dataclass(frozen=True)
class Models:
    """Models by their LiteLLM names: `reply` talks, `fast` reads. `timeout`: seconds to the first token."""

    reply: str
    fast: str
    timeout: float = FIRST_TOKEN_SECONDS

    @property
    def limit(self) -> float:
        """Seconds after a turn's beginning at which its reply ends, come what may: 40, so that the turn ends within 45
        however its provider drags its feet; with a `timeout` above 20, twice that."""
        return max(40.0, 2 * self.timeout)


def requests_per_minute() -> int | None:
    """How often one model may be asked by this process; None for as often as its provider lets us."""
    return (getattr(settings, "PARLEY_MODEL_RPM", None) or None) if settings.configured else None


def models() -> Models | None:
    """The models the settings name; None if they name none, or if no settings are in use: then the guide interviews."""
    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return None
    reply: str = getattr(settings, "PARLEY_MODEL", "") or ""
    if not reply:
        return None
    return Models(
        reply=reply,
        fast=getattr(settings, "PARLEY_FAST_MODEL", "") or reply,
        timeout=float(getattr(settings, "PARLEY_MODEL_TIMEOUT", None) or FIRST_TOKEN_SECONDS),
    )
