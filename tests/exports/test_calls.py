"""Tools as platforms call them: names, parameters, addresses, and where secrets go."""

import json
import re
from urllib.parse import parse_qsl

import pytest
from hypothesis import example, given, settings

from builder.exports.addresses import clean_address
from builder.exports.agent import agent_of
from builder.exports.calls import calls_of
from builder.exports.python_text import IMPORTS, RUNTIME, function
from builder.exports.registry import EXPORTS, bundle
from builder.prompt_writer import write
from builder.toolbox.accounts import settled, still_open
from builder.toolbox.placing import filled
from orchestrator.toolbox import by_id, library, operations
from orchestrator.values import Access, Operation, Tool
from tests.builder.definitions import agent, nasty_texts, step
from tests.exports.agents import HOSTILE, SECRET, SECRETIVE
from tests.tool_server import Reply, serving

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def test_no_argument_of_generated_code_comes_twice():
    inputs = ("class", "class_", "self", "self_", "Class")
    source = function(call(inputs=inputs))
    compile(source, "tools.py", "exec")
    assert '"class": class_' in source.replace("'", '"')


def test_a_flow_fills_the_variables_of_an_address_before_it_is_called():
    tool = {"name": "get_order", "method": "GET", "url": "https://a.example/orders/{order_id}"}
    told = agent(agent_name="Ada", tools=[Tool(**tool)], workflow=[step("look up the order with get_order")])
    files = {file.name: file.content for file in bundle(told)}
    made = json.loads(files["retell.json"])["conversation_flow"]
    nodes = {node["id"]: node for node in made["nodes"]}
    calls = [node for node in nodes.values() if node["type"] == "function"]
    fills = [node for node in nodes.values() if node["type"] == "extract_dynamic_variables"]
    assert calls
    assert [node["else_edge"]["destination_node_id"] for node in fills] == [node["id"] for node in calls]
    assert all(v["name"] == "order_id" for node in fills for v in node["variables"])
    assert all("First call" not in tool["description"] for tool in made["tools"])


def call(**told):
    return calls_of([Tool(**{"name": "get_order"} | told)])[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://a.example/v1/{id}?page=2", "https://a.example/v1/{id}?page=2"),
        ("https://a.example/v1/places:search", "https://a.example/v1/places:search"),
        ("https://u:p@a.example/x#here", "https://a.example/x"),
        ("https://a.example/x?api_key=abc&v=1.2", "https://a.example/x?v=1.2"),
        ("https://a.example/x?q=4f9a8b7c6d5e4f3a", "https://a.example/x"),
        ("https://a.example/:id/<name>/{{ day }}", "https://a.example/{id}/{name}/{day}"),
        ("https://a.example/a b/{x", "https://a.example/a%20b/x"),
        ("ftp://a.example", ""),
        ("our intranet", ""),
        ("https://[", ""),
    ],
)
def test_an_address_keeps_what_is_plainly_no_secret(typed, kept):
    assert clean_address(typed) == kept


@given(nasty_texts)
def test_any_address_is_clean_or_none(text):
    for typed in (text, f"https://a.example/{text}", f"https://a.example/?x={text}"):
        assert re.fullmatch(r"(https?://(?:[!-~]|\{[^{}]*\})+|)", clean_address(typed))


@pytest.mark.parametrize(
    ("auth", "secret"),
    [
        ("Bearer token", ("API_SHOP_EXAMPLE_TOKEN", "Authorization", "Bearer ")),
        ("OAuth 2", ("API_SHOP_EXAMPLE_TOKEN", "Authorization", "Bearer ")),
        ("API key", ("API_SHOP_EXAMPLE_KEY", "X-API-Key", "")),
        ("in the header X-Shop-Key", ("API_SHOP_EXAMPLE_KEY", "X-Shop-Key", "")),
        ("Basic auth", ("API_SHOP_EXAMPLE_BASIC", "Authorization", "Basic ")),
        ("none", None),
        (None, None),
    ],
)
def test_a_secret_is_a_header_and_a_variable(auth, secret):
    found = call(url="https://api.shop.example/x", auth=auth).secret
    assert (found and (found.variable, found.header, found.prefix)) == secret


def test_slots_of_an_address_are_the_inputs_whatever_their_spelling():
    made = call(url="https://a.example/{orderId}/{line}", inputs=("order id", "why (optional)"), method="GET")
    assert made.address == "https://a.example/{order_id}/{line}"
    assert [(one.key, one.place, one.required) for one in made.parameters] == [
        ("order_id", "path", True),
        ("why", "query", False),
        ("line", "path", True),
    ]


def test_no_two_tools_go_by_one_name_whatever_people_called_them():
    names = [
        one.name for one in calls_of([Tool(name=n) for n in ("Get order", "get_order", "json", "class", "查", "🙂")])
    ]
    assert names == ["Get_order", "get_order_2", "json_2", "class_", "tool_5", "tool_6"]


@given(nasty_texts.filter(str.strip), nasty_texts.filter(str.strip))
def test_any_tool_has_names_that_platforms_take(name, text):
    for made in calls_of([Tool(name=name, inputs=(text, text), url=f"https://a.example/{text}")]):
        assert NAME.fullmatch(made.name)
        keys = [one.key for one in made.parameters]
        assert all(NAME.fullmatch(key) for key in keys)
        assert len(set(keys)) == len(keys)
        json.dumps(made.schema())


def test_no_secret_leaves_the_house():
    own = (
        "parley.json",
        "spec.json",
        "evidence.json",
        "system_prompt.md",
    )  # the draft itself, which takes in no secret
    platforms = [file for file in bundle(SECRETIVE) if file.name not in own]
    assert not [file.name for file in platforms if SECRET in file.text]


SET_UP = HOSTILE["operations"]


def test_each_operation_is_a_call_of_its_own_with_its_schema():
    look, create, delete, *others = calls_of(SET_UP.tools)
    assert [one.name for one in (look, create, delete)] == ["look_up_an_order", "Shop_create", "Shop_delete"]
    address = "https://api.shop.example/{region}/orders/{order}?expand=lines&sort=by%20{size}"
    assert (look.method, look.address, create.method) == ("GET", address, "POST")
    assert {(one.key, one.place, one.wire) for one in look.parameters} >= {
        ("order", "path", "order"),
        ("size", "path", "size"),
        ("filter", "query", "q"),
        ("trace", "header", "trace"),
        ("tags", "query", "tags[]"),
    }
    told = create.schema()["properties"]
    assert told["lines"] == {
        "type": "array",
        "description": "lines",
        "items": {
            "type": "object",
            "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}},
            "required": ["sku"],
        },
    }
    assert (told["size"]["enum"], told["either"]["type"]) == (["S", "M"], "integer")
    assert look.secret is not None
    assert (look.secret.header, look.secret.prefix) == ("X-Shop-Key", "Key ")
    assert [one.secret.prefix if one.secret else None for one in others] == [None, "Bearer ", "Basic ", "Bearer "]
    assert {one.name for one in others} == {"call", "call_2", "call_3", "call_4"}


def test_what_a_platform_cannot_send_is_told():
    told = agent_of(SET_UP)
    fixed = agent_of(agent(agent_name="A", tools=[Tool(name="Shop", operations=(looked_up("HEAD", {"x-v": "2"}),))]))
    elevenlabs, vapi = EXPORTS["elevenlabs"], EXPORTS["vapi"]
    assert [one for one in elevenlabs.make(told).loss.dropped if "header X-Trace is not sent" in one]
    assert not [one for one in elevenlabs.make(fixed).loss.dropped if "header" in one]
    for export in (elevenlabs, vapi, EXPORTS["retell"]):
        assert any("HEAD becomes GET" in one for one in export.make(fixed).loss.approximated)
    assert any("headers are a schema" in one for one in vapi.make(fixed).loss.approximated)


def looked_up(method, headers):
    return Operation(name="look", method=method, url="https://shop.example/orders", headers=headers)


def test_a_call_says_when_to_use_it_and_what_when_it_fails():
    look, create, delete, *_ = calls_of(SET_UP.tools)
    for text in (
        "Use it when: the caller asks",
        "Not when: twice",
        "If it fails: offer to call back",
        "Returns state.",
    ):
        assert text in look.description
    assert "clear yes" not in look.description + create.description
    assert "clear yes" in delete.description


def test_the_prompt_has_a_part_for_each_operation():
    prompt = write(SET_UP)
    part = prompt.partition("### look up an order (Shop)")[2].partition("###")[0]
    for text in (
        "- Use it to: say where it is",
        "- When: the caller asks where the parcel is",
        "- Not: twice for the same",
        "- On failure: offer to call back",
        "- Needs: order",
        "- Returns: state",
    ):
        assert text in part
    assert "Confirm first" not in part
    assert "Confirm first" in prompt.partition("### delete (Shop)")[2].partition("###")[0]


def test_generated_code_really_calls_as_configured(monkeypatch):
    sources = "\n\n".join(function(one) for one in calls_of(SET_UP.tools))
    made = {}
    exec(f"{IMPORTS}\n{RUNTIME}\n{sources}", made)
    with serving() as server:
        monkeypatch.setenv("LOOK_UP_AN_ORDER_URL", server.url("/{region}/orders/{order}?sort={size}"))
        monkeypatch.setenv("SHOP_CREATE_URL", server.url("/orders"))
        monkeypatch.setenv("API_SHOP_EXAMPLE_KEY", "k1")
        server.routes |= {"/eu/orders/a%20b": Reply({"state": "sent"}), "/orders": Reply({"ok": 1}, 201)}
        kept = {"tags": ["x", "y"], "size": "M", "trace": "t1", "region": "eu"}
        assert "sent" in made["look_up_an_order"](order="a b", lines="[]", filter="new", **kept)
        assert "ok" in made["Shop_create"](order="7", lines='[{"sku": "a"}]', price=4.5, tags=["x"])
        looked, created = server.heard
    assert looked.path.startswith("/eu/orders/a%20b?sort=M&")
    assert "tags%5B%5D=x&tags%5B%5D=y" in looked.path
    assert "q=new" in looked.path
    assert (looked.headers["x-shop-key"], looked.headers["x-lang"]) == ("Key k1", "en")
    assert looked.headers["x-trace"] == "t1"
    assert json.loads(created.body) == {"order": "7", "lines": [{"sku": "a"}], "price": 4.5, "tags[]": ["x"]}


def test_generated_code_sends_a_form_where_the_tool_takes_one(monkeypatch):
    stripe = Tool(name="Stripe", operations=operations(by_id()["stripe"]), access=Access(kind="none"))
    asked = next(one for one in calls_of([stripe]) if one.name.endswith("create_payment_link"))
    made = {}
    exec(f"{IMPORTS}\n{RUNTIME}\n{function(asked)}", made)
    with serving() as server:
        monkeypatch.setenv(f"{asked.name.upper()}_URL", server.url("/sessions"))
        server.routes["/sessions"] = Reply({"url": "https://pay.example"})
        assert "pay.example" in made[asked.name](mode="payment", line_items='[{"price": "p&1", "quantity": 2}]')
    assert parse_qsl(server.heard[0].body.decode()) == [
        ("mode", "payment"),
        ("line_items[0][price]", "p&1"),
        ("line_items[0][quantity]", "2"),
    ]


@pytest.mark.parametrize("tool", library(), ids=lambda tool: tool.id)
def test_every_known_tool_is_called_as_its_makers_say(tool):
    told = Tool(name=tool.name, operations=operations(tool), access=tool.access)
    own = {one.name: "acme.example" for one in still_open(told)}
    for made, unset, operation in zip(calls_of([settled(told, own)]), calls_of([told]), operations(tool), strict=True):
        assert made.method == operation.method
        assert clean_address(filled(operation.url, own)) in made.address
        assert made.address.startswith("https://")
        assert len(made.parameters) == len(set(operation.inputs["properties"]) - own.keys())
        assert {one.key for one in unset.parameters} == {one.key for one in made.parameters}
        compile(function(made), "tools.py", "exec")


def test_a_flow_calls_the_operation_that_its_words_are_about():
    files = {file.name: file.content for file in bundle(SET_UP)}
    nodes = json.loads(files["retell.json"])["conversation_flow"]["nodes"]
    assert [node["tool_id"] for node in nodes if node["type"] == "function"] == ["look_up_an_order", "Shop_delete"]


@settings(deadline=None)
@given(nasty_texts.filter(str.strip))
@example("{}")
def test_any_operation_has_names_that_platforms_take(text):
    named = {"type": "object", "properties": {text: {"type": "array", "items": {"$ref": "#"}}, "x": True}}
    one = Operation(
        name=text, url=f"https://a.example/{text}", query={text: text}, headers={"X-A": "{x}"}, inputs=named
    )
    for made in calls_of([Tool(name=text, operations=(one, one), access=Access(kind="bearer", prefix=text))]):
        assert NAME.fullmatch(made.name)
        assert all(NAME.fullmatch(p.key) for p in made.parameters)
        json.dumps(made.schema(strict=True))
        compile(function(made), "tools.py", "exec")
