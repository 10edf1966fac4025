"""The process that reads one description of a tool, and can do nothing else (see orchestrator.documents.child).

`python -m builder.toolbox.readers.child ADDRESS` reads it from its input, and says what it describes or why it refuses.
"""

import sys

from orchestrator.documents.child import confine, say


def main() -> None:
    """Read the description on the standard input; whatever is wrong with it is told, not raised."""
    confine()
    content = sys.stdin.buffer.read()
    from builder.toolbox.readers import loading
    from builder.toolbox.readers.described import Refused
    from builder.toolbox.readers.registry import read

    try:
        result = read(content, sys.argv[1])
    except Refused as refusal:
        say(refused=str(refusal))
    except (MemoryError, RecursionError):
        say(refused=loading.BOMB)
    else:
        sys.stdout.write(result.model_dump_json() + "\n")


if __name__ == "__main__":
    main()
