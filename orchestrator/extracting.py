"""One question to the model that reads: what does this text say? Its failure is told, not raised."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator import llm
from orchestrator.conf import Models
from orchestrator.errors import OrchestratorError
from orchestrator.events import Call
from orchestrator.exchange import Prompt
from orchestrator.found import Found
from orchestrator.metering import Account


@dataclass(frozen=True)
class Extracted:
    """What a model found, None if it failed; the account of the call, and what went wrong, for people."""

    found: Found | None
    call: Call
    error: str = ""


async def extract(
    messages: Sequence[Prompt], models: Models, *, within: float, account: Account | None = None
) -> Extracted:
    """Ask the reading model once, and once more if its answer has the wrong form; each within so many seconds. It is
    noted in the `account` as soon as it is asked."""
    meter = (account or Account()).meter("extraction", models.fast, messages)
    try:
        found, usage = await llm.structured(models.fast, messages, Found, within=within)
    except OrchestratorError as error:
        # Errors name the setting of the model that replies.
        told = str(error) if models.fast == models.reply else str(error).replace("PARLEY_MODEL", "PARLEY_FAST_MODEL")
        return Extracted(None, meter.failed(error, told), told)
    return Extracted(found, meter.call(usage))
