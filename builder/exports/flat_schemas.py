"""JSON Schemas as every platform takes them: without references and without choices, only so deep."""

from collections.abc import Mapping
from typing import Any

DEEPEST = 5
_PLAIN = ("string", "integer", "number", "boolean")
_CHOICES = ("anyOf", "oneOf", "allOf")


def flat(schema: Any, root: Mapping[str, Any], above: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the schema says that platforms agree on; `root` is where its references lead, `above` those that led here:
    what holds itself is told once."""
    seen, above = _followed(schema, root, above)
    kind = _type_of(seen)
    said: dict[str, Any] = {"type": kind}
    description = seen.get("description")
    if isinstance(description, str) and description.strip():
        said["description"] = " ".join(description.split())
    if kind == "array":
        items = flat(seen.get("items", {}), root, (*above, "[]")) if len(above) < DEEPEST else {"type": "string"}
        return said | {"items": items}
    if kind == "object":
        return said | _members(seen, root, above)
    if kind == "string" and _is_choice(seen.get("enum")):
        said["enum"] = list(seen["enum"])
    return said


def closed(schema: Mapping[str, Any], *, nullable: bool = False) -> dict[str, Any]:
    """The same as OpenAI's strict mode wants it: every object closed, all of it required, what may be missing null."""
    made = dict(schema)
    if "properties" in schema or schema.get("type") == "object":
        known, needed = schema.get("properties", {}), schema.get("required", [])
        made["properties"] = {name: closed(one, nullable=name not in needed) for name, one in known.items()}
        made |= {"required": list(known), "additionalProperties": False}
    if "items" in schema:
        made["items"] = closed(schema["items"])
    if nullable:
        made["type"] = [schema["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    return made


def names_all(schema: Mapping[str, Any]) -> bool:
    """Whether every object in it names what it holds."""
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return (schema.get("type") != "object" or bool(schema.get("properties"))) and all(map(names_all, inner))


def _members(seen: Mapping[str, Any], root: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
    known, required = seen.get("properties"), seen.get("required")
    if len(above) >= DEEPEST or not isinstance(known, dict) or not known:
        return {"properties": {}}
    needed = (
        [name for name in required if isinstance(name, str) and name in known] if isinstance(required, list) else []
    )
    return {
        "properties": {name: flat(one, root, (*above, "{}")) for name, one in known.items()},
        **({"required": needed} if needed else {}),
    }


def _followed(
    schema: Any, root: Mapping[str, Any], above: tuple[str, ...]
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The schema that is meant: where references lead, and of several the first that is something."""
    seen: Any = schema
    while isinstance(seen, dict):
        own = {"description": seen["description"]} if "description" in seen else {}
        reference, choices = seen.get("$ref"), _choices(seen)
        if isinstance(reference, str):
            if reference in above:
                return {"type": "object", **own}, above
            seen, above = _at(reference, root), (*above, reference)
        elif choices and "type" not in seen and "properties" not in seen:
            seen = choices[0]
        else:
            return seen, above
        seen = {**seen, **own} if isinstance(seen, dict) else seen
    return {}, above


def _choices(seen: Mapping[str, Any]) -> list[Any]:
    offered = [seen[key] for key in _CHOICES if isinstance(seen.get(key), list)]
    return [one for choices in offered for one in choices if one != {"type": "null"}]


def _at(reference: str, root: Mapping[str, Any]) -> Any:
    place: Any = root
    for part in reference.removeprefix("#").strip("/").split("/") if reference not in ("#", "#/") else []:
        key = part.replace("~1", "/").replace("~0", "~")
        place = place.get(key) if isinstance(place, dict) else None
    return place


def _type_of(seen: Mapping[str, Any]) -> str:
    said = seen.get("type")
    found = next((one for one in said if one != "null"), None) if isinstance(said, list) else said
    if isinstance(found, str) and found in (*_PLAIN, "array", "object"):
        return found
    return "object" if "properties" in seen else "array" if "items" in seen else "string"


def _is_choice(value: Any) -> bool:
    texts = isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
    return texts and len(set(value)) == len(value)
