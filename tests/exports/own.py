"""`make test-exports`: judges whose packages clash with Parley's own, each group in an environment of its own.

Environments are made on first use under .build/exports, from hash-pinned requirements, and made anew when those change.
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from config.environment import ROOT
from config.installation import BUILD, once, run

REQUIREMENTS = Path(__file__).parent / "requirements"
# The judges by the environment that holds their packages.
JUDGES = {
    "openai": ("openai", "openai_agents"),
    "vapi": ("vapi",),
    "adk": ("adk",),
    "langgraph": ("langgraph",),
    "pydantic_ai": ("pydantic_ai",),
    "crewai": ("crewai",),
    "dify": ("dify",),
    "rasa": ("rasa",),
    "agentspec": ("agentspec",),
}


def main(wanted: Sequence[str]) -> int:
    """Ask all judges, or those of the named environments. Returns the exit status."""
    from tests.exports.written import write_all

    unknown = set(wanted) - {*JUDGES, "node"}
    if unknown:
        print(f"There is no environment {', '.join(sorted(unknown))}. There are: {', '.join((*JUDGES, 'node'))}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        count = len(write_all(Path(folder)))
        results = {name: _asked(name, folder) for name in (wanted or (*JUDGES, "node"))}
    for name, status in results.items():
        print(f"{name:12} {'refuses' if status else 'takes'} {count} agents")
    print(f"{list(results.values()).count(0)} passed, {sum(map(bool, results.values()))} failed")
    return int(any(results.values()))


def _asked(name: str, folder: str) -> int:
    if name == "node":
        script = Path(__file__).parent / "judges" / "papers.mjs"
        return subprocess.run(["node", script, _node(), folder], cwd=ROOT, check=False).returncode
    command = [_python(name), "-m", "tests.exports.asked", folder, *JUDGES[name]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _python(name: str) -> Path:
    """The Python of an environment, made if need be."""
    home, pinned = BUILD / "exports" / name, REQUIREMENTS / f"{name}.txt"
    python = home / "bin" / "python"

    def work() -> None:
        venv.create(home, with_pip=True, clear=True)
        pip = [
            str(python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--no-compile",
            "--no-deps",
        ]
        run([*pip, "--require-hashes", "-r", str(pinned)], f"The environment {name}")

    home.mkdir(parents=True, exist_ok=True)
    once(home, name, [pinned, sys.version], work, f"Making the environment {name}")
    return python


def _node() -> Path:
    """The folder with Node's packages, fetched if need be."""
    home, sources = BUILD / "exports" / "node", REQUIREMENTS / "node"
    files = [sources / "package.json", sources / "package-lock.json"]

    def work() -> None:
        for file in files:
            shutil.copy(file, home)
        run(["npm", "ci", "--prefix", str(home), "--ignore-scripts", "--no-audit", "--no-fund"], "Node's packages")

    home.mkdir(parents=True, exist_ok=True)
    once(home, "npm", files, work, "Fetching Node's packages")
    return home


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
