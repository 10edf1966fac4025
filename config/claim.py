"""Only one Parley runs on a data folder and on a port: both are claimed before anything starts."""

import errno
import fcntl
import os
import socket
import sys
import time
from pathlib import Path

PATIENCE = 8.0


class Taken(Exception):
    """Somebody else has it. The text is one line that says who or what, and what to do."""


def claim_folder(folder: Path) -> int:
    """Lock the data folder for this process. Returns the lock's open file. Raises Taken.

    The kernel frees the lock however this process ends; after a kill -9 the guard holds it until the rest has ended.
    """
    lock = os.open(folder / "parley.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + PATIENCE
    while not _locked(lock):
        owner = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
        if _runs(owner) or time.monotonic() > deadline:
            who = f"Parley runs already on the data folder {folder} (process {owner})."
            raise Taken(f"{who} Stop it, or choose another folder with PARLEY_DATA_DIR.")
        time.sleep(0.05)
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def claim_port(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Sockets that listen there, one for each of `count` web servers. Raises Taken with the way out.

    On Linux the kernel deals connections out evenly among them. Elsewhere they are one socket: whoever is idle takes.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise Taken(f"HOST={host} is not an address of this machine.") from error
    family, _, _, _, address = min(found)  # of two, IPv4
    try:
        claimed = _listen(family, address)
    except OSError as error:
        raise Taken(_why_not(host, port, error)) from error
    if count == 1 or sys.platform != "linux":
        return [claimed] * count
    # Shared from the start, the port would have been given to us although somebody else's server shares it too.
    address = claimed.getsockname()
    claimed.close()
    return [_listen(family, address, is_shared=True) for _ in range(count)]


def _listen(family: int, address: tuple[object, ...], *, is_shared: bool = False) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        for option in (socket.SO_REUSEADDR, *([socket.SO_REUSEPORT] if is_shared else [])):
            listening.setsockopt(socket.SOL_SOCKET, option, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Port {port} is kept for the system. Choose one above 1023: PORT=8000 make run"
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Choose another: PORT={port + 1 if port < 65535 else 8000} make run"
    return f"HOST={host} is not an address of this machine ({error.strerror})."


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _runs(owner: str) -> bool:
    try:
        os.kill(int(owner), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return True
