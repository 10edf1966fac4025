"""A tool's configuration in words, for those who want to see what a change changed."""

import json
from collections.abc import Iterator
from typing import Any

from builder.toolbox.credentials import KINDS
from builder.wording import shortened
from orchestrator.values import Access, Operation

LONGEST = 60  # characters of a schema that a word cannot tell
RISKS = {"read": "reads only", "write": "writes", "destructive": "destructive"}


def access_told(access: Access) -> str:
    """How a tool is let in: "access: bearer token, Authorization"."""
    details = (access.header, access.prefix, access.token_url, access.scope)
    return f"access: {', '.join([KINDS[access.kind], *(text for text in details if text)])}"


def operation_told(operation: Operation) -> str:
    """All that was configured, in one line."""
    return f"{operation.name} ({'; '.join(_parts(operation))})" if any(_parts(operation)) else operation.name


def _parts(one: Operation) -> Iterator[str]:
    yield from filter(None, (one.purpose, RISKS.get(one.risk or "")))
    if one.method or one.url:
        yield " ".join(filter(None, (one.method, one.url)))
    for name, pairs in (("query", one.query), ("headers", one.headers)):
        if pairs:
            yield f"{name} {', '.join(f'{key}: {text}' for key, text in pairs.items())}"
    for name, schema in (("takes", one.inputs), ("returns", one.outputs)):
        if schema:
            yield f"{name} {_schema(schema)}"
    if one.example:
        yield f"for example {', '.join(f'{key}: {value}' for key, value in one.example.items())}"
    told = (("when", one.when), ("not", one.when_not), ("on failure", one.on_failure))
    yield from (f"{name}: {text}" for name, text in told if text)
    if one.timeout:
        yield f"at most {one.timeout} s"
    if one.confirm is not None:
        yield "asks first" if one.confirm else "asks nobody first"


def _schema(schema: dict[str, Any]) -> str:
    """The names and types of an object; of another schema its text, shortened."""
    known = schema.get("properties")
    if not isinstance(known, dict) or not known:
        return shortened(json.dumps(schema, ensure_ascii=False), LONGEST)
    needed = schema.get("required", [])
    return ", ".join(f"{name}{_kind(one)}{'*' if name in needed else ''}" for name, one in known.items())


def _kind(one: Any) -> str:
    kind = one.get("type") if isinstance(one, dict) else None
    said = [f" ({kind})"] if isinstance(kind, str) else []
    about = one.get("description") if isinstance(one, dict) else None
    return "".join([*said, f" “{about}”" if isinstance(about, str) and about else ""])
