"""Models through LiteLLM: the only module that imports it, and the only road by which a request leaves.

Requests go through `client`, which tests replace by a ScriptedLLM. Retries, time limits and the repair of structured
answers stand above that seam; the library, its errors and its prices below. Reasons: docs/decisions/0006-model-seam.md
"""

import asyncio
import importlib
import logging
import os
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, suppress
from typing import Any, TypeVar

from pydantic import BaseModel

from orchestrator import aside, asking, heap, patience, prices, shapes, streams
from orchestrator.errors import BadAnswer, ModelRefused, OrchestratorError, Retryable
from orchestrator.exchange import Abilities, Chunk, Client, Completion, Prompt, Request, Usage, estimated
from orchestrator.prompts import render
from orchestrator.provider_errors import error_for, status_of

log = logging.getLogger(__name__)

STALLED = "the answer stopped coming, or came too slowly"
OPTIONAL = ("OLLAMA_API_BASE",)  # LiteLLM knows where a server of this machine is
QUIET = {logging.ERROR: ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy"), logging.WARNING: ("httpx", "openai")}
S = TypeVar("S", bound=BaseModel)


async def stream(
    model: str, messages: Sequence[Prompt], *, within: float = 20.0, limit: float = 40.0
) -> AsyncGenerator[Chunk, None]:
    """The answer as it is written; the last chunk has `finish` and `usage`.

    The first text comes within so many seconds, all tries and pauses included, the end within `limit`. Asked again only
    before the first text. Raises Retryable if it stays out or the answer breaks off, ModelRefused if asking is in vain.
    """
    now = client.now
    end = now() + limit
    request = Request(model, tuple(messages), within)
    source, chunk = await patience.begun(client, request, now() + within)
    async with aclosing(source):
        while not chunk.finish:
            yield chunk
            chunk = await patience.following(client, source, min(now() + within, end), late=STALLED)
        yield chunk


async def complete(
    model: str, messages: Sequence[Prompt], *, within: float = 20.0, schema: type[BaseModel] | None = None
) -> Completion:
    """The whole answer within so many seconds, all tries and pauses included. Raises as stream() does."""
    request = Request(model, tuple(messages), within, schema)
    until = client.now() + within
    attempt = 0
    await patience.admitted(client, model, until)
    while True:
        try:
            async with asyncio.timeout(until - client.now()):
                return await client.complete(request)
        except TimeoutError:
            raise Retryable(patience.LATE.format(within), maybe_billed=True) from None
        except Retryable as error:
            await patience.pause(client, model, attempt, error, until)
        attempt += 1


async def structured(
    model: str, messages: Sequence[Prompt], schema: type[S], *, within: float = 20.0
) -> tuple[S, Usage]:
    """The answer as an instance of `schema`. If it does not fit, the model is told why and asked once more, within as
    many seconds again; if that fails, BadAnswer is raised with the usage of both."""
    first = await complete(model, messages, within=within, schema=schema)
    try:
        return shapes.read(schema, first.text), first.usage
    except ValueError as error:
        repair = render("repair", problem=str(error)[:1000], schema=shapes.as_text(schema))
    again = (*messages, {"role": "assistant", "content": first.text or "{}"}, {"role": "user", "content": repair})
    try:
        second = await complete(model, again, within=within, schema=schema)
    except (Retryable, ModelRefused) as error:
        used = estimated(again) if isinstance(error, Retryable) and error.maybe_billed else Usage(cost=0.0)
        raise BadAnswer(str(error), first.usage + used) from None
    usage = first.usage + second.usage
    try:
        return shapes.read(schema, second.text), usage
    except ValueError:
        raise BadAnswer("the model did not answer in the form it was asked for", usage) from None


class LiteLLM:
    """The client that asks real models."""

    def __init__(self) -> None:
        # Models, as far as asking has taught it.
        self._without_schema, self._without_streams, self._thinking = set[str](), set[str](), set[str]()

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        _only_if_allowed()
        try:
            said = ""
            async with aclosing(self._pieces(request)) as pieces:
                async for piece in pieces:
                    said += piece.text
                    yield await _chunk(request, piece, said)
        except Exception as error:
            raise _mapped(error, request.model) from None

    async def complete(self, request: Request) -> Completion:
        _only_if_allowed()
        try:
            answer = await self._answer(request)
            message = answer.choices[0].message
            if streams.has_thought(message):
                self._thinking.add(request.model)
            usage = prices.usage(_library, request.model, getattr(answer, "usage", None))
            return Completion(streams.text_of(message.content), usage)
        except Exception as error:
            raise _mapped(error, request.model) from None

    async def ready(self) -> None:
        await asyncio.wait([asyncio.ensure_future(_loaded())])  # what is wrong is told when it is asked

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def abilities(self, model: str) -> Abilities:
        takes_schema = await _knows_formats(model) and model not in self._without_schema
        return Abilities(_missing(model), takes_schema, has_price=prices.is_known(_library, model))

    def price(self, model: str, usage: Usage) -> float | None:
        counted = {"prompt_tokens": usage.input_tokens, "completion_tokens": usage.output_tokens}
        return prices.usage(_library, model, counted).cost

    async def _pieces(self, request: Request) -> AsyncGenerator[streams.Piece, None]:
        """A streamed answer; of a provider that cannot stream the whole, and from then on without trying."""
        came = False
        if request.model not in self._without_streams:
            asked = _ask(request, stream=True, stream_options={"include_usage": True})
            async with aclosing(streams.if_any(asked)) as pieces:
                async for piece in pieces:
                    came = True
                    yield piece
        if not came:
            async with aclosing(streams.pieces(await _ask(request))) as whole:
                async for piece in whole:
                    self._without_streams.add(request.model)
                    yield piece

    async def _answer(self, request: Request) -> Any:
        if request.schema is None:
            return await _ask(request)
        limits = asking.limits(request, thinks=request.model in self._thinking or await _thinks(request.model))
        by_schema = request.model not in self._without_schema and await _knows_formats(request.model)
        answer, refused = await asking.shaped(request, _ask, limits, by_schema=by_schema)
        if refused:
            self._without_schema.add(request.model)
        return answer


client: Client = LiteLLM()


async def _ask(request: Request, **options: Any) -> Any:
    library = await _loaded()
    # The same timeout in every call: LiteLLM keeps one connection pool per value. The tighter limits are set above.
    return await library.acompletion(
        model=request.model,
        messages=[dict(message) for message in request.messages],
        timeout=request.timeout,
        max_retries=0,
        **options,
    )


async def _knows_formats(model: str) -> bool:
    return "response_format" in ((await _loaded()).get_supported_openai_params(model=model) or ())


async def _thinks(model: str) -> bool:
    return bool((await _loaded()).supports_reasoning(model=model))


async def _chunk(request: Request, piece: streams.Piece, said: str) -> Chunk:
    if not piece.finish:
        return Chunk(piece.text)
    counted = piece.usage or await asyncio.to_thread(prices.estimated, _library, request, said)
    return Chunk(finish=piece.finish, usage=prices.usage(_library, request.model, counted))


def _mapped(error: Exception, model: str) -> OrchestratorError:
    mapped = error_for(error, model, _missing(model))
    told = logging.WARNING if isinstance(mapped, ModelRefused) else logging.INFO
    log.log(told, "%s: %s (%s, status %s)", model, mapped, type(error).__name__, status_of(error))
    return mapped


def _missing(model: str) -> tuple[str, ...]:
    with suppress(Exception):  # only to name the setting; that something is wrong is told in any case
        return tuple(
            name for name in _library.validate_environment(model=model)["missing_keys"] if name not in OPTIONAL
        )
    return ()


_library: Any = None
_import_lock = threading.Lock()
_warming: threading.Thread | None = None
_forbidden = False


def warm_up() -> None:
    """Start importing LiteLLM in a background thread, which takes seconds. Does nothing if that was begun before."""
    global _warming
    if _warming is None and _library is None:
        _warming = aside.start("litellm-import", _steps)


def _steps() -> Iterator[None]:
    _import()
    yield


def forbid_real_calls(forbidden: bool = True) -> None:
    """From now on a request to a real model raises AssertionError (or, with False, leaves again): for test runs."""
    global _forbidden
    _forbidden = forbidden


def _only_if_allowed() -> None:
    if _forbidden:
        raise AssertionError("A real model was about to be asked in a test: use orchestrator.testing.ScriptedLLM.")


async def _loaded() -> Any:
    return _library or await asyncio.to_thread(_import)


def _import() -> Any:
    global _library
    with _import_lock:
        if _library is None:
            _library = _imported()
    return _library


def _imported() -> Any:
    """LiteLLM without telemetry, without a look at the network for prices or at .env, which is ours to read."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ.setdefault("LITELLM_MODE", "PRODUCTION")
    import litellm

    litellm.telemetry = False
    litellm.disable_hf_tokenizer_download = True  # tokens are counted by what is here: nothing leaves for a number
    litellm.response_cost_calculator = lambda **_: None  # sums are ours (_cost); these would load a tokenizer of 17 MB
    litellm.suppress_debug_info = litellm.turn_off_message_logging = litellm.drop_params = True
    for level, names in QUIET.items():
        for name in names:
            logging.getLogger(name).setLevel(level)
    with suppress(Exception):  # a rehearsal: what is first imported by a call is imported now, not in the first turn
        importlib.import_module("openai.resources.chat")
        litellm.completion(
            model="openai/rehearsal", messages=[{"role": "user", "content": "-"}], mock_response="-", api_key="-"
        )
    heap.settle()
    return litellm
