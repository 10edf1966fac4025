"""The kinds of descriptions that can be read, and the one way from bytes to what they describe."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.toolbox.readers import curl, loading, mcp_tools, openapi, postman
from builder.toolbox.readers.described import Described, Refused
from builder.toolbox.readers.secrets import scrubbed, without_values
from builder.toolbox.readers.source import Source

UNKNOWN = (
    "It is none of what is read: an OpenAPI description (JSON or YAML), a Postman collection, curl commands, or the "
    "tools of an MCP server."
)


@dataclass(frozen=True)
class Reader:
    """One kind: what people call it, whether a source is of it, and how it is read (raising Refused)."""

    name: str
    title: str
    fits: Callable[[Source], bool]
    read: Callable[[Source], Described]


READERS = (
    Reader("openapi", "OpenAPI description", openapi.fits, openapi.read),
    Reader("postman", "Postman collection", postman.fits, postman.read),
    Reader("mcp", "MCP server", mcp_tools.fits, mcp_tools.read),
    Reader("curl", "curl commands", curl.fits, curl.read),
)
TITLES = {reader.name: reader.title for reader in READERS}


def read(content: bytes, address: str = "") -> Described:
    """What a description says, without a secret in it. `address` is where it was fetched from. Raises Refused.

    It may take seconds and much memory: see apart.py.
    """
    text = loading.text_of(content)
    source = _source(text, address)
    reader = next((one for one in READERS if one.fits(source)), None)
    if reader is None:
        raise Refused(UNKNOWN)
    return _safe(reader.read(source))


def _source(text: str, address: str) -> Source:
    """The text with its data. A description may quote curl; commands may stand among words that are no data at all."""
    plain = Source(text, text, address)
    if curl.begins(text):
        return plain
    try:
        return Source(text, loading.data_of(text), address)
    except Refused:
        if curl.fits(plain):
            return plain
        raise


def _safe(found: Described) -> Described:
    """The same with every text that looks like a secret masked, and no example of what goes by a secret's name."""
    told = found.model_dump(mode="json")
    for operation in told["operations"]:
        operation["example"] = without_values(operation["example"])
    return Described.model_validate(scrubbed(told))
