"""What the Makefile runs with whatever Python there is. Old Pythons can read it down to the version check."""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

if sys.version_info < (3, 11):
    sys.exit(
        "Parley needs Python 3.11 or newer; this is %d.%d. Is there a newer one? make run PYTHON=python3.12"
        % sys.version_info[:2]
    )
if os.name != "posix":
    sys.exit("Parley runs on Linux and macOS; on Windows use it inside WSL.")

# As a script this file's own folder comes first, and its celery.py would stand for Celery.
sys.path[0] = ROOT

from config import targets  # noqa: E402 - only now is it sure that this Python can read it

if __name__ == "__main__":
    sys.exit(targets.main(sys.argv[1], sys.argv[2:]))
