"""An operation of a tool as a call: its schema, its address with what is fixed in it, its headers."""

from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote

from builder.exports.addresses import TELLS_A_SECRET, clean_address
from builder.exports.call_parts import SLOT, Call, Parameter, Place
from builder.exports.flat_schemas import flat
from builder.exports.names import identifier, unique
from builder.exports.secrets_of_calls import secret_of
from builder.toolbox.accounts import own_names
from builder.toolbox.placing import WITHOUT_BODY, method_of, names_in, places, with_named_inputs
from builder.wording import one_line
from orchestrator.values import Operation, Tool


def operation_call(tool: Tool, operation: Operation, name: str) -> Call:
    """The operation as a call by this name; its values go by their own names wherever those are identifiers."""
    whole = with_named_inputs(operation)
    own = own_names(operation)  # of the customer: set once, never by a model
    known = {name: place for name, place in places(whole).items() if name not in own}
    keys = dict(zip(known, unique(identifier(text, f"input_{i}") for i, text in enumerate(known, 1)), strict=True))
    address = _address(whole, keys)
    parameters = tuple(_parameters(whole, known, keys, address))
    headers = tuple((header, _with_keys(text, keys)) for header, text in whole.headers.items())
    secret = secret_of(tool, name, address)
    return Call(tool, name, method_of(whole), address, parameters, secret, operation, headers)


def _parameters(
    whole: Operation, known: Mapping[str, str], keys: Mapping[str, str], address: str
) -> Iterator[Parameter]:
    schemas: dict[str, Any] = whole.inputs.get("properties", {})
    needed = whole.inputs.get("required", [])
    sent = {names_in(text)[0]: name for name, text in whole.query.items() if _is_slot(text)}
    inside = {name for text in whole.query.values() if not _is_slot(text) for name in names_in(text)}
    for text, key in keys.items():
        told = flat(schemas.get(text, {}), whole.inputs)
        said = told.pop("description", "")
        place = "path" if known[text] == "address" or text in inside else known[text]
        if place == "path" and f"{{{key}}}" not in address:  # there is no address to stand in yet
            place = "query" if method_of(whole) in WITHOUT_BODY else "body"
        yield Parameter(
            key=key,
            text=one_line(said) or one_line(text),
            place=cast(Place, place),
            required=text in needed or place == "path",
            told=told,
            called=sent.get(text, text),
        )


def _address(whole: Operation, keys: Mapping[str, str]) -> str:
    """With what is fixed in the query; a line of it that is nothing but an input is a parameter."""
    url = clean_address(_with_keys(whole.url or "", keys))
    lines = (
        f"{quote(name, safe='')}={quote(_with_keys(text, keys), safe='{}_-.~')}"
        for name, text in whole.query.items()
        if not _is_slot(text) and not TELLS_A_SECRET.search(name)
    )
    fixed = "&".join(lines)
    return f"{url}{'&' if '?' in url else '?'}{fixed}" if fixed and url else url


def _is_slot(text: str) -> bool:
    return bool(SLOT.fullmatch(text.strip()) and names_in(text))


def _with_keys(text: str, keys: Mapping[str, str]) -> str:
    return SLOT.sub(lambda hit: f"{{{keys.get(hit[1], hit[1])}}}", text)
