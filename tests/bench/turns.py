"""What Parley adds to a model's own time: first token, turns a second, processor, memory, beside the bare client."""

import asyncio
import multiprocessing
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil

from config.environment import ROOT
from tests.bench import talks
from tests.bench.load import MODEL, Opened, Result, load
from tests.launched import LAUNCH, Launched

HEADS = ("", "at once", "added p50 ms", "p95 ms", "turns/s", "cpu ms/turn", "MB", "errors", "short")


def measure(conversations: Sequence[int]) -> list[Result]:
    """The same load before bare aiohttp, bare litellm and Parley (guide reading beside the model, turns saved)."""
    results = []
    with fake_model() as model_url:
        for name, talk in (("aiohttp alone", talks.bare_aiohttp), ("litellm alone", talks.bare_litellm)):
            results += [_elsewhere(name, n, partial(talk, model_url)) for n in conversations]
        for n in conversations:
            with launched(model_url) as parley:
                web = [part for part in parley.parts() if any("daphne" in word for word in part.cmdline())]
                results.append(asyncio.run(load("Parley", n, partial(talks.parley, parley.address), web)))
    return results


def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
    return [
        (
            r.name,
            str(r.conversations),
            f"{r.p50:.1f}",
            f"{r.p95:.1f}",
            f"{r.turns_per_second:.1f}",
            f"{r.cpu:.1f}",
            f"{r.memory:.0f}",
            str(r.errors),
            str(r.short),
        )
        for r in results
    ]


@contextmanager
def fake_model() -> Iterator[str]:
    """The base URL of a model that answers at a known pace."""
    command = [sys.executable, "-u", str(ROOT / "tests/fake_model.py"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = re.search(r"upstream on (\d+)", server.stdout.readline())
        assert port
        try:
            yield f"http://127.0.0.1:{port[1]}/v1"
        finally:
            server.kill()


@contextmanager
def launched(model_url: str = "", **settings: str) -> Iterator[Launched]:
    """A Parley as `make run` starts it, with empty data of its own, ready; with the fake model where one is given."""
    if model_url:
        settings |= {"PARLEY_MODEL": f"openai/{MODEL}", "OPENAI_API_BASE": model_url, "OPENAI_API_KEY": "none"}
    with tempfile.TemporaryDirectory() as folder:
        parley = Launched(LAUNCH, Path(folder), **settings)
        parley.ready()
        try:
            yield parley
        finally:
            parley.end()


def _elsewhere(name: str, conversations: int, opened: Opened) -> Result:
    """Measured in a process of its own, whose processor time and memory are then the client's alone."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_alone, (name, conversations, opened))


def _alone(name: str, conversations: int, opened: Callable[[], object]) -> Result:
    return asyncio.run(load(name, conversations, opened, [psutil.Process()]))  # type: ignore[arg-type]
