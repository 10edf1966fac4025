"""An answer as it is shown: readable, without secrets, and with the schema it suggests."""

import json
from typing import Any

from genson import SchemaBuilder

from builder.toolbox import schemas
from builder.toolbox.masking import MASK, Masker
from builder.toolbox.outgoing import Answered

SHOWN = 20_000  # characters of a body


def value_of(answered: Answered) -> Any:
    """The JSON of an answer; None where it is none, or not whole."""
    if answered.cut:
        return None
    try:
        return json.loads(answered.body)
    except (ValueError, RecursionError):
        return None


def body_of(answered: Answered, mask: Masker) -> str:
    """The body as text; JSON is indented, of anything else that is no text its size is told."""
    value = value_of(answered)
    try:
        if value is not None:
            return mask(json.dumps(value, indent=2, ensure_ascii=False))[:SHOWN]
    except RecursionError:
        pass  # too deep to be indented: shown as it came
    try:
        text = answered.body.decode() if not answered.cut else answered.body.decode(errors="ignore")
    except UnicodeDecodeError:
        return f"({len(answered.body):,} bytes of {answered.content_type or 'something that is no text'})"
    return mask(text)[:SHOWN].replace("\0", "")


def headers_of(answered: Answered, mask: Masker) -> list[tuple[str, str]]:
    return [(name, MASK if name.lower() == "set-cookie" else mask(value)) for name, value in answered.headers]


def proposed(answered: Answered, mask: Masker) -> str:
    """The schema that an answer suggests, as text; "" where it is no JSON object or list, or too varied for one."""
    value = value_of(answered)
    if not 200 <= answered.status < 300 or not isinstance(value, dict | list):
        return ""
    try:
        builder = SchemaBuilder(schema_uri=None)
        builder.add_object(value)
        return schemas.written(schemas.read(mask(json.dumps(builder.to_schema(), ensure_ascii=False))))
    except (schemas.SchemaError, RecursionError):
        return ""
