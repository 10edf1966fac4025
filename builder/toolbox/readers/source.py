"""A description as it came, before anybody knows what it is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """Its text, the same as data (the text itself where it is none), and the address it came from, "" for none."""

    text: str
    data: Any
    address: str = ""
