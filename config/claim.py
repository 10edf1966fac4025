"""Only one Parley runs on a data folder and on a port: both are claimed before anything starts."""

import errno
import fcntl
import os
import socket
import time
from pathlib import Path

PATIENCE = 8.0


class Taken(Exception):
    """Somebody else has it. The text is one line that says who or what, and what to do."""


def claim_folder(folder: Path) -> int:
    """Lock the data folder for this process. Returns the lock's open file. Raises Taken.

    The kernel lets go of the lock however the process ends. After a kill -9 the guard holds it until the rest has ended too.
    """
    lock = os.open(folder / "parley.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + PATIENCE
    while not _locked(lock):
        owner = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
        if _runs(owner) or time.monotonic() > deadline:
            raise Taken(f"Parley runs already on the data folder {folder} (process {owner}). Stop it, or set PARLEY_DATA_DIR.")
        time.sleep(0.05)
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def claim_port(host: str, port: int) -> socket.socket:
    """A socket that listens there, for the web servers to share. Raises Taken with the way out."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise Taken(f"HOST={host} is not an address of this machine.") from error
    family, _, _, _, address = sorted(found)[0]  # of two, IPv4
    claimed = socket.socket(family, socket.SOCK_STREAM)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claimed.bind(address)
        claimed.listen(1024)
    except PermissionError as error:
        raise Taken(f"Port {port} is kept for the system. Choose one above 1023: PORT=8000 make run") from error
    except OSError as error:
        claimed.close()
        raise Taken(_why_not(host, port, error)) from error
    return claimed


def _why_not(host: str, port: int, error: OSError) -> str:
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
