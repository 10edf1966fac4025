"""What was read in a description, put into a tool: operations chosen, what a person wrote about them kept."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from builder.toolbox.readers.described import Described
from builder.wording import mentions
from orchestrator.values import Access, Operation, Tool, key_of

State = Literal["new", "changed", "same", "kept"]
MOST_OPERATIONS, MANY = 200, 40
# What a description does not tell, and a person may have written.
BY_HAND = ("when", "when_not", "on_failure", "timeout", "confirm")
LABELS = {
    "name": "Name", "purpose": "What for", "risk": "Risk", "method": "Method", "url": "Address", "headers": "Headers",
    "query": "Query", "inputs": "Inputs", "outputs": "Outputs", "example": "Example",
}  # fmt: skip
# Of the way in, what its words do not tell.
ACCESS_LABELS = {"prefix": "Before the secret", "token_url": "Token from", "scope": "Scope"}
_AUTH = {"api_key": "API key", "bearer": "Bearer token", "basic": "Basic", "oauth2": "OAuth 2", "none": "None"}


@dataclass(frozen=True)
class FieldChange:
    """One field in words, before and after; "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """What becomes of one operation, or with no state of "new" or "kept" of the tool itself."""

    name: str
    state: State
    fields: tuple[FieldChange, ...] = ()


def joined(
    tool: Tool | None, found: Described, chosen: Collection[int], name: str = "", *, renews_access: bool = False
) -> Tool:
    """The tool with the chosen operations (by their places in `found`); a new one called `name` where there is none.
    The way in that it has stays, unless `renews_access` is wanted."""
    base = tool or Tool(name=name or found.title, purpose=found.purpose)
    operations = list(base.operations)
    for place in sorted(chosen):
        fresh = found.operations[place]
        at = place_of(base, fresh)
        if at is None:
            operations.append(fresh)
        else:
            operations[at] = _renewed(base.operations[at], fresh)
    access = (found.access if renews_access else base.access) or base.access or found.access
    return base.model_copy(
        update={
            "operations": tuple(operations),
            "access": access,
            "purpose": base.purpose or found.purpose,
            "url": base.url or found.address or None,
            "auth": base.auth or (_AUTH[access.kind] if access else None),
        }
    )


def place_of(tool: Tool, fresh: Operation) -> int | None:
    """Where the tool has this operation: by its name, else by method and address."""
    for at, operation in enumerate(tool.operations):
        if key_of(operation.name) == key_of(fresh.name):
            return at
    for at, operation in enumerate(tool.operations):
        if fresh.url and (operation.method, operation.url) == (fresh.method, fresh.url):
            return at
    return None


def _renewed(old: Operation, fresh: Operation) -> Operation:
    kept: dict[str, Any] = {name: getattr(old, name) for name in BY_HAND}
    return fresh.model_copy(update={**kept, "name": old.name, "example": fresh.example or old.example})


def changes(before: Tool | None, after: Tool) -> tuple[Line, ...]:
    """What putting `after` in the place of `before` changes: the tool itself first, then each of its operations."""
    old = {operation.name: operation for operation in before.operations} if before else {}
    own = _own(before, after)
    lines = [Line(after.name, "changed", own)] if own and before else []
    for operation in after.operations:
        was = old.get(operation.name)
        if was is None:
            lines.append(Line(operation.name, "new"))
        else:
            fields = tuple(_fields(was, operation))
            lines.append(Line(operation.name, "changed" if fields else "same", fields))
    return tuple(lines)


def _own(before: Tool | None, after: Tool) -> tuple[FieldChange, ...]:
    was = before or Tool(name=after.name)
    pairs = (
        ("What for", was.purpose, after.purpose),
        ("Address", was.url, after.url),
        ("Authentication", was.auth, after.auth),
        ("Way in", access_words(was.access), access_words(after.access)),
        *(
            (label, getattr(was.access, name, ""), getattr(after.access, name, ""))
            for name, label in ACCESS_LABELS.items()
        ),
    )
    return tuple(FieldChange(label, one or "", other or "") for label, one, other in pairs if one != other)


def _fields(was: Operation, now: Operation) -> list[FieldChange]:
    found = []
    for name, label in LABELS.items():
        one, other = getattr(was, name), getattr(now, name)
        if one != other:
            before, after = in_words(one), in_words(other)
            found.append(FieldChange(label, before, after if after != before else f"{after} (in detail)"))
    return found


def in_words(value: Any) -> str:
    """A field's value on one line: of a schema its names and types."""
    if isinstance(value, dict) and isinstance(value.get("properties"), dict):
        required = value.get("required", [])
        names = [f"{name}{'' if name in required else '?'} {_type(one)}" for name, one in value["properties"].items()]
        return ", ".join(name.strip() for name in names)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())[:600]
    return str(value or "")


def _type(schema: Any) -> str:
    kind = schema.get("type", "") if isinstance(schema, dict) else ""
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def access_words(access: Access | None) -> str:
    """The way in as people say it; "" where none is known."""
    if access is None:
        return ""
    words = {
        "none": "open to everybody",
        "api_key": "an API key",
        "bearer": "a bearer token",
        "basic": "a name and a password",
        "oauth2": "OAuth 2 with client credentials",
    }[access.kind]
    return f"{words} in the header {access.header}" if access.header else words


def alike(tools: Collection[Tool], found: Described) -> Tool | None:
    """The tool that a description most likely is of: called so, or at the same address."""
    for tool in tools:
        if key_of(tool.name) == key_of(found.title):
            return tool
    for tool in tools:
        same = (
            found.address
            and "{" not in found.address
            and any((o.url or "").startswith(found.address) for o in tool.operations)
        )
        if same or mentions(found.title, tool.name) or mentions(tool.name, found.title):
            return tool
    return None
