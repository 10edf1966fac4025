"""Tools as platforms call them: names, parameters, addresses, and where secrets go."""

import json
import re

import pytest
from hypothesis import given

from builder.exports.addresses import clean_address
from builder.exports.calls import calls_of
from builder.exports.python_text import function
from builder.exports.registry import bundle
from orchestrator.values import Tool
from tests.builder.definitions import agent, nasty_texts, step
from tests.exports.agents import SECRET, SECRETIVE

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
