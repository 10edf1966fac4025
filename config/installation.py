"""Sets the checkout up, each step once: a step is done again only when what it was made from has changed.

Standard library only: this runs before anything is installed.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from config.environment import ROOT

VENV, BUILD = ROOT / ".venv", ROOT / ".build"
PYTHON = VENV / "bin" / "python"
LOG = BUILD / "set-up.log"
TRY_AGAIN = "Nothing is broken: see to it and run the same command again."
_OFFLINE = re.compile(
    r"ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|NewConnectionError|NameResolution|timed out"
)
_is_our_turn = False


class SetUpFailed(Exception):
    """A step did not work. The text is one line: what failed, why, and what to do."""


def install(requirements: str, what: str, note: str = "") -> None:
    """Put a file of pinned packages into the checkout's own Python. Raises SetUpFailed."""

    def work() -> None:
        _make_venv()
        pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-deps"]
        run([*pip, "--retries", "2", "--require-hashes", "-r", requirements], what)

    once(VENV, requirements, [ROOT / requirements, sys.version], work, f"Installing {what}{note}")


def once(folder: Path, name: str, sources: Sequence[Path | str], work: Callable[[], None], doing: str) -> None:
    """Do work whose result is in a folder, unless it was done from these very sources (files or plain text) before."""
    wanted = _digest(sources)
    stamp = folder / f".made-{name}"
    if _read(stamp) == wanted:
        return
    with _alone():
        if _read(stamp) == wanted:
            return  # somebody else has done it meanwhile
        print(f"{doing} ...", file=sys.stderr, flush=True)
        work()
        stamp.write_text(wanted, encoding="ascii")


def run(command: Sequence[str], what: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command, its output kept in a log. Raises SetUpFailed with the line that tells most."""
    with LOG.open("w+b") as log:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
        log.seek(0)
        lines = log.read().decode("utf-8", "replace").splitlines()
    if done.returncode:
        raise SetUpFailed(f"{what} could not be set up: {telling(lines)} {TRY_AGAIN} All of it: {LOG}")


def telling(lines: Sequence[str]) -> str:
    """Of a failed command's output the line that most likely names the cause."""
    if any(_OFFLINE.search(line) for line in lines):
        return "the package registry cannot be reached, so there is no network or a proxy is missing."
    found = [line.strip() for line in lines if line.strip()]
    errors = [line for line in found if "error" in line.lower()]
    text = (errors or found or ["it said nothing."])[-1][:300]
    return text if text.endswith(".") else f"{text}."


def _make_venv() -> None:
    if _works(PYTHON):
        return
    try:
        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    except subprocess.CalledProcessError as error:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetUpFailed(
            f"This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python{version}-venv"
        ) from error


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    asked = subprocess.run([python, "-c", "import pip, sys; print(sys.version)"], capture_output=True, check=False)
    return asked.stdout.decode().strip() == sys.version


def _digest(sources: Sequence[Path | str]) -> str:
    total = hashlib.sha256()
    for source in sources:
        content = source.encode() if isinstance(source, str) else source.read_bytes()
        total.update(f"{source.name if isinstance(source, Path) else ''}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _read(path: Path) -> str | None:
    return path.read_text(encoding="ascii") if path.is_file() else None


@contextmanager
def _alone() -> Iterator[None]:
    """Two set-ups of one checkout take turns. A step within a step needs no second turn."""
    global _is_our_turn
    if _is_our_turn:
        yield
        return
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _is_our_turn = True
        try:
            yield
        finally:
            _is_our_turn = False


def virtual(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for commands of the checkout's own Python."""
    return {**environment, "PATH": f"{PYTHON.parent}{os.pathsep}{environment.get('PATH', '')}"}
