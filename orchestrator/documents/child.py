"""The process that opens and reads one document, and can do nothing else: bytes in, lines of JSON out.

`python -m orchestrator.documents.child NAME` reads the file from its input. Lines {"done", "of"} tell how far it is;
the last one is {"refused"} or what was read (see apart.py).
"""

import json
import sys
from typing import Any

MEMORY, SECONDS = 1_500_000_000, 40
OPEN_FILES = 64


def confine() -> None:
    """No more memory and time than a document needs, and no file may be written. Where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def say(**line: Any) -> None:
    """One line of JSON to whoever started this."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the document on the standard input; whatever is wrong with it is told, not raised."""
    confine()
    content = sys.stdin.buffer.read()
    from orchestrator.documents import refusals
    from orchestrator.documents.opening import opened
    from orchestrator.documents.reading import read
    from orchestrator.documents.refusals import Refused

    try:
        found = opened(content, sys.argv[1], lambda done, of: say(done=done, of=of))
        result = read(found)
    except Refused as refusal:
        say(refused=str(refusal))
    except (MemoryError, RecursionError):
        say(refused=refusals.BOMB)
    else:
        sys.stdout.write(result.model_dump_json(by_alias=True) + "\n")


if __name__ == "__main__":
    main()
