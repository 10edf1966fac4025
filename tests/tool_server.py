"""A real HTTP server of the tests on an address inside, answers what it was told to and remembers what it heard."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Heard:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """What is answered: JSON unless the body is bytes."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answering = Callable[[Heard], Reply]


class ToolServer:
    """`routes` maps a path without its query to what answers it; every other path is 404."""

    def __init__(self, host: str, port: int = 0) -> None:
        self.routes: dict[str, Reply | Answering] = {}
        self.heard: list[Heard] = []
        outer = self

        class Answers(BaseHTTPRequestHandler):
            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return self.answer
                raise AttributeError(name)

            def answer(self) -> None:
                length = int(self.headers.get("content-length") or 0)
                names = {name.lower(): value for name, value in self.headers.items()}
                heard = Heard(self.command, self.path, names, self.rfile.read(length))
                outer.heard.append(heard)
                route = outer.routes.get(self.path.partition("?")[0], Reply({"error": "not here"}, 404))
                reply = route(heard) if callable(route) else route
                self.send_response(reply.status)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(reply.content)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((host, port), Answers)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # who hangs up early is no news
        self.host, self.port = host, int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.place}{path}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(host: str = "127.0.0.1", port: int = 0) -> Iterator[ToolServer]:
    server = ToolServer(host, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
