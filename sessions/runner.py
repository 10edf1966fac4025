"""Which process runs a turn, and whether it is known to be dead."""

import os
import socket
import uuid
from pathlib import Path


def _place() -> str:
    """The machine and its numbering of processes: two containers may share a name, but not a namespace."""
    namespace = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()[:20]}/{namespace.stat().st_ino if namespace.exists() else 0}"


PLACE = _place()
RUNNER = f"{PLACE}:{os.getpid()}:{uuid.uuid4().hex[:12]}"


def is_dead(runner: str) -> bool:
    """Whether this runner was a process of this machine that is gone. False where it cannot be known."""
    place, _, rest = runner.partition(":")
    pid = rest.partition(":")[0]
    if place != PLACE or not pid.isdecimal() or runner == RUNNER:
        return False
    return int(pid) == os.getpid() or not _runs(int(pid))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
