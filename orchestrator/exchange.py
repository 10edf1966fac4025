"""What goes to a model and what comes back, as plain data: the two sides of the seam."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel

Prompt = Mapping[str, str]  # {"role": "system" | "user" | "assistant", "content": text}


@dataclass(frozen=True)
class Request:
    """One question to one model. With `schema`, the answer is to be one JSON object of that shape."""

    model: str
    messages: tuple[Prompt, ...]
    timeout: float
    schema: type[BaseModel] | None = None


@dataclass(frozen=True)
class Usage:
    """Tokens in and out, estimated if the provider does not tell; `cost` in US dollars, None if unknown."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: "Usage") -> "Usage":
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Usage(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens, cost)


def estimated(messages: Sequence[Prompt], said: str = "") -> Usage:
    """About what a call used that came to no end: a token is some four bytes. What it cost is left open."""
    told = sum(len(message["content"].encode()) for message in messages)
    return Usage(told // 4, len(said.encode()) // 4)


@dataclass(frozen=True)
class Chunk:
    """A piece of a streamed answer. The last one, and only it, has `finish` (the provider's reason) and `usage`."""

    text: str = ""
    finish: str = ""
    usage: Usage = Usage()


@dataclass(frozen=True)
class Completion:
    """A whole answer."""

    text: str
    usage: Usage = Usage()


@dataclass(frozen=True)
class Abilities:
    """What is known of a model without asking it: the environment variables its provider misses, whether it takes a
    JSON Schema (one that does not is asked in words), and whether its price is known (else its cost never is)."""

    missing: tuple[str, ...] = ()
    takes_schema: bool = True
    has_price: bool = True


class Client(Protocol):
    """The one seam: who answers requests. Raises the errors of orchestrator.errors; tests put a ScriptedLLM here."""

    def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """The answer piece by piece; every piece but the last has text. Closing it closes the connection."""
        ...

    async def complete(self, request: Request) -> Completion: ...

    async def ready(self) -> None:
        """Wait for what has to be loaded before the first request."""
        ...

    def now(self) -> float:
        """Seconds on the clock that pauses and limits are measured by."""
        ...

    async def pause(self, seconds: float) -> None:
        """Wait before asking."""
        ...

    async def abilities(self, model: str) -> Abilities: ...

    def price(self, model: str, usage: Usage) -> float | None:
        """What so many tokens of a model cost in US dollars, None if nobody knows. Asks no network."""
        ...
