"""How a model is connected: what to write for the usual providers, and who may try it when."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sessions.errors import ConversationError


@dataclass(frozen=True)
class Recipe:
    """The lines of `.env` that connect one kind of provider."""

    name: str
    lines: str
    note: str


RECIPES = (
    Recipe(
        "OpenAI",
        "PARLEY_MODEL=openai/gpt-5\nPARLEY_FAST_MODEL=openai/gpt-5-mini\nOPENAI_API_KEY=sk-...",
        "The second line is optional: a smaller model that reads the answers.",
    ),
    Recipe(
        "Anthropic",
        "PARLEY_MODEL=anthropic/claude-sonnet-4-5\nANTHROPIC_API_KEY=sk-ant-...",
        "One model can do both.",
    ),
    Recipe(
        "Ollama",
        "PARLEY_MODEL=ollama_chat/llama3.1\nOLLAMA_API_BASE=http://localhost:11434\nPARLEY_MODEL_TIMEOUT=60",
        "Nothing leaves your machine. The first answer waits until the model is loaded.",
    ),
    Recipe(
        "Any OpenAI-compatible server",
        "PARLEY_MODEL=openai/name-of-the-model\nOPENAI_API_BASE=http://localhost:8080/v1\nOPENAI_API_KEY=none",
        "For vLLM, llama.cpp, LM Studio and gateways. A server without keys still wants some word as key.",
    ),
)


class TrialRefused(ConversationError):
    """Not now: a trial costs whoever owns the key, so there are few."""

    status = 429
    title = "Not just now"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Turnstile:
    """Lets one trial through at a time in this process, and the next one `pause` seconds after its end."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._is_taken = False
        self._free_at = 0.0

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Raises TrialRefused if it is taken or resting."""
        if self._is_taken:
            raise TrialRefused("A test is running already. Look again when it has ended.", 5)
        if (rest := self._free_at - time.monotonic()) > 0:
            wait = int(rest) + 1
            raise TrialRefused(f"The model was tested a moment ago. The next test is possible in {wait} s.", wait)
        self._is_taken = True
        try:
            yield
        finally:
            self._is_taken, self._free_at = False, time.monotonic() + self.pause


TURNSTILE = Turnstile(pause=15)
