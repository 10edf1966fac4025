"""A Parley that really runs, started as `make run` starts it."""

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from config.environment import ROOT

LAUNCH = [sys.executable, "-m", "config.launch"]
PATIENCE = 120
# Nothing lives longer, whatever becomes of the tests: a module of journeys takes minutes where all cores are busy.
LIFETIME = 1500


class Launched:
    """A launcher in a process of its own. All that it and its parts say is read line by line: nothing has to sleep."""

    lifetime: float = LIFETIME

    def __init__(self, command: list[str], data_dir: Path, **settings: str) -> None:
        environment = {**os.environ, "PARLEY_DATA_DIR": str(data_dir), "PORT": "0", **settings}
        self.data_dir = data_dir
        self.said: list[str] = []
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # The tests themselves may have been started under nohup, which Parley would respect.
            preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),
        )
        self._watchdog = threading.Timer(self.lifetime, self.process.kill)
        self._watchdog.start()
        self.family: list[psutil.Process] = []

    def until(self, text: str) -> str:
        """The first line that holds the text."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if text in line:
                return line
        raise AssertionError(f"it never said {text!r}, but: {self.said}")

    def ready(self) -> str:
        """Its address, once it can be used."""
        found = re.search(r"http://127\.0\.0\.1:\d+", self.until("is ready at"))
        assert found
        self.address = found[0]
        return self.address

    def get(self, path: str) -> int:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return int(answer.status)

    def parts(self) -> list[psutil.Process]:
        """All it started that runs now."""
        self.family += psutil.Process(self.process.pid).children(recursive=True)
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, name: str) -> psutil.Process:
        """The part whose command holds the name."""
        return next(part for part in self.parts() if any(name in word for word in part.cmdline()))

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop. Returns its exit status."""
        self.parts()
        self.process.send_signal(number)
        return self.finish()

    def finish(self) -> int:
        """Wait for its end. Returns its exit status; what it said stands in `said`."""
        assert self.process.stdout is not None
        self.said += self.process.stdout.read().splitlines()
        status = self.process.wait(PATIENCE)
        self._watchdog.cancel()
        return status

    def left(self) -> list[psutil.Process]:
        """Which of all it ever started are still there after ten seconds."""
        return psutil.wait_procs(self.family, timeout=10)[1]


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Launched]]:
    """Start a Parley on a data folder of its own, or on `data_dir`; whatever still runs at the end is killed."""
    started: list[Launched] = []

    def start(data_dir: Path | None = None, command: list[str] = LAUNCH, **settings: str) -> Launched:
        started.append(Launched(command, data_dir or tmp_path_factory.mktemp("data"), **settings))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.finish()


@pytest.fixture(scope="module")
def parley(launch: Callable[..., Launched]) -> Launched:
    """One that is ready, for the tests of a module that leave it running."""
    one = launch()
    one.ready()
    return one
