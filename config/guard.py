"""What is left to do when the launcher is killed outright: end what it had started, on Linux and macOS alike."""

import os
import subprocess
from collections.abc import Iterable

# Reads the process groups that run, one line each time they change. When the launcher's end of the pipe closes and some
# are left, nobody else will end them.
_SCRIPT = """
trap '' INT TERM HUP
while read -r line; do groups=$line; done
any_left() { for group in $groups; do kill -0 "$group" && return 0; done; return 1; }
any_left || exit 0
kill -TERM $groups
for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  any_left || exit 0
  sleep 0.1
done
kill -KILL $groups
"""


class Guard:
    """A shell that outlives the launcher just long enough. It keeps `held` open: that lock is free when all is over."""

    def __init__(self, held: int) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", _SCRIPT, "parley-guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(held,),
            start_new_session=True,
        )

    def tell(self, groups: Iterable[int]) -> None:
        """These process groups run now, and no others."""
        assert self._shell.stdin is not None
        line = " ".join(f"-{group}" for group in groups)
        os.write(self._shell.stdin.fileno(), f"{line}\n".encode())

    def dismiss(self) -> None:
        """Nothing is left to guard."""
        self.tell([])
        assert self._shell.stdin is not None
        self._shell.stdin.close()
        self._shell.wait()
