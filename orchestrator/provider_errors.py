"""What went wrong at a provider, in plain words: its exception becomes one of orchestrator.errors.

The words of a provider's own message are never repeated: they may hold pieces of a key or of the conversation.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from orchestrator.errors import ModelRefused, OrchestratorError, Retryable

_NO_KEY = re.compile(r"(api|access).?key|credentials", re.IGNORECASE)
_CUT_OFF = re.compile(r"payload is not completed|peer closed|RemoteProtocol|ReadError|disconnected", re.IGNORECASE)
_UNREACHABLE = re.compile(
    r"connection error|cannot connect|connect call|ConnectError|refused|name or service|unreachable", re.IGNORECASE
)
_NO_CREDIT = re.compile(r"insufficient_quota|exceeded your current quota|credit balance", re.IGNORECASE)
_TOO_LONG = re.compile(r"ContextWindow|context.?(length|window)|too (long|many tokens)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"ContentPolicy|content.?(policy|filter|management)", re.IGNORECASE)
CUT_OFF = "the answer was cut off"
_TIMEOUTS = {
    "Timeout",
    "APITimeoutError",
    "TimeoutException",
    "ReadTimeout",
    "ConnectTimeout",
    "PoolTimeout",
    "TimeoutError",
}
RETRYABLE = {
    408: "the provider took too long",
    409: "the provider was busy",
    425: "the provider was busy",
    429: "the provider accepts no more requests just now",
    502: "the provider could not be reached",
    503: "the provider is overloaded",
    504: "the provider took too long",
    529: "the provider is overloaded",
}
REFUSED = {
    402: "the provider asks for payment: check the account's credit",
    403: "the provider does not let this key use {model}: check the key's rights and PARLEY_MODEL",
    404: "the provider knows no {model}: check PARLEY_MODEL",
    413: "the conversation is too long for {model}",
}


def error_for(error: Exception, model: str, missing_keys: tuple[str, ...] = ()) -> OrchestratorError:
    """The error that says what comes next. `missing_keys`: environment variables the provider misses."""
    if isinstance(error, OrchestratorError):
        return error
    if isinstance(within := getattr(error, "original_exception", None), Exception):
        return error_for(within, model, missing_keys)  # what LiteLLM wraps when a stream breaks off
    status, name = status_of(error), type(error).__name__
    if status == 401 or (status in (None, 500) and _NO_KEY.search(str(error))):
        return ModelRefused(_key_wanted(missing_keys))
    if _NO_CREDIT.search(str(error)):
        return ModelRefused(REFUSED[402])
    if name in _TIMEOUTS:
        return Retryable("the provider did not answer in time", maybe_billed=True)
    if status in REFUSED:
        return ModelRefused(REFUSED[status].format(model=model))
    if status is not None and 400 <= status < 500 and status not in RETRYABLE:
        return ModelRefused(_wrong_request(name, str(error), model))
    told = RETRYABLE.get(status or 0) or _unavailable(error, status)
    return Retryable(told, retry_after=retry_after(error), maybe_billed=told == CUT_OFF or status in (408, 504))


def may_mind_the_form(error: Exception) -> bool:
    """Whether a provider may have refused a request for the form of answer it asks for, and not for anything else."""
    text = f"{type(error).__name__} {error}"
    others = (_NO_KEY, _NO_CREDIT, _TOO_LONG, _FORBIDDEN)
    return status_of(error) in (400, 422) and not any(other.search(text) for other in others)


def status_of(error: Exception) -> int | None:
    """The HTTP status an exception carries, if any."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return int(str(status)) if str(status).isdigit() else None


def retry_after(error: Exception) -> float | None:
    """Seconds the provider asked us to wait, from its Retry-After header (seconds or a date)."""
    headers = (
        getattr(error, "litellm_response_headers", None)
        or getattr(getattr(error, "response", None), "headers", None)
        or {}
    )
    value = str(headers.get("retry-after", "")).strip()
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _key_wanted(missing_keys: tuple[str, ...]) -> str:
    if missing_keys:
        return f"the provider's key is missing: set {' and '.join(missing_keys)}"
    return "the provider did not accept the key: check its API key setting"


def _wrong_request(name: str, text: str, model: str) -> str:
    if _TOO_LONG.search(f"{name} {text}"):
        return REFUSED[413].format(model=model)
    if _FORBIDDEN.search(f"{name} {text}"):
        return "the provider's content rules kept it from answering"
    if "LLM Provider NOT provided" in text:
        return f"PARLEY_MODEL must name provider and model, like openai/gpt-4o-mini, not {model}"
    return f"the provider refused the request: check that PARLEY_MODEL ({model}) is a chat model"


def _unavailable(error: Exception, status: int | None) -> str:
    text = f"{type(error).__name__} {error}"
    if _CUT_OFF.search(text):
        return CUT_OFF
    if _UNREACHABLE.search(text):
        return "the provider could not be reached"
    return f"the provider had an error{f' ({status})' if status else ''}"
