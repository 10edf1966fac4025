"""Asking an MCP server over HTTP what it offers, through the one way out."""

import asyncio
import importlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2

from builder.toolbox.outgoing import CONNECT, Guard, OutgoingError, Unanswered, checked_url

SECONDS, BYTES, MOST_PAGES = 15.0, 5_000_000, 50
SILENT = "The MCP server did not answer within {seconds:g} seconds."
LARGE = "The MCP server answers with more than 5 MB."
PACKED = "The MCP server answers compressed as {coding}, though it was asked not to."
NO_SERVER = "There is no MCP server that answers at this address: {problem}."


async def tools_of(url: str) -> bytes:
    """The server's answer to tools/list, all pages, as the JSON that readers.mcp_tools reads. Raises OutgoingError."""
    checked_url(url)
    try:
        async with asyncio.timeout(SECONDS):
            return json.dumps(await _asked(url)).encode()
    except TimeoutError as error:
        raise Unanswered(SILENT.format(seconds=SECONDS)) from error
    except Exception as error:
        raise _told(error) from error


async def _asked(url: str) -> dict[str, Any]:
    # A second and 60 MB: taken only by who brings an MCP server, and not on the event loop.
    await asyncio.to_thread(importlib.import_module, "mcp.client.streamable_http")
    from mcp import Client
    from mcp.client.streamable_http import streamable_http_client

    tools: list[dict[str, Any]] = []
    async with (
        httpx2.AsyncClient(transport=_Bounded(), timeout=SECONDS + CONNECT, trust_env=False) as http,
        Client(streamable_http_client(url, http_client=http), cache=None) as client,
    ):
        cursor = None
        for _ in range(MOST_PAGES):
            page = await client.list_tools(cursor=cursor)
            tools += [tool.model_dump(mode="json", by_alias=True, exclude_none=True) for tool in page.tools]
            cursor = page.next_cursor
            if not cursor:
                break
        info = client.server_info
        return {
            "tools": tools,
            "serverInfo": info.model_dump(mode="json", by_alias=True, exclude_none=True) if info else {},
            "instructions": client.instructions or "",
        }


def _told(error: BaseException) -> OutgoingError:
    """What went wrong, found among all that failed with it."""
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else (error.__cause__,)
    for one in (error, *inner):
        if isinstance(one, OutgoingError):
            return one
    for one in inner:
        if one is not None and isinstance(found := _told(one), OutgoingError) and str(found):
            return found
    return Unanswered(NO_SERVER.format(problem=" ".join(str(error).split())[:200] or type(error).__name__))


class _Bounded(Guard):
    """The guard with an end to how much is read, over all answers. They come as they are: what is compressed would be
    inflated behind the count, and a small one may hold gigabytes."""

    left = BYTES

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in ("", "identity"):
            await response.aclose()
            raise Unanswered(PACKED.format(coding=coding[:40]))
        stream = _Counted(self, response.stream)
        return httpx2.Response(
            response.status_code, headers=response.headers, stream=stream, extensions=response.extensions
        )


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, owner: _Bounded, stream: Any) -> None:
        self._owner, self._stream = owner, stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._owner.left -= len(part)
            if self._owner.left < 0:
                raise Unanswered(LARGE)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
