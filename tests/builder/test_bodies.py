"""The body of a call is written as its Content-Type says: known tools that take forms are sent forms."""

import json
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.toolbox.bodies import FORM, written
from builder.toolbox.calling import prepared
from orchestrator.toolbox import by_id, library, operations
from orchestrator.values import Operation

TEXTS = st.text("ab&=[]%+;\n é中🙂", min_size=1, max_size=12)


def called(tool: str, name: str, **values: object) -> object:
    operation = next(operation for operation in operations(by_id()[tool]) if operation.name == name)
    return prepared(operation, values)


def test_a_form_holds_what_lies_deeper_in_brackets() -> None:
    call = called("stripe", "create_payment_link", mode="payment", line_items=[{"price": "p&1", "quantity": 2}])
    assert call.headers["Content-Type"] == FORM
    assert parse_qsl(call.content.decode()) == [
        ("mode", "payment"),
        ("line_items[0][price]", "p&1"),
        ("line_items[0][quantity]", "2"),
    ]


def test_what_says_nothing_of_its_body_is_sent_json() -> None:
    call = called("slack", "post_message", channel="C1", text="Hello")
    assert call.headers["Content-Type"] == "application/json"
    assert json.loads(call.content) == {"channel": "C1", "text": "Hello"}


@given(st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_no_value_breaks_out_of_its_field(body: dict[str, str]) -> None:
    content, _ = written(body, {"content-type": f"{FORM}; charset=utf-8"})
    assert dict(parse_qsl(content.decode(), keep_blank_values=True)) == body


@given(st.dictionaries(st.text('ab"\r\n;é', min_size=1, max_size=6), TEXTS, min_size=1, max_size=4))
def test_no_value_breaks_out_of_its_part(body: dict[str, str]) -> None:
    content, headers = written(body, {"Content-Type": "multipart/form-data", "X-Shop": "1"})
    assert headers["X-Shop"] == "1"
    mark = headers["Content-Type"].partition("boundary=")[2].encode()
    parts = content.split(b"--" + mark)[1:-1]
    assert [part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n").decode() for part in parts] == list(body.values())


def test_a_header_that_nobody_filled_is_not_sent() -> None:
    headers = {"X-Shop": "{shop}", "X-Version": "2"}
    inputs = {"type": "object", "properties": {"shop": {"type": "string"}}}
    operation = Operation(name="look", method="GET", url="https://x.test/", headers=headers, inputs=inputs)
    assert "X-Shop" not in prepared(operation, {}).headers
    assert prepared(operation, {"shop": "berlin"}).headers["X-Shop"] == "berlin"
    assert prepared(operation, {}).headers["X-Version"] == "2"


@pytest.mark.parametrize("tool", library(), ids=lambda tool: tool.id)
def test_every_operation_of_the_library_can_be_called(tool: object) -> None:
    for operation in operations(tool):
        needed = {name: _some(operation.inputs["properties"][name]) for name in operation.inputs.get("required", ())}
        call = prepared(operation, needed)
        assert call.url.startswith("https://")
        assert "{" not in call.url.partition("?")[0]


def _some(schema: dict[str, object]) -> object:
    made = {"integer": 1, "number": 1.5, "boolean": True, "object": {}, "array": []}
    return schema.get("const") or next(iter(schema.get("enum", ())), made.get(schema["type"], "example"))
