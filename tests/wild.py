"""What must not run wild: a guard against work that grows out of all bounds, no measure of speed (`make bench` is)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def comes_to_its_end(seconds: float) -> Iterator[None]:
    """What is done in this block takes no more of the processor: a little beside what it took when it ran wild."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds
