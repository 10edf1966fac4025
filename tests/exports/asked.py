"""Asks judges about written agents, with the Python of the environment that holds the platform's package.

python -m tests.exports.asked FOLDER JUDGE...   one line per refusal; status 1 if there is any
"""

import importlib
import sys
from pathlib import Path


def main(root: str, *judges: str) -> int:
    refused = 0
    for name in judges:
        judge = importlib.import_module(f"tests.exports.judges.{name}").judge
        for folder in sorted(path for path in Path(root).iterdir() if path.is_dir()):
            try:
                judge(folder)
            except Exception as problem:
                refused += 1
                print(f"{name} refuses {folder.name}: {type(problem).__name__}: {str(problem)[:600]}", flush=True)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
