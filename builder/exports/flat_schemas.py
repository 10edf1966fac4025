"""JSON Schemas as every platform takes them: without references and without choices, only so deep."""

from collections.abc import Mapping
from typing import Any

DEEPEST = 5
_PLAIN = ("string", "integer", "number", "boolean")
_KEPT = {
    "string": ("format", "enum", "pattern", "minLength", "maxLength"),
    "integer": ("minimum", "maximum"),
    "number": ("minimum", "maximum"),
    "boolean": (),
}


def flat(schema: Any, root: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """What the schema says that platforms agree on; `root` is where its references lead."""
    seen = _followed(schema, root)
    kind = _type_of(seen)
    said: dict[str, Any] = {"type": kind}
    description = seen.get("description")
    if isinstance(description, str) and description.strip():
        said["description"] = " ".join(description.split())
    if kind == "array":
        items = flat(seen.get("items", {}), root, depth + 1) if depth < DEEPEST else {"type": "string"}
        return said | {"items": items}
    if kind == "object":
        return said | _members(seen, root, depth)
    return said | {name: seen[name] for name in _KEPT[kind] if _fits(name, seen.get(name))}


def closed(schema: Mapping[str, Any], *, nullable: bool = False) -> dict[str, Any]:
    """The same as OpenAI's strict mode wants it: every object closed, all of it required, what may be missing null."""
    made = dict(schema)
    if "properties" in schema or schema.get("type") == "object":
        known, needed = schema.get("properties", {}), schema.get("required", [])
        made["properties"] = {name: closed(one, nullable=name not in needed) for name, one in known.items()}
        made |= {"required": list(known), "additionalProperties": False}
    if "items" in schema:
        made["items"] = closed(schema["items"])
    for name in ("minLength", "maxLength", "pattern", "minimum", "maximum", "format"):
        made.pop(name, None)
    if nullable:
        made["type"] = [schema["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    return made


def names_all(schema: Mapping[str, Any]) -> bool:
    """Whether every object in it names what it holds."""
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return (schema.get("type") != "object" or bool(schema.get("properties"))) and all(map(names_all, inner))


def _members(seen: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> dict[str, Any]:
    known = seen.get("properties")
    if depth >= DEEPEST or not isinstance(known, dict) or not known:
        return {"properties": {}}
    needed = [name for name in seen.get("required", []) if name in known]
    return {
        "properties": {name: flat(one, root, depth + 1) for name, one in known.items()},
        **({"required": needed} if needed else {}),
    }


def _followed(schema: Any, root: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema that is meant: where references lead, and of several the first that is something."""
    seen: Any = schema
    for _ in range(DEEPEST * 2):
        if not isinstance(seen, dict):
            return {}
        choices = [one for key in ("anyOf", "oneOf", "allOf") for one in seen.get(key, []) if one != {"type": "null"}]
        if isinstance(seen.get("$ref"), str):
            own = {key: value for key, value in seen.items() if key == "description"}
            found = _at(seen["$ref"], root)
            seen = {**found, **own} if isinstance(found, dict) else {}
        elif choices and "type" not in seen and "properties" not in seen:
            first = choices[0] if isinstance(choices[0], dict) else {}
            seen = {**first, **({"description": seen["description"]} if "description" in seen else {})}
        else:
            return seen
    return {}


def _at(reference: str, root: Mapping[str, Any]) -> Any:
    place: Any = root
    for part in reference.removeprefix("#").strip("/").split("/") if reference not in ("#", "#/") else []:
        key = part.replace("~1", "/").replace("~0", "~")
        place = place.get(key) if isinstance(place, dict) else None
    return place


def _type_of(seen: Mapping[str, Any]) -> str:
    said = seen.get("type")
    found = next((one for one in said if one != "null"), None) if isinstance(said, list) else said
    if found in (*_PLAIN, "array", "object"):
        return str(found)
    return "object" if "properties" in seen else "array" if "items" in seen else "string"


def _fits(name: str, value: Any) -> bool:
    if name == "enum":
        return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
    wanted = str if name in ("format", "pattern") else int | float
    return isinstance(value, wanted) and not isinstance(value, bool)
