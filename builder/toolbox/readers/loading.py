"""Text to data: JSON or YAML as it came, within bounds, with nothing in it but what JSON has."""

import codecs
import json
import math
import re
from typing import Any

import yaml

from builder.toolbox.readers.described import Refused

MOST_BYTES = 16_000_000
DEEPEST, MOST_NODES = 120, 4_000_000
_PATIENT = 1_000_000  # characters of broken JSON that are read as YAML
EMPTY = "There is nothing in it. Choose the file again, or paste its text."
LARGE = "It has {size}; at most 16 MB are read. Take out what the agent does not need."
NO_TEXT = "It is no text. Bring an OpenAPI description (JSON or YAML), a Postman collection or curl commands."
BROKEN = "It could not be read as {kind}: {problem}. Repair it there, or export it again."
DEEP = "It is nested deeper than {most} levels, as files made to do harm are. Export it again."
BOMB = "It unfolds to far more than it holds, as files made to do harm do. Export it again without aliases."
LOOP = "An alias in it holds itself, which no JSON can. Export it again without aliases."
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_of(content: bytes) -> str:
    """The text in UTF-8, or as its mark says; raises Refused for what is empty, too large or no text."""
    if len(content) > MOST_BYTES:
        raise Refused(LARGE.format(size=f"{len(content) / 1e6:.1f} MB"))
    coding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        raise Refused(NO_TEXT) from error
    if "\0" in text:
        raise Refused(NO_TEXT)
    if not text.strip():
        raise Refused(EMPTY)
    return text


def data_of(text: str) -> Any:
    """What a text holds as JSON or YAML; plain text comes back as it is. Raises Refused."""
    is_json = text.lstrip()[:1] in ("{", "[")
    try:
        found = _json(text) if is_json else yaml.load(text, _Loader)  # noqa: S506, a safe loader with fewer types
    except _Bomb as error:
        raise Refused(BOMB) from error
    except RecursionError as error:
        raise Refused(DEEP.format(most=DEEPEST)) from error
    except (yaml.YAMLError, ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        raise Refused(BROKEN.format(kind="JSON" if is_json else "YAML", problem=_problem(error))) from error
    _measure(found)
    return _Cleaning().of(found)


def _json(text: str) -> Any:
    """JSON; where that fails YAML has a say, whose braces are more patient."""
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except ValueError as error:
        try:
            return yaml.load(text[:_PATIENT], _Loader)  # noqa: S506
        except yaml.YAMLError:
            raise error from None


def _problem(error: Exception) -> str:
    """What a parser says, in a line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem or error.context or 'not understood'}"
    return " ".join(str(error).split())[:160] or "not understood"


class _Bomb(Exception):
    pass


class _Loader(yaml.CSafeLoader):
    """YAML with the types of JSON: no dates, no yes and no for true and false. Merges are counted."""

    merged = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        super().flatten_mapping(node)
        self.merged += len(node.value)
        if self.merged > MOST_NODES:
            raise _Bomb


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
for _word in ("true", "True", "TRUE", "false", "False", "FALSE"):
    _Loader.yaml_implicit_resolvers.setdefault(_word[0], []).append(
        ("tag:yaml.org,2002:bool", re.compile(r"(?i)\A(?:true|false)\Z"))
    )


def _measure(root: Any) -> None:
    """Raises Refused for what is nested too deep, holds itself, or is too much once its aliases are written out."""
    sizes: dict[int, int] = {}
    open_ones: set[int] = set()
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, left = stack.pop()
        if left:
            open_ones.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes.get(id(child), 1) for child in _children(node))
            if sizes[id(node)] > MOST_NODES:
                raise Refused(BOMB)
        elif id(node) in open_ones:
            raise Refused(LOOP)
        elif isinstance(node, dict | list | tuple | set) and id(node) not in sizes:
            open_ones.add(id(node))
            if len(open_ones) > DEEPEST:
                raise Refused(DEEP.format(most=DEEPEST))
            stack.append((node, True))
            stack.extend((child, False) for child in _children(node) if isinstance(child, dict | list | tuple | set))


def _children(node: Any) -> Any:
    return node.values() if isinstance(node, dict) else node


class _Cleaning:
    """The same with keys that are texts and only what JSON has; what is shared stays shared."""

    def __init__(self) -> None:
        self._done: dict[int, Any] = {}

    def of(self, found: Any) -> Any:
        """A clean copy."""
        if isinstance(found, str):
            return _text(found)
        if found is None or isinstance(found, bool | int):
            return found
        if isinstance(found, float):
            return found if math.isfinite(found) else None
        if id(found) not in self._done:
            self._done[id(found)] = self._copied(found)
        return self._done[id(found)]

    def _copied(self, found: Any) -> Any:
        if isinstance(found, dict):
            return {_key(key): self.of(value) for key, value in found.items()}
        if isinstance(found, list | tuple | set):
            return [self.of(value) for value in found]
        return _text(str(found))


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else _text(str(key))


def _text(text: str) -> str:
    """Without what no database stores: NUL bytes and halves of characters."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.replace("\0", "").encode("utf-8", "replace").decode()
