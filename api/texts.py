"""Bodies are JSON whose every text is text: no database keeps a NUL, and UTF-8 has no half characters."""

import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from api.problems import NotText

_BROKEN = re.compile("[\x00\ud800-\udfff]")


class TextsOnly(Parser):
    """Ninja's own reader of JSON, strict about texts."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What the body holds. Raises NotText for a NUL or a lone surrogate in any value or name."""
        body = super().parse_body(request)
        for where, text in _texts(body, ""):
            if found := _BROKEN.search(text):
                raise NotText(where, is_nul=found[0] == "\0")
        return body


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text in a value, names included, with the place it stands at."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield where, name
            yield from _texts(inner, f"{where}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{where}.{number}".lstrip("."))
