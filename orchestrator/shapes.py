"""Structured answers: the JSON Schema a model is asked to fill, and the object found in what it answered."""

import json
import re
from contextlib import suppress
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import from_json

from orchestrator.streams import without_thoughts

LONGEST = 100_000  # characters of an answer that are looked at
MOST_STARTS = 50  # places in it where an object may begin: each may be read to the end in vain
_NOISE = ("title", "default")


def strictly(schema: dict[str, Any]) -> None:
    """Make a generated schema fit the strict modes: every property required, nothing else allowed, no noise."""
    properties = schema.get("properties", {})
    schema["required"] = list(properties)
    schema["additionalProperties"] = False
    for part in (schema, *properties.values()):
        for key in _NOISE:
            part.pop(key, None)


class Shape(BaseModel):
    """An object asked of a model: strict in its schema, forgiving when read, since small models leave things out."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=strictly)

    @model_validator(mode="before")
    @classmethod
    def null_is_left_out(cls, found: object) -> object:
        return {key: value for key, value in found.items() if value is not None} if isinstance(found, dict) else found


S = TypeVar("S", bound=BaseModel)


def response_format(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a shape as the `response_format` of OpenAI's chat API."""
    return {"type": "json_schema", "json_schema": {"name": shape.__name__, "strict": True, "schema": schema_of(shape)}}


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a shape, as the strict modes want it."""
    schema: dict[str, Any] = json.loads(as_text(shape))
    return schema


@cache
def as_text(shape: type[BaseModel]) -> str:
    """The same as text. Kept: to generate it takes longer than all the rest of a request."""
    schema = shape.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)  # the documentation of our classes, not meant for a model
    return json.dumps(schema, ensure_ascii=False, separators=(",", ":"))


def read(shape: type[S], text: str) -> S:
    """The first object in a text that fits the shape, whatever stands around it, or what was said of one that was cut
    off; what a model thought before counts for nothing. Raises ValueError if there is none."""
    problem = ValueError("there is no JSON object in the answer")
    text = without_thoughts(text[:LONGEST])
    for start in islice(re.finditer("{", text), MOST_STARTS):
        try:
            return shape.model_validate(json.JSONDecoder().raw_decode(text, start.start())[0])
        except (json.JSONDecodeError, RecursionError):
            pass
        except ValueError as error:
            problem = error
    with suppress(ValueError):
        return shape.model_validate(from_json(text[max(0, text.find("{")) :], allow_partial=True))
    raise problem
