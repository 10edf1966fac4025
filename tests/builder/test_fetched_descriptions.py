"""Descriptions by their address: fetched through the guard, MCP servers asked for their tools."""

import gzip
import json
import socket
import sys
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.types import ToolAnnotations

from builder.toolbox.fetching import fetched
from builder.toolbox.outgoing import OutgoingError, Refused
from builder.toolbox.readers.registry import read
from tests.tool_server import Reply, serving


@pytest.fixture(autouse=True)
def _inside_is_let_in(settings) -> None:  # type: ignore[no-untyped-def]
    settings.PARLEY_TOOL_ALLOW_HOSTS = ("127.0.0.1",)


@pytest.fixture(scope="module")
def mcp_server() -> Iterator[str]:
    """A real server of the mcp package, over streamable HTTP."""
    server = MCPServer("Shop", instructions="Orders of the shop.")

    @server.tool(description="Find an order by its number.", annotations=ToolAnnotations(readOnlyHint=True))
    def find_order(number: int, expand: list[str] | None = None) -> dict[str, str]:
        return {"number": str(number)}

    @server.tool(annotations=ToolAnnotations(destructiveHint=True))
    def cancel_order(number: int, reason: str) -> str:
        """Cancel an order for good."""
        return reason

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(server.streamable_http_app(), host="127.0.0.1", port=port, log_level="error", workers=1)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{port}/mcp"
    running.should_exit = True
    thread.join(10)


async def test_the_tools_of_a_real_mcp_server_become_operations(mcp_server: str) -> None:
    came = await fetched(mcp_server)
    found = read(came.content, came.address)
    assert (found.title, found.kind, found.address) == ("Shop", "mcp", mcp_server)
    assert found.purpose == "Orders of the shop."
    first, second = found.operations
    assert (first.name, first.risk, first.purpose) == ("find_order", "read", "Find an order by its number.")
    assert first.inputs["properties"]["number"]["type"] == "integer"
    assert first.inputs["required"] == ["number"]
    assert (second.name, second.risk) == ("cancel_order", "destructive")


async def test_a_server_is_asked_for_its_tools_where_its_address_does_not_say_so(mcp_server: str) -> None:
    with serving() as server:
        server.routes["/tools"] = lambda heard: Reply(
            {"error": "post here"} if heard.method == "GET" else {"jsonrpc": "2.0"}, 405
        )
        with pytest.raises(OutgoingError, match="405"):
            await fetched(server.url("/tools"))
        assert [heard.method for heard in server.heard][:2] == ["GET", "POST"]


async def test_a_document_is_fetched_and_its_address_completes_it() -> None:
    with serving() as server:
        told = {"openapi": "3.1.0", "servers": [{"url": "../v1"}], "paths": {"/a": {"get": {}}}}
        server.routes["/docs/openapi.json"] = Reply(told)
        server.routes["/"] = Reply("", 302, {"location": "/docs/openapi.json"})
        came = await fetched(server.url())
        assert json.loads(came.content) == told
        assert read(came.content, came.address).address == server.url("/v1")


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"<html>", 200, {"content-type": "text/html; charset=utf-8"}), "web page"),
        (Reply({}, 401), "who you are"),
        (Reply({}, 500), "500"),
        (Reply("", 302, {"location": "http://169.254.169.254/latest/"}), "inside"),
    ],
)
async def test_what_is_no_description_is_told(reply: Reply, why: str) -> None:
    with serving() as server:
        server.routes["/"] = reply
        with pytest.raises(OutgoingError, match=why):
            await fetched(server.url())


@pytest.mark.parametrize("path", ["/openapi.json", "/mcp"])
async def test_nothing_inside_is_asked(path: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PARLEY_TOOL_ALLOW_HOSTS = ()
    with serving() as server:
        for host in (server.place, f"localhost:{server.port}", f"[::ffff:127.0.0.1]:{server.port}"):
            with pytest.raises(Refused):
                await fetched(f"http://{host}{path}")
        assert server.heard == []


async def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.toolbox.mcp_servers.SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(OutgoingError, match="did not answer"):
        await fetched(f"http://127.0.0.1:{silent.getsockname()[1]}/mcp")


async def test_a_server_that_answers_without_end_is_given_up() -> None:
    with serving() as server:
        server.routes["/mcp"] = Reply(b"[" + b"1," * 3_000_000, 200)
        with pytest.raises(OutgoingError, match="5 MB"):
            await fetched(server.url("/mcp"))


async def test_the_library_is_read_in_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    threads: list[threading.Thread] = []

    class Looked:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "mcp":
                threads.append(threading.current_thread())
                raise ImportError("seen enough")

    monkeypatch.setattr(sys, "meta_path", [Looked(), *sys.meta_path])
    with pytest.raises(OutgoingError):
        await fetched("http://127.0.0.1:9/mcp")
    assert threads
    assert threading.current_thread() not in threads


async def test_a_compressed_answer_of_an_mcp_server_is_never_inflated() -> None:
    with serving() as server:
        packed = gzip.compress(json.dumps({"jsonrpc": "2.0", "id": 1, "result": {}}).encode() + b" " * 6_000_000)
        server.routes["/mcp"] = Reply(packed, 200, {"content-encoding": "gzip"})
        with pytest.raises(OutgoingError, match="compressed as gzip"):
            await fetched(server.url("/mcp"))
        assert server.heard[0].headers["accept-encoding"] == "identity"
