"""Reading what LiteLLM hands over: the pieces of a streamed answer, whichever provider sent it."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Any

from orchestrator import sse
from orchestrator.provider_errors import status_of

AFTER_FINISH = 0.5  # seconds the end of a finished stream may take: it brings the usage and frees the connection
_OPEN, _CLOSE = "<think>", "</think>"


class StreamError(Exception):
    """An error a provider sent in the middle of a stream; `status_code` is its HTTP status, if it told one."""

    def __init__(self, message: str, status_code: int | None) -> None:
        super().__init__(message)
        self.status_code = status_code


@dataclass(frozen=True)
class Piece:
    """What one chunk says: some text, the reason why the answer ends, the usage as the provider counts it."""

    text: str = ""
    finish: str = ""
    usage: Any = None


class Thoughts:
    """Keeps back what some open models think aloud between <think> and </think> before they answer."""

    def __init__(self) -> None:
        self._held: str | None = ""

    def without(self, text: str) -> str:
        """What may be said of the answer so far, beyond what was said before."""
        if self._held is None:
            return text
        self._held += text
        begun = self._held.lstrip()
        if begun.startswith(_OPEN):
            begun = begun.partition(_CLOSE)[2].lstrip()
            if not begun:
                return ""
        elif _OPEN.startswith(begun):
            return ""
        self._held = None
        return begun


async def pieces(answer: Any) -> AsyncGenerator[Piece, None]:
    """The texts of a stream as they come, then one last Piece with the reason of its end and the usage.

    A stream that breaks off ends without that last one. Closing this closes the connection.
    """
    finish, usage, thoughts = "", None, Thoughts()
    async with aclosing(_chunks(answer)) as chunks:
        async for piece in chunks:
            finish, usage = piece.finish or finish, piece.usage or usage
            if text := thoughts.without(piece.text):
                yield Piece(text)
            if finish:
                break
        if finish:
            yield Piece(finish=finish, usage=await _last_usage(chunks) or usage)


async def if_any(asked: Awaitable[Any]) -> AsyncGenerator[Piece, None]:
    """The pieces of an answer that was asked for as a stream; none at all where a stream is refused, or nothing that
    came can be read as one."""
    try:
        answer = await asked
    except Exception as error:
        if _is_refused(error):
            return
        raise
    begun = False
    async with aclosing(pieces(answer)) as found:
        async for piece in found:
            begun = begun or bool(piece.text) or piece.finish != "stop"
            if begun:
                yield piece


def without_thoughts(text: str) -> str:
    """A whole answer without what was thought aloud before it."""
    return Thoughts().without(text)


def has_thought(message: Any) -> bool:
    """Whether a model reasoned before this message of its own."""
    aloud = text_of(message.content).lstrip().startswith(_OPEN)
    return aloud or bool(getattr(message, "reasoning_content", None))


def text_of(content: Any) -> str:
    """The text of a message's content, which some providers send in parts."""
    if isinstance(content, list):
        return "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


async def _last_usage(chunks: AsyncGenerator[Piece, None]) -> Any:
    """The usage that follows the finish. LiteLLM's wrapper may take long to end: the reply does not wait for it.
    However the connection ends now, the reply is whole."""
    usage = None
    with suppress(Exception):
        async with asyncio.timeout(AFTER_FINISH):
            async for piece in chunks:
                usage = piece.usage or usage
    return usage


async def _chunks(answer: Any) -> AsyncGenerator[Piece, None]:
    """OpenAI-style providers are read from their connection, at a seventh of the work of LiteLLM's wrapper and with the
    same usage; all others through the wrapper, which knows their formats."""
    from openai import AsyncStream  # loaded by LiteLLM, which takes seconds

    source = getattr(answer, "completion_stream", None)
    if getattr(answer, "choices", None):
        yield _of_whole(answer)
    elif isinstance(source, AsyncStream) and _is_plain_json(source.response):
        yield _of_object(json.loads(await source.response.aread()), "message")
        await source.close()
    elif isinstance(source, AsyncStream):
        try:
            async for found in sse.objects(source.response.aiter_bytes()):
                yield _of_object(found)
        finally:
            await source.close()
    else:
        try:
            async for chunk in answer:
                yield _of_chunk(chunk)
        finally:
            await answer.aclose()


def _is_refused(error: Exception) -> bool:
    """Whether a provider refused a request because it is to be answered as a stream."""
    return status_of(error) in (400, 422, 501) and "stream" in str(error).casefold()


def _is_plain_json(response: Any) -> bool:
    """Whether a provider that was asked for a stream sent the whole answer."""
    return str(response.headers.get("content-type", "")).startswith("application/json")


def _of_whole(answer: Any) -> Piece:
    choice = answer.choices[0]
    return Piece(text_of(choice.message.content), choice.finish_reason or "stop", getattr(answer, "usage", None))


def _of_object(found: dict[str, Any], part: str = "delta") -> Piece:
    error = found.get("error")
    if error:
        code = error.get("code") if isinstance(error, dict) else None
        raise StreamError(str(error), code if isinstance(code, int) else None)
    choice = next(iter(found.get("choices") or ()), None) or {}
    text = text_of((choice.get(part) or {}).get("content"))
    return Piece(text, choice.get("finish_reason") or "", found.get("usage"))


def _of_chunk(chunk: Any) -> Piece:
    choice = next(iter(chunk.choices or ()), None)
    text = text_of(choice.delta.content) if choice and choice.delta else ""
    return Piece(text, (choice and choice.finish_reason) or "", getattr(chunk, "usage", None))
