"""Starts Parley, keeps it running, and stops all it started: `make run` ends up here."""

import os
import socket
import sys
from contextlib import suppress

from config import hosts, parts
from config.claim import Taken, claim_folder, claim_port
from config.data_folder import FolderRefused, open_folder
from config.environment import ROOT, Environment, load
from config.guard import Guard
from config.reading import BadSetting
from config.supervision import GaveUp, Part, Stopped, Supervisor, python

Sockets = list[socket.socket]


def main() -> int:
    """Run until asked to stop. Returns the exit status: 0 stopped, 1 could not run, 2 a setting is wrong."""
    try:
        environment = load()
        lock = claim_folder(open_folder(environment.data_dir))
        listening = claim_port(environment.host, environment.port, environment.web_concurrency)
    except (BadSetting, FolderRefused) as problem:
        say(str(problem))
        return 2
    except Taken as problem:
        say(str(problem))
        return 1
    os.chdir(ROOT)
    # Threads that each keep a heap of their own cost a web server 20 MB and gain it nothing (glibc's setting).
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")
    return _run(environment, listening, Guard(lock))


def say(line: str) -> None:
    """One line to the person at the terminal."""
    print(f"Parley: {line}", file=sys.stderr, flush=True)


def _run(environment: Environment, listening: Sockets, guard: Guard) -> int:
    supervisor = Supervisor(guard, say)
    try:
        _start(environment, supervisor, listening)
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


def _start(environment: Environment, supervisor: Supervisor, listening: Sockets) -> None:
    if environment.redis_url is None:
        supervisor.start(parts.embedded_valkey(environment.data_dir))
    if supervisor.run(Part("The preparation", python("-m", "config.prepare"))) != 0:
        raise GaveUp("Nothing was started.")
    webs = parts.web_servers(environment, listening)
    for web in webs:
        supervisor.start(web)
    supervisor.start(parts.worker())
    _wait_for_an_answer(environment, supervisor, webs, listening[0])
    print(_welcome(environment, listening[0]), flush=True)


def _wait_for_an_answer(
    environment: Environment, supervisor: Supervisor, webs: list[Part], listening: socket.socket
) -> None:
    """Any answer will do: it comes when Django is loaded, and its pages are warm from then on."""
    allowed = (environment.allowed_hosts or hosts.LOOPBACK)[0].lstrip(".")
    host = "localhost" if allowed == "*" else allowed
    with socket.socket(listening.family, socket.SOCK_STREAM) as asking:
        asking.connect(_reachable(listening))
        asking.sendall(f"GET /health/live HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
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


def _welcome(environment: Environment, listening: socket.socket) -> str:
    host, port = _reachable(listening)
    line = f"Parley is ready at http://{hosts.in_url(host)}:{port}"
    if hosts.is_wildcard(environment.host):
        others = [f"http://{hosts.in_url(a)}:{port}" for a in hosts.network_addresses() if ":" not in a]
        line += f", for others on this network at {others[0]}" if others else ""
    welcomed = environment.data_dir / "welcomed"
    if not welcomed.exists():
        welcomed.touch()
        line += ". Its admin site asks for a log-in: make admin"
    return line


if __name__ == "__main__":
    sys.exit(main())
