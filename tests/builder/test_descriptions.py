"""OpenAPI, Postman, curl and MCP read into operations: what is told, what is left out, and what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder.toolbox.readers.apart import read_apart
from builder.toolbox.readers.described import Described, Refused
from builder.toolbox.readers.registry import read
from orchestrator.values import Access
from tests.wild import comes_to_its_end

SECRET = "sk_live_9aXbY27cQe81LmZp"


def described(source: Any, address: str = "") -> Described:
    text = source if isinstance(source, str) else json.dumps(source)
    found = read(text.encode(), address)
    for operation in found.operations:
        Draft202012Validator.check_schema(operation.inputs)
        Draft202012Validator.check_schema(operation.outputs)
    return found


def api(paths: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"openapi": "3.0.3", "info": {"title": "Orders"}, "servers": [{"url": "https://api.shop.test/v1"}],
            "paths": paths, **more}  # fmt: skip


def one(**told: Any) -> dict[str, Any]:
    return api({"/orders/{id}": {told.pop("method", "get"): {"operationId": "theOne", **told}}})


def body(schema: Any, kind: str = "application/json") -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}


def test_each_path_and_method_is_an_operation_with_its_risk() -> None:
    found = described(api({"/orders": {m: {"tags": ["Sales"]} for m in ("get", "post", "put", "patch", "delete")}}))
    assert [(o.method, o.risk) for o in found.operations] == [
        ("GET", "read"), ("POST", "write"), ("PUT", "write"), ("PATCH", "write"), ("DELETE", "destructive"),
    ]  # fmt: skip
    assert found.title == "Orders"
    assert set(found.groups) == {"Sales"}
    assert found.operations[0].name == "GET /orders"
    assert found.operations[0].url == "https://api.shop.test/v1/orders"


def test_inputs_go_where_the_description_puts_them() -> None:
    parameters = [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
        {"name": "expand", "in": "query", "example": "items"},
        {"name": "X-Shop", "in": "header", "schema": {"type": "string"}},
    ]
    fields = {"note": {"type": "string"}, "id": {"type": "string"}}
    schema = {"type": "object", "properties": fields, "required": ["note"]}
    [operation] = described(one(method="post", parameters=parameters, requestBody=body(schema))).operations
    assert operation.url == "https://api.shop.test/v1/orders/{id_path}"
    assert operation.query == {"expand": "{expand}"}
    assert operation.headers == {"X-Shop": "{X-Shop}"}
    assert set(operation.inputs["properties"]) == {"note", "id", "id_path", "expand", "X-Shop"}
    assert operation.inputs["required"] == ["note", "id_path"]
    assert operation.example == {"expand": "items"}


def test_a_form_is_told_by_its_header() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    form = "application/x-www-form-urlencoded"
    [operation] = described(one(method="post", requestBody=body(schema, form))).operations
    assert operation.headers == {"Content-Type": form}


def test_what_3_0_says_otherwise_becomes_2020_12() -> None:
    properties = {
        "age": {"type": "integer", "minimum": 18, "exclusiveMinimum": True, "nullable": True},
        "size": {"type": "string", "enum": ["S", "M"], "nullable": True},
        "made": {"readOnly": True},
        "both": {"allOf": [{"type": "object"}], "nullable": True, "description": "Either"},
    }
    [operation] = described(one(method="post", requestBody=body({"properties": properties}))).operations
    told = operation.inputs["properties"]
    assert told["age"] == {"type": ["integer", "null"], "exclusiveMinimum": 18}
    assert told["size"] == {"type": ["string", "null"], "enum": ["S", "M", None]}
    assert "made" not in told
    assert told["both"] == {"description": "Either", "anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]}


def test_the_answer_of_success_becomes_the_outputs() -> None:
    answers = {"404": {}, "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}}
    parts = {"schemas": {"Order": {"type": "object", "properties": {"total": {"type": "number"}}}}}
    [operation] = described(one(responses=answers) | {"components": parts}).operations
    assert operation.outputs == {"type": "object", "properties": {"total": {"type": "number"}}}


def test_a_schema_that_holds_itself_ends_with_a_note() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    found = described(
        one(method="post", requestBody=body({"$ref": "#/components/schemas/Node"}))
        | {"components": {"schemas": {"Node": node, "Loop": {"$ref": "#/components/schemas/Loop"}}}}
    )
    assert any("holds itself" in note and "theOne" in note for note in found.notes)
    looped = described(
        one(method="post", requestBody=body({"$ref": "#/components/schemas/Loop"}))
        | {"components": {"schemas": {"Loop": {"$ref": "#/components/schemas/Loop"}}}}
    )
    assert looped.operations[0].name == "theOne"


def test_a_schema_that_unfolds_without_end_is_cut_with_a_note() -> None:
    """Each of forty levels refers to the next one ten times."""
    schemas = {
        f"L{i}": {
            "type": "object",
            "properties": {f"p{j}": {"$ref": f"#/components/schemas/L{i + 1}"} for j in range(10)},
        }
        for i in range(40)
    }
    found = described(one(method="post", requestBody=body({"$ref": "#/components/schemas/L0"}))
                      | {"components": {"schemas": schemas}})  # fmt: skip
    assert any("cut" in note for note in found.notes)
    assert len(found.model_dump_json()) < 50_000


@pytest.mark.parametrize(
    "ref",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://example.com/schemas.json#/Order",
        "file:///etc/passwd",
        "orders.yaml#/Order",
        "//localhost/x",
    ],
)
def test_another_document_is_refused_by_name_and_never_fetched(ref: str) -> None:
    with pytest.raises(Refused, match="another document") as refusal:
        described(one(method="post", requestBody=body({"$ref": ref})))
    assert ref in str(refusal.value)


def test_addresses_have_their_variables_filled_and_their_ends_completed() -> None:
    servers = [{"url": "https://{region}.shop.test/{base}", "variables": {"region": {"default": "eu"}}}]
    found = described(api({"/a": {"get": {}}}, servers=servers))
    assert found.address == "https://eu.shop.test/{base}"
    assert found.operations[0].inputs["required"] == ["base"]
    ended = api({"/a": {"get": {}}}, servers=[{"url": "/v2"}])
    assert described(ended, "https://shop.test/docs/openapi.json").address == "https://shop.test/v2"
    assert described(ended).address == "https://{host}/v2"
    assert described(api({"/a": {"get": {}}}, servers=[])).operations[0].url == "https://{host}/a"
    assert any("host" in note for note in described(ended).notes)


@pytest.mark.parametrize(
    ("scheme", "access"),
    [
        ({"type": "http", "scheme": "bearer"}, Access(kind="bearer", header="Authorization", prefix="Bearer")),
        ({"type": "http", "scheme": "basic"}, Access(kind="basic", header="Authorization", prefix="Basic")),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, Access(kind="api_key", header="X-Key")),
        (
            {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": "", "write": ""}}},
            },
            Access(kind="oauth2", token_url="https://api.shop.test/token", scope="read write"),
        ),
        ({"type": "mutualTLS"}, None),
    ],
)
def test_the_way_in_is_told_by_its_kind(scheme: dict[str, Any], access: Access | None) -> None:
    found = described(
        api({"/a": {"get": {}}}, security=[{"main": []}], components={"securitySchemes": {"main": scheme}})
    )
    assert found.access == access


def test_a_key_among_the_parameters_is_a_way_in_and_no_input() -> None:
    parameters = [{"name": "x-api-key", "in": "header", "required": True}, {"name": "id", "in": "path"}]
    found = described(one(parameters=parameters))
    assert found.access == Access(kind="api_key", header="x-api-key")
    assert set(found.operations[0].inputs["properties"]) == {"id"}
    assert found.operations[0].headers == {}


def test_a_curl_command_becomes_an_operation_and_its_secret_is_not_kept() -> None:
    text = f"""$ curl -sS -X POST 'https://api.shop.test/v1/orders/48123/notes?notify=yes' \\
      -H "Authorization: Bearer {SECRET}" -H 'X-Shop: berlin' \\
      --data-raw '{{"text": "It'"'"'s fine", "tags": ["a"], "password": "hunter22"}}' --compressed"""
    found = described(text)
    [operation] = found.operations
    assert found.access == Access(kind="bearer", header="Authorization", prefix="Bearer")
    assert operation.url == "https://api.shop.test/v1/orders/{order_id}/notes"
    assert operation.query == {"notify": "{notify}"}
    assert operation.headers == {"X-Shop": "berlin"}
    assert operation.example == {"text": "It's fine", "tags": ["a"], "notify": "yes"}
    assert SECRET not in found.model_dump_json()
    assert "hunter22" not in found.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "curl -d a=1 -d b=2 https://x.test/f",
        "curl --data-urlencode 'a=1' --data 'b=2' --url https://x.test/f",
        "curl.exe https://x.test/f `\n  -d 'a=1&b=2'",
        'curl "https://x.test/f" ^\n  --data-raw "a=1^&b=2"',
        "curl $'https://x.test/f' --data-raw $'a=1\\u0026b=2'",
        "# make one\ncurl -XPOST https://x.test/f -da=1 \\\n -db=2",
        "curl https://x.test/f -H 'Content-Type: application/x-www-form-urlencoded' --data-binary \"a=1&b=2\" | jq .",
    ],
)
def test_curl_is_read_as_any_shell_writes_it(text: str) -> None:
    [operation] = described(text).operations
    assert (operation.method, operation.url) == ("POST", "https://x.test/f")
    assert operation.example == {"a": "1", "b": "2"}
    assert operation.headers == {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_header_that_cannot_be_sent_is_left_out_with_a_note() -> None:
    found = described("curl https://x.test/f -H 'X-Name: Müller' -H 'X-Näme: a' -H 'Ü-API-Key: abc' -H 'X-Shop: one'")
    assert found.operations[0].headers == {"X-Shop": "one"}
    assert found.access is None
    for name in ("X-Name", "X-Näme", "Ü-API-Key"):
        assert f"The header {name} holds signs that cannot be sent in one; it was left out: GET /f." in found.notes
    told = described(one(parameters=[{"name": name, "in": "header"} for name in ("X-Größe", "Ü-Api-Key", "X-Shop")]))
    assert told.operations[0].headers == {"X-Shop": "{X-Shop}"}
    assert told.access is None


def test_several_commands_options_and_ways_in() -> None:
    found = described(
        "curl -G https://x.test/s -d q=shoes -d 'lang=de fr' -u me:pa55word\n\n"
        "curl -I https://x.test/s/$ITEM\ncurl -F name=Ann -F 'photo=@me.png' https://x.test/people -k -L -o out.json\n"
        "curl --json '[1, 2]' https://x.test/list; curl -X DELETE https://x.test/s/${ITEM}?force=true"
    )
    assert [o.method for o in found.operations] == ["GET", "HEAD", "POST", "POST", "DELETE"]
    assert [o.risk for o in found.operations] == ["read", "read", "write", "write", "destructive"]
    assert found.operations[0].example == {"q": "shoes", "lang": "de fr"}
    assert found.operations[1].url == "https://x.test/s/{ITEM}"
    assert found.operations[2].headers == {"Content-Type": "multipart/form-data"}
    assert found.access == Access(kind="basic", header="Authorization", prefix="Basic")
    assert "pa55word" not in found.model_dump_json()
    assert any("me.png" in note for note in found.notes)


def collection(**more: Any) -> dict[str, Any]:
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    return {
        "info": {"name": "Shop", "schema": schema},
        "variable": [{"key": "base", "value": "https://api.shop.test"}, {"key": "api_key", "value": SECRET}],
        "auth": {"type": "bearer", "bearer": [{"key": "token", "value": SECRET}]},
        **more,
    }


def test_a_postman_collection_is_read_with_its_folders_variables_and_way_in() -> None:
    ask = {"name": "Find", "request": "{{base}}/orders/:id?status=open"}
    raw = '{"sku": "A1", "count": {{count}}}'
    answer = {"code": 201, "body": '{"id": 7, "lines": [{"sku": "A1"}]}'}
    url = {"raw": "{{base}}/orders", "host": ["{{base}}"], "path": ["orders"]}
    add = {"name": "Add", "response": [answer],
           "request": {"method": "POST", "url": url, "body": {"mode": "raw", "raw": raw},
                       "header": [{"key": "X-Shop", "value": "1"}, {"key": "X-Api-Key", "value": SECRET}]}}  # fmt: skip
    found = described(collection(item=[{"name": "Orders", "item": [ask, {"name": "Deep", "item": [add]}]}]))
    first, second = found.operations
    assert (first.method, first.url, found.groups) == ("GET", "https://api.shop.test/orders/{id}", ("Orders", "Deep"))
    assert second.inputs["properties"] == {"sku": {"type": "string"}, "count": {}}
    assert second.outputs["properties"]["lines"]["items"]["properties"] == {"sku": {"type": "string"}}
    assert found.access == Access(kind="bearer", header="Authorization", prefix="Bearer")
    assert SECRET not in found.model_dump_json()


def test_an_address_that_is_only_a_variable_is_told() -> None:
    found = described(collection(item=[{"name": "Find", "request": {"url": "{{host}}/orders"}}]))
    assert found.operations[0].url == "https://{host}/orders"
    assert any("host" in note for note in found.notes)


def test_tools_of_an_mcp_server_are_read_with_their_hints() -> None:
    asked = {"type": "object", "properties": {"q": {"$ref": "#/$defs/Q"}}, "$defs": {"Q": {"type": "string"}},
             "required": ["q"]}  # fmt: skip
    tools = [
        {"name": "find", "description": "Finds.", "inputSchema": asked, "annotations": {"readOnlyHint": True}},
        {"name": "drop", "inputSchema": {"type": "object"}, "annotations": {"destructiveHint": True}},
        {"name": "write", "inputSchema": {"type": "object"}},
    ]  # fmt: skip
    found = described({"jsonrpc": "2.0", "id": 1, "result": {"tools": tools}}, "https://mcp.shop.test/mcp")
    assert [(o.name, o.risk) for o in found.operations] == [
        ("find", "read"),
        ("drop", "destructive"),
        ("write", "write"),
    ]
    assert found.operations[0].inputs == {
        "type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"],
    }  # fmt: skip
    assert found.address == "https://mcp.shop.test/mcp"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("   \n", "nothing in it"),
        ("hello there", "none of what is read"),
        ("[1, 2, 3]", "none of what is read"),
        ('{"openapi": "3.0.0", "paths": {}}', "no operations"),
        ('{"openapi": "4.0.0"}', "4.0.0"),
        ('{"openapi": "3.0.0", "paths": ', "could not be read as JSON"),
        ("openapi: 3.0.0\npaths: [", "line"),
        ("curl 'https://x.test", "quotation mark"),
        ("curl -X POST", "no address"),
        ('{"info": {"name": "old"}, "order": [], "requests": []}', "first format"),
        ("\x00\x01\x02", "no text"),
        ("[" * 5_000 + "]" * 5_000, "deeper"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(text.encode())


def bomb() -> str:
    return "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))


def merging_bomb() -> str:
    levels = "".join(f"m{i}: &m{i}\n  <<: [*m{i - 1}, *m{i - 1}]\n" for i in range(1, 60))
    return "m0: &m0 {a: 1, b: 2}\n" + levels


@pytest.mark.parametrize(
    "text",
    [
        bomb(),
        merging_bomb(),
        "a: &a [*a]",
        "{" * 100_000,
        "- " * 50_000 + "x",
        "openapi: 3.0.0\npaths: &p {/a: *p}",
        "9" * 100_000,
    ],
    ids=["aliases", "merges", "loop", "braces", "dashes", "paths", "digits"],
)
def test_files_made_to_do_harm_are_refused_and_harm_nobody(text: str) -> None:
    with pytest.raises(Refused):
        read_apart(text.encode())


WORDS = (
    "$ref type properties items allOf anyOf required enum minimum exclusiveMinimum nullable default example pattern "
    "parameters in name schema requestBody content application/json responses 200 get post url tags security item "
    "request header body raw mode auth variable servers examples additionalProperties"
).split()


@pytest.mark.parametrize(
    "inner", ["{{" + " " * 7_000, "<" * 7_000, "${" * 3_500, "%a" * 3_500, "[](" * 2_000, "%7B" * 2_000]
)
def test_no_text_takes_long_to_look_through(inner: str) -> None:
    with comes_to_its_end(2):
        described(f"curl 'https://x.test/{inner}' -H 'a: {inner}' -d '{inner}'")
        described(collection(item=[{"name": inner, "request": {"url": inner, "description": inner}}]))
        described(
            api({"/a": {"get": {"description": inner, "summary": inner}}}, servers=[{"url": f"https://x.test/{inner}"}])
        )


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("#/paths"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, ANYTHING, st.sampled_from(["3.0.0", "3.1.0", "2.0"]))
def test_anything_at_all_in_a_description_gives_valid_schemas_or_a_refusal(paths: Any, more: Any, said: str) -> None:
    parts = more if isinstance(more, dict) else {"components": more}
    key = "swagger" if said == "2.0" else "openapi"
    operation = {"parameters": [more, paths], "requestBody": body(more), "responses": {"200": body(paths)}}
    told = "read"
    try:
        described({**parts, key: said, "paths": {"/a/{b}": {"get": paths, "post": operation}, "/c": paths}})
        described(collection(**parts | {"item": [{"request": paths}, {"item": [{"request": more}, paths]}]}))
        described({"tools": [{"name": "a", "inputSchema": more, "outputSchema": paths}]})
    except Refused as refusal:
        told = str(refusal)
    assert told


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "curl ", "curl https://x.test -d ", "openapi: 3.0.0\npaths: ", "{"]))
def test_any_text_gives_a_result_or_a_refusal(text: str, start: str) -> None:
    told = "read"
    try:
        described(start + text)
    except (Refused, UnicodeEncodeError) as refusal:
        told = str(refusal)
    assert told


COMMAND = (
    *"-H -d -X a=b $X https://x.test/1234 --json {} ' -u ^ ` | ; --url=x -sLd $'\\x41' curl 'a:".split(),
    '"', "\n", "\\\n",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(COMMAND)))
def test_any_command_gives_a_result_or_a_refusal(words: list[str]) -> None:
    told = "read"
    try:
        described("curl " + " ".join(words))
    except Refused as refusal:
        told = str(refusal)
    assert told
