"""Reading a document in a process of its own, with limits: whatever the file does, it does it there."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from orchestrator.documents import refusals
from orchestrator.documents.child import SECONDS
from orchestrator.documents.readings import DocumentReading
from orchestrator.documents.refusals import Refused

_ROOT = Path(__file__).resolve().parents[2]
# Nothing of the settings, keys least of all, is told to it.
_TOLD = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")


def read_apart(
    content: bytes, name: str, told: Callable[[int, int], None] = lambda done, of: None, seconds: float = SECONDS
) -> DocumentReading:
    """What a document holds and says; blocks for as long as that takes. `told` hears how many of how many parts are
    done. Raises Refused.
    """
    module, argument = "orchestrator.documents.child", name[-200:].replace("\0", "")
    return DocumentReading.model_validate_json(last_word(module, argument, content, told, seconds))


def last_word(
    module: str,
    argument: str,
    content: bytes,
    told: Callable[[int, int], None] = lambda done, of: None,
    seconds: float = SECONDS,
) -> bytes:
    """The last line of JSON of a module that reads `content` in a process of its own (see child.py). Raises Refused."""
    environment = {key: os.environ[key] for key in _TOLD if key in os.environ} | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(  # noqa: S603, no shell: the argument is one
        [sys.executable, "-m", module, argument],
        cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        late = threading.Event()
        clock = threading.Timer(seconds, _end, [child, late])
        clock.start()
        try:
            return _heard(child, content, told)
        except Refused:
            if late.is_set() or child.poll() == -9:
                raise Refused(refusals.SLOW.format(seconds=round(seconds))) from None
            raise
        finally:
            clock.cancel()
            child.kill()


def _end(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _heard(child: "subprocess.Popen[bytes]", content: bytes, told: Callable[[int, int], None]) -> bytes:
    """The child's last word. A child that ends without one met something that broke it."""
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(content)
        child.stdin.close()
    except OSError as error:
        raise Refused(refusals.BROKEN) from error
    for line in child.stdout:
        said = json.loads(line)
        if "refused" in said:
            raise Refused(said["refused"])
        if "done" in said:
            told(said["done"], said["of"])
        else:
            return line
    child.wait()
    raise Refused(refusals.BROKEN)
