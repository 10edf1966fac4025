"""A wire between a browser and Parley that can be cut, or go dead without a word, as networks do."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


class Wire:
    """Carries what comes to its `address` to another one, and back."""

    def __init__(self, loop: asyncio.AbstractEventLoop, to: str) -> None:
        self._loop, self._to = loop, urlsplit(to)
        self._is_dead = self._is_told = False
        self._alive: set[asyncio.StreamWriter] = set()
        self._dead: set[asyncio.StreamWriter] = set()
        self._server = self._do(lambda: asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def goes_dead(self) -> None:
        """Nothing arrives any more and nobody is told; what is opened meanwhile is not answered either."""
        self._do(self._die)

    def is_cut(self) -> None:
        """Nothing arrives any more, and whoever is connected, or tries to be, is told."""
        self._do(self._cut)

    def is_mended(self) -> None:
        """What is opened from now on is carried again; what went dead is told so, as by a router that forgot it."""
        self._do(self._mend)

    async def _die(self) -> None:
        self._is_dead = True
        self._dead |= self._alive
        self._alive.clear()

    async def _cut(self) -> None:
        await self._die()
        self._is_told = True
        self._tell()

    async def _mend(self) -> None:
        self._is_dead = self._is_told = False
        self._tell()

    def _tell(self) -> None:
        for end in self._dead:
            end.transport.abort()
        self._dead.clear()

    async def _carry(self, asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        if self._is_dead:
            self._dead.add(hears)
            if self._is_told:
                self._tell()
            return
        with suppress(OSError):
            answers, asked = await asyncio.open_connection(self._to.hostname, self._to.port)
            self._alive |= {hears, asked}
            await asyncio.gather(self._pump(asks, asked), self._pump(answers, hears))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                if writer in self._alive:
                    writer.write(data)
        if writer in self._alive:
            writer.close()

    def _do(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        return asyncio.run_coroutine_threadsafe(work(), self._loop).result(10)


@contextmanager
def wired(address: str) -> Iterator[Wire]:
    """A wire to the address, for as long as it is needed."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    wire = Wire(loop, address)
    yield wire
    wire.is_cut()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
