"""The process's memory as Python and the C library keep it."""

import ctypes
import gc
from contextlib import suppress

# Objects made before the collector looks for circles among the youngest, rounds of that before it looks at older ones:
# a turn makes some 20,000, nearly all of which go by themselves.
_YOUNGEST, _OLDER, _OLDEST = 20_000, 20, 50


def settle() -> None:
    """What was loaded until now stays: the collector looks through it no more, which took milliseconds of a turn, and
    pages that lie free go back to the system, where the C library can (glibc): a large import leaves 10 MB."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNGEST, _OLDER, _OLDEST)
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
