"""JSON Schemas of a tool: as text, as a table, and the two in step."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from builder.exports.calls import calls_of
from builder.prompt_writer import write
from builder.tool_words import operation_told
from builder.toolbox import schemas
from builder.toolbox.placing import places, with_named_inputs
from builder.toolbox.schema_rows import TYPES, Row, RowError, examples_of, rows_of, with_rows
from builder.toolbox.schemas import SchemaError
from orchestrator.values import Operation, Tool
from tests.builder.definitions import agent

TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20)
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
PROPERTIES = st.one_of(
    st.booleans(),
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from([*TYPES, "null", ["string", "null"]]),
            "description": TEXTS,
            "enum": st.lists(TEXTS, min_size=1, unique=True),
            "format": st.just("date"),
            "$ref": st.just("#/$defs/Other"),
        },
    ),
)
OBJECTS = st.fixed_dictionaries(
    {"type": st.just("object"), "properties": st.dictionaries(NAMES, PROPERTIES, max_size=6)},
    optional={
        "required": st.lists(NAMES, max_size=3, unique=True),
        "additionalProperties": st.booleans(),
        "$defs": st.just({"Other": {"type": "integer"}}),
    },
)


@given(OBJECTS)
def test_a_table_that_nobody_changed_changes_nothing(schema):
    assert with_rows(schema, rows_of(schema)) == schema


@given(
    OBJECTS, st.lists(st.builds(Row, NAMES, st.sampled_from(TYPES), st.booleans(), NAMES), unique_by=lambda r: r.name)
)
def test_what_a_table_says_is_what_the_schema_says(schema, rows):
    made = with_rows(schema, rows)
    assert [(r.name, r.type, r.required, r.description) for r in rows_of(made)] == [
        (r.name, r.type, r.required, r.description) for r in rows
    ]


@given(OBJECTS.filter(lambda schema: "$defs" in schema or "$ref" not in str(schema)))
def test_a_schema_is_the_same_after_it_was_written_and_read(schema):
    assert schemas.read(schemas.written(schema)) == schema


def test_a_change_of_one_cell_keeps_what_the_table_cannot_say():
    size = {"type": "string", "enum": ["S", "M"], "description": "How large"}
    schema = {"type": "object", "properties": {"size": size, "n": {"type": "integer"}}, "required": ["size", "n"]}
    _, second = rows_of(schema)
    renamed = with_rows(schema, [Row("fit", "string", True, "How large", was="size"), second])
    assert renamed["properties"]["fit"] == size
    assert renamed["required"] == ["fit", "n"]
    retyped = with_rows(schema, [Row("size", "integer", False, "How large", was="size"), second])
    assert retyped["properties"]["size"] == {"type": "integer", "description": "How large"}
    assert retyped["required"] == ["n"]
    assert with_rows(schema, [second])["properties"] == {"n": {"type": "integer"}}


@pytest.mark.parametrize(
    ("rows", "at"), [([Row("")], (0, "name")), ([Row("a"), Row("a")], (1, "name")), ([Row("a", "date")], (0, "type"))]
)
def test_a_row_that_cannot_be_meant_is_told_by_its_place(rows, at):
    with pytest.raises(RowError) as told:
        with_rows({}, rows)
    assert (told.value.row, told.value.column) == at


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("string", "42", "42"),
        ("integer", "42", 42),
        ("number", "4.5", 4.5),
        ("boolean", "true", True),
        ("array", '["a"]', ["a"]),
        ("object", '{"a": 1}', {"a": 1}),
        ("", "as typed", "as typed"),
    ],
)
def test_an_example_is_of_its_rows_type(kind, typed, meant):
    assert examples_of([Row("x", kind, example=typed)]) == {"x": meant}
    if kind not in ("string", ""):
        with pytest.raises(RowError, match="looks like"):
            examples_of([Row("x", kind, example="seven")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "Line 1, column 2"),
        ('{"type":\n "strin"}', "At type"),
        ("[]", "A schema is an object"),
        ('{"type": "object", "type": "string"}', "twice"),
        ('{"minimum": NaN}', "no number"),
        ('{"properties": {"a": {"type": 3}}}', "At properties.a.type"),
        ('{"$ref": "https://example.com/schema.json"}', "leads outside"),
        ('{"$ref": "file:///etc/passwd"}', "leads outside"),
        ('{"items": {"$ref": "other.json#/a"}}', "leads outside"),
        ('{"$ref": "#/$defs/Missing"}', "leads nowhere"),
        ('{"$schema": "http://json-schema.org/draft-07/schema#"}', "another dialect"),
        ('{"pattern": "("}', "At pattern"),
        ('{"title": "\\ud800"}', "no text"),
        ('{"title": "\\u0000"}', "cannot be kept"),
        ('{"items": ' * 60 + "{}" + "}" * 60, "too deeply"),
        ("[" * 100_000, "too deeply"),
        (json.dumps({"title": "x" * 100_001}), "too many"),
    ],
)
def test_a_text_that_is_no_schema_is_told_with_its_place(text, told):
    with pytest.raises(SchemaError, match=told):
        schemas.read(text)


def test_references_within_the_schema_and_properties_of_any_name_are_fine():
    schema = {"properties": {"$ref": {"$ref": "#/$defs/a~1b"}, "self": {"$ref": "#"}}, "$defs": {"a/b": {"enum": [1]}}}
    schemas.check(schema)


def test_inputs_go_where_their_name_stands():
    operation = Operation(
        name="move",
        method="POST",
        url="https://api.example/orders/{order}/lines",
        query={"page": "{page}"},
        headers={"X-Shop": "{shop}"},
        inputs={"type": "object", "properties": {"order": {"type": "string"}, "note": {"type": "string"}}},
    )
    assert places(operation) == {"order": "address", "note": "body", "page": "query", "shop": "header"}
    named = with_named_inputs(operation)
    assert named.inputs["required"] == ["page", "shop"]
    assert with_named_inputs(named) == named
    assert places(operation.model_copy(update={"method": "GET"}))["note"] == "query"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS, lambda x: st.lists(x) | st.dictionaries(TEXTS, x), max_leaves=12
)
WORDS = st.sampled_from(["type", "properties", "items", "anyOf", "$ref", "enum", "required", "description", "minimum"])


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(WORDS, JSON | st.dictionaries(TEXTS, st.dictionaries(WORDS, JSON))))
def test_any_schema_that_is_kept_can_be_shown_told_and_exported(schema):
    try:
        operation = Operation(name="look", url="https://a.example/{x}", inputs=schema, outputs=schema)
    except ValidationError:
        return
    rows_of(schema)
    operation_told(operation)
    (call,) = calls_of([Tool(name="Shop", operations=(operation,))])
    Draft202012Validator.check_schema(call.schema())
    Draft202012Validator.check_schema(call.schema(strict=True))
    write(agent(tools=[call.tool]))
