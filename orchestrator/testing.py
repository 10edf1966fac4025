"""The one fake of the orchestrator, at the one seam: a client with a script instead of a provider."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Mapping
from types import TracebackType
from typing import Any, Self

from pydantic import BaseModel

from orchestrator import llm
from orchestrator.exchange import Abilities, Chunk, Client, Completion, Request, Usage

Part = str | BaseModel | Mapping[str, Any] | Exception | asyncio.Event
Answer = Part | tuple[Part, ...]
USAGE = Usage(input_tokens=10, output_tokens=5)


class ScriptedLLM:
    """Answers while its `with` block lasts: `replies` to plain requests, `extractions` to those with a schema.

    An answer is one part or a tuple of parts: a text (streamed as it is), an instance or a dict (sent as JSON), an
    event (the answer goes on once it is set), an exception (raised there). Without `extractions` every one of them
    finds nothing. Asked for more than was scripted, it raises AssertionError. `requests` are what it was asked,
    `pauses` the seconds it was told to wait before asking (it does not: its clock is put forward), `open` the answers
    being given, `known` what is known of its models, `prices` what a token of theirs costs.
    """

    def __init__(
        self, replies: Iterable[Answer] = (), extractions: Iterable[Answer] | None = None, *, usage: Usage = USAGE
    ) -> None:
        self._replies = deque(replies)
        self._extractions = None if extractions is None else deque(extractions)
        self._usage = usage
        self._real: Client | None = None
        self.requests: list[Request] = []
        self.pauses: list[float] = []
        self.open = 0
        self.finish = "stop"
        self.known = Abilities()
        self.prices: dict[str, float] = {}

    def __enter__(self) -> Self:
        self._real, llm.client = llm.client, self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._real is not None:
            llm.client = self._real

    def says(self, *answers: Answer) -> None:
        """Answer the next plain requests so."""
        self._replies.extend(answers)

    def finds(self, *answers: Answer) -> None:
        """Answer the next requests with a schema so."""
        self._extractions = self._extractions or deque()
        self._extractions.extend(answers)

    @property
    def left(self) -> int:
        """How many scripted answers nobody has asked for."""
        return len(self._replies) + len(self._extractions or ())

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        async for text in self._given(request):
            yield Chunk(text)
        yield Chunk(finish=self.finish, usage=self._usage)

    async def complete(self, request: Request) -> Completion:
        return Completion("".join([text async for text in self._given(request)]), self._usage)

    async def ready(self) -> None:
        """Nothing has to be loaded."""

    def now(self) -> float:
        return asyncio.get_running_loop().time() + sum(self.pauses)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def abilities(self, model: str) -> Abilities:
        return self.known

    def price(self, model: str, usage: Usage) -> float | None:
        return self.prices.get(model, 0.0) * (usage.input_tokens + usage.output_tokens) or None

    async def _given(self, request: Request) -> AsyncGenerator[str, None]:
        self.requests.append(request)
        answer = self._next(request)
        self.open += 1
        try:
            for part in answer if isinstance(answer, tuple) else (answer,):
                if isinstance(part, Exception):
                    raise part
                if isinstance(part, asyncio.Event):
                    await part.wait()
                else:
                    yield _text(part)
        finally:
            self.open -= 1

    def _next(self, request: Request) -> Answer:
        if request.schema is not None and self._extractions is None:
            return {"route": "answer"}
        queue = self._replies if request.schema is None else self._extractions
        if not queue:
            raise AssertionError(f"Nothing is scripted for this request: {request.messages[-1]['content'][:200]}")
        return queue.popleft()


def _text(part: str | BaseModel | Mapping[str, Any]) -> str:
    if isinstance(part, str):
        return part
    return part.model_dump_json() if isinstance(part, BaseModel) else json.dumps(part)
