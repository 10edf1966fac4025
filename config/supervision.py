"""Keeps the parts of Parley alive: starts them, starts again what died, stops everything in order. One thread."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from config.guard import Guard

DEATHS, WITHIN = 5, 60.0
FIRST_PAUSE = 0.25
PATIENCE = 6.0
HEARTBEAT = 1.0


class Stopped(Exception):
    """Somebody asked for the end: Ctrl-C, a signal, or the parent is gone."""


class GaveUp(Exception):
    """A part cannot be kept alive. The text is one line that says which."""


@dataclass(eq=False)
class Part:
    """Something that runs beside others: its name for people, its command, the open files it inherits.

    A part that is needed by the others ends after them.
    """

    name: str
    command: Sequence[str]
    files: tuple[int, ...] = ()
    is_needed: bool = False
    running: subprocess.Popen[bytes] | None = None
    due: float | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))

    def start(self) -> None:
        """Run the command in a process group of its own, so that a Ctrl-C reaches the launcher alone."""
        self.due = None
        self.running = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, pass_fds=self.files, start_new_session=True
        )

    def signal(self, number: int) -> None:
        """Tell the part alone."""
        if self.running and self.running.poll() is None:
            self.running.send_signal(number)

    def clear(self) -> None:
        """End whatever is left of the part, its children too."""
        if self.running:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()

    def died(self, now: float) -> None:
        """Plan the next start. Raises GaveUp when there were too many."""
        self.clear()
        self.deaths.append(now)
        recent = [death for death in self.deaths if now - death < WITHIN]
        if len(recent) == DEATHS:
            raise GaveUp(f"{self.name} stopped {DEATHS} times within a minute{self.reason()}; giving up.")
        self.due = now + FIRST_PAUSE * 2 ** (len(recent) - 1)

    def reason(self) -> str:
        """How it ended, in brackets."""
        code = self.running.returncode if self.running else 0
        return f" (signal {-code})" if code < 0 else f" (exit status {code})"


class Supervisor:
    """Owns the signals of this process and the parts that run beside it."""

    def __init__(self, guard: Guard, say: Callable[[str], None]) -> None:
        self._guard = guard
        self._say = say
        self._parts: list[Part] = []
        self._parent = os.getppid()
        self._is_ours_to_leave = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        self._news, self._bell = socket.socketpair()
        self._listen()

    def start(self, part: Part) -> None:
        """Run a part and keep it alive from now on."""
        part.start()
        self._parts.append(part)
        self._tell_guard()

    def run(self, part: Part) -> int:
        """Run a part once, to its end, while the others are kept alive. Returns its exit status."""
        self.start(part)
        self.watch(until=lambda: part.running is None or part.running.poll() is not None, once=part)
        self._parts.remove(part)
        part.clear()
        self._tell_guard()
        return part.running.returncode if part.running else 0

    def watch(
        self,
        *,
        until: Callable[[], bool] = lambda: False,
        readable: socket.socket | None = None,
        once: Part | None = None,
    ) -> None:
        """Keep the parts alive until something is so, or a socket can be read. Raises Stopped, GaveUp."""
        while not until():
            for part in self._parts:
                if part is not once:
                    self._look_after(part)
            watched = [self._news, *([readable] if readable else [])]
            ready, _, _ = select.select(watched, [], [], self._pause())
            if self._news in ready:
                self._hear()
            if self._is_ours_to_leave and os.getppid() != self._parent:
                raise Stopped
            if readable in ready:
                return

    def stop(self) -> None:
        """End every part politely, those that the others need last; a second Ctrl-C ends all at once."""
        for is_needed in (False, True):
            self._end([part for part in self._parts if part.is_needed is is_needed])
        self._parts.clear()
        self._tell_guard()

    def _end(self, parts: list[Part]) -> None:
        for part in parts:
            part.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        with suppress(Stopped):
            while any(p.running and p.running.poll() is None for p in parts) and time.monotonic() < deadline:
                if select.select([self._news], [], [], 0.5)[0]:
                    self._hear()
        for part in parts:
            part.clear()

    def _listen(self) -> None:
        for end in (self._news, self._bell):
            end.setblocking(False)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
            # Under nohup a closed terminal means nothing.
            if signal.getsignal(number) is not signal.SIG_IGN or number != signal.SIGHUP:
                signal.signal(number, lambda *_: None)

    def _hear(self) -> None:
        if set(self._news.recv(4096)) - {signal.SIGCHLD}:
            raise Stopped

    def _look_after(self, part: Part) -> None:
        now = time.monotonic()
        if part.due is not None and now >= part.due:
            part.start()
            self._tell_guard()
        elif part.due is None and part.running and part.running.poll() is not None:
            part.died(now)
            self._say(f"{part.name} stopped{part.reason()}; starting it again.")

    def _pause(self) -> float:
        due = [part.due - time.monotonic() for part in self._parts if part.due is not None]
        return max(0.0, min([HEARTBEAT, *due]))

    def _tell_guard(self) -> None:
        self._guard.tell([part.running.pid for part in self._parts if part.running])


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]
