"""Tools as calls over HTTP: a name every platform takes, what it needs, an address, and where the secret goes."""

import keyword
import re
from collections.abc import Mapping, Sequence

from builder.exports.addresses import clean_address
from builder.exports.call_parts import PLACES, SLOT, Call, Parameter, Place, Secret
from builder.exports.names import ascii_words, identifier, unique
from builder.exports.operation_calls import operation_call
from builder.exports.secrets_of_calls import secret_of
from builder.step_reading import writes
from builder.wording import one_line
from orchestrator.values import Operation, Tool

__all__ = ["PLACES", "Call", "Parameter", "Place", "Secret", "callable_name", "calls_of"]
_OPTIONAL = re.compile(r"\(?\b(?:optional|if known|opcional|facultatif|facultativ)\b\)?", re.IGNORECASE)


# What generated Python already calls so, and names that platforms keep for themselves.
_RESERVED = frozenset(
    "agent json os str urllib tool dict function_tool create_agent instructions timeout longest end_call transfer"
    " crew task process print transfer_to_agent exit_loop remember_values".split()
)


def callable_name(tool: Tool, number: int) -> str:
    """Its name as an identifier, else its purpose, else its number."""
    name = identifier(tool.name, identifier(tool.purpose or "", f"tool_{number}"))
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def calls_of(tools: Sequence[Tool]) -> tuple[Call, ...]:
    """A call for each tool, and for each operation of those that have some."""
    offered = [(tool, one) for tool in tools for one in tool.operations or (None,)]
    told = (_name(tool, one, i) for i, (tool, one) in enumerate(offered, 1))
    names = unique(told, taken=_RESERVED)
    return tuple(
        operation_call(tool, one, name) if one else _call(tool, name)
        for (tool, one), name in zip(offered, names, strict=True)
    )


def _name(tool: Tool, operation: Operation | None, number: int) -> str:
    """An operation goes by its own name; one of a single word says whose it is."""
    if operation is None:
        return callable_name(tool, number)
    alone = len(tool.operations) == 1 or len(ascii_words(operation.name)) > 1 or not ascii_words(tool.name)
    text = operation.name if alone else f"{tool.name} {operation.name}"
    return callable_name(Tool(name=text, purpose=operation.purpose), number)


def _call(tool: Tool, name: str) -> Call:
    method = tool.method or ("POST" if writes(tool) else "GET")
    texts = [one_line(text) for text in tool.inputs if one_line(text)]
    keys = unique(identifier(_OPTIONAL.sub("", text), f"input_{i}") for i, text in enumerate(texts, 1))
    address, slots = _with_keys(clean_address(tool.url or ""), dict(zip(texts, keys, strict=True)))
    rest: Place = "query" if method in ("GET", "HEAD", "DELETE") else "body"
    parameters = [
        Parameter(key, text, "path" if key in slots else rest, key in slots or not _OPTIONAL.search(text))
        for key, text in zip(keys, texts, strict=True)
    ]
    parameters += [Parameter(slot, slot.replace("_", " "), "path") for slot in slots if slot not in set(keys)]
    return Call(tool, name, method, address, tuple(parameters), secret_of(tool, name, address))


def _with_keys(address: str, keys: Mapping[str, str]) -> tuple[str, list[str]]:
    """The address with its slots named as the parameters are, and those names. `keys` are these by their texts."""
    slots: list[str] = []
    known = {_plain(word): key for text, key in keys.items() for word in (text, key)}

    def named(hit: re.Match[str]) -> str:
        key = known.get(_plain(hit[1])) or identifier(hit[1], f"part_{len(slots) + 1}")
        slots.append(key)
        return f"{{{key}}}"

    return SLOT.sub(named, address), list(dict.fromkeys(slots))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
