"""Which process runs a turn, and whether it is known to be dead."""

import hashlib
import os
import socket
import uuid
from pathlib import Path


def _place() -> str:
    """The machine since its last start and its numbering of processes: containers may share a name or a kernel."""
    boot, namespace = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")
    known = (
        socket.gethostname(),
        boot.read_text(encoding="ascii").strip() if boot.exists() else "",
        str(namespace.stat().st_ino) if namespace.exists() else "",
    )
    return hashlib.sha256("/".join(known).encode()).hexdigest()[:20]


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
