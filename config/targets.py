"""What `make` offers, one function each. Standard library only: the checkout may not be set up yet."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from config import assets, environment
from config.environment import ROOT
from config.installation import PYTHON, SetUpFailed, install, run, virtual
from config.reading import BadSetting, Reader

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = "PARLEY_TEST_CHROMIUM"
# A file of tests stays with one process; what takes longest begins first (tests/conftest.py). One process more than
# there are cores: those that drive a browser or start a server wait for a third of their time.
ON_ALL_CORES = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
LINTERS = (
    ("ruff", "check", "."),
    ("lint-imports", "--no-cache"),
    ("mypy",),
    ("djlint", "--lint", "--quiet", "templates"),
)


def main(target: str, arguments: Sequence[str]) -> int:
    """Do what a target says. Returns the exit status: after one line 1 when the set-up failed, 2 for a bad setting."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.chdir(ROOT)
    try:
        return TARGETS[target](arguments)
    except SetUpFailed as problem:
        print(f"Parley: {problem}", file=sys.stderr)
        return 1
    except BadSetting as problem:
        print(f"Parley: {problem}", file=sys.stderr)
        return 2
    except OSError as problem:
        where = f" ({problem.filename})" if problem.filename else ""
        print(f"Parley: the set-up stopped: {problem.strerror}{where}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(arguments: Sequence[str]) -> int:
    environment.read(Reader(os.environ))  # a slip is told now, not after minutes of fetching
    _set_up()
    _become("-m", "config.launch", *arguments)


def _test(arguments: Sequence[str]) -> int:
    install("requirements-dev.txt", "Python packages, those for tests too")
    assets.build()
    assets.fetch_for_tests()
    _find_browser()
    os.environ.setdefault("PYTHONHASHSEED", "0")  # sets of cases come in one order to every process
    _become("-m", "pytest", *(arguments or ON_ALL_CORES))


def _test_exports(arguments: Sequence[str]) -> int:
    install("requirements-dev.txt", "Python packages, those for tests too")
    _become("-m", "tests.exports.own", *arguments)


def _bench(arguments: Sequence[str]) -> int:
    install("requirements-dev.txt", "Python packages, those for tests too")
    assets.build()
    _find_browser()
    _become("-m", "tests.bench", *arguments)


def _lint(arguments: Sequence[str]) -> int:
    install("requirements-dev.txt", "Python packages, those for tests too")
    programs = [[str(PYTHON.parent / name), *options] for name, *options in LINTERS]
    results = [subprocess.run(command, env=virtual(), check=False).returncode for command in programs]
    return int(any(results))


def _admin(arguments: Sequence[str]) -> int:
    _set_up()
    subprocess.run([PYTHON, "manage.py", "migrate", "--verbosity", "0"], check=False)
    _become("manage.py", "createsuperuser", *arguments)


def _set_up(arguments: Sequence[str] = ()) -> int:
    install("requirements.txt", "Python packages", " (once; a minute or two)")
    assets.build()
    return 0


def _find_browser() -> None:
    """Name the browser for the journeys: one that is installed, or else Playwright's own, fetched once."""
    found = os.environ.get(BROWSER) or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        os.environ[BROWSER] = found
    else:
        run([str(PYTHON), "-m", "playwright", "install", "chromium"], "The test browser")


def _become(*arguments: str) -> NoReturn:
    os.execve(PYTHON, [str(PYTHON), *arguments], virtual())


TARGETS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": _run,
    "test": _test,
    "test-exports": _test_exports,
    "lint": _lint,
    "bench": _bench,
    "admin": _admin,
    "set-up": _set_up,
}
