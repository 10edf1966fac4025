"""A load of conversations in a closed loop: each waits for its answer before it says the next thing."""

import asyncio
import logging
import re
import statistics
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field

import psutil

log = logging.getLogger(__name__)

FIRST_MS, GAP_MS, TOKENS = 50, 10, 40
MODEL = f"fake-{FIRST_MS}-{GAP_MS}-{TOKENS}"
TURNS = 5
AT_LEAST = 50  # turns in all, where few talk at once
CLOCK = 10_000_000_000  # the fake model writes its times in microseconds of the monotonic clock, modulo this
_ARRIVED = re.compile(r"A(\d+)M\d+;W0@(\d+)")
_LAST = f"W{TOKENS - 1}@"


@dataclass
class Heard:
    """One turn as the person at the other end sees it. Times in microseconds of the monotonic clock."""

    asked_at: int
    first_at: int = 0
    ended_at: int = 0
    first: str = ""
    text: str = ""

    @property
    def is_whole(self) -> bool:
        return _LAST in self.text

    @property
    def added_ms(self) -> float:
        """Time to the first token beyond the model's own, on the way there and on the way back."""
        match = _ARRIVED.search(self.first)
        if match is None:
            return float("nan")
        arrived, sent = int(match[1]), int(match[2])
        return ((arrived - self.asked_at) % CLOCK + (self.first_at - sent) % CLOCK) / 1000


Talk = Callable[[str], Awaitable[Heard]]
Opened = Callable[[], AbstractAsyncContextManager[Talk]]


@dataclass
class Result:
    """What a load came to. Times in milliseconds, memory in MB; `cpu` per turn, `memory` of the largest process."""

    name: str
    conversations: int
    added: list[float] = field(default_factory=list)
    errors: int = 0
    short: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    @property
    def turns_per_second(self) -> float:
        return len(self.added) / self.seconds if self.seconds else 0.0

    @property
    def p50(self) -> float:
        return statistics.median(self.added) if self.added else float("nan")

    @property
    def p95(self) -> float:
        return sorted(self.added)[int(len(self.added) * 0.95)] if self.added else float("nan")


def now() -> int:
    return time.monotonic_ns() // 1000 % CLOCK


async def load(name: str, conversations: int, opened: Opened, processes: Iterable[psutil.Process]) -> Result:
    """Hold so many conversations of five turns or more at once; one turn each before the clock starts, whose time does
    not count. Whatever goes wrong in any of them is counted, and the others go on."""
    result, watched = Result(name, conversations), list(processes)
    warm, go = [asyncio.Event() for _ in range(conversations)], asyncio.Event()
    turns = max(TURNS, AT_LEAST // conversations)
    talks = [asyncio.create_task(_converse(opened, result, one, go, turns)) for one in warm]
    await asyncio.gather(*(one.wait() for one in warm))
    before, began = _cpu(watched), time.monotonic()
    go.set()
    await asyncio.gather(*talks)
    result.seconds = time.monotonic() - began
    result.cpu = (_cpu(watched) - before) * 1000 / max(len(result.added), 1)
    result.memory = max(p.memory_info().rss for p in watched) / 1e6
    return result


async def _converse(opened: Opened, result: Result, warm: asyncio.Event, go: asyncio.Event, turns: int) -> None:
    with _counting(result):
        try:
            async with opened() as talk:
                await _turn(talk, 0, result)
                warm.set()
                await go.wait()
                for number in range(turns):
                    heard = await _turn(talk, number + 1, result)
                    if heard and heard.first:
                        result.added.append(heard.added_ms)
        finally:
            warm.set()  # the others do not wait for one that never began


async def _turn(talk: Talk, number: int, result: Result) -> Heard | None:
    """What was heard, None if nothing was."""
    with _counting(result):
        heard = await asyncio.wait_for(talk(f"It should also help people with matter number {number}."), 60)
        result.short += not heard.is_whole
        return heard
    return None


@contextmanager
def _counting(result: Result) -> Iterator[None]:
    """What fails is one error more: clients name failures in many ways, down to a TypeError where a socket closes."""
    try:
        yield
    except Exception as error:
        result.errors += 1
        log.warning("%s: %r", result.name, error)


def _cpu(processes: list[psutil.Process]) -> float:
    """Processor seconds they have used so far."""
    return sum(sum(p.cpu_times()[:2]) for p in processes)
