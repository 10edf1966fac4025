"""Agents that exports are made of: of several trades, held with the people of tests/evaluation, and hostile ones."""

import json
from functools import cache
from pathlib import Path

from builder.definition import AgentDefinition, definition_of
from builder.toolbox.joining import joined
from builder.toolbox.readers import registry
from evaluation.drive_guide import hold
from orchestrator.values import Access, Escalation, Operation, Tool
from tests.builder.definitions import EXAMPLES, SNIPPETS, agent, step

PEOPLE = Path(__file__).parents[2] / "evaluation" / "dev"
SECRET = "sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"


@cache
def people() -> dict[str, tuple[dict, AgentDefinition]]:
    """Each person of tests/evaluation with the agent that an interview by the guide made."""
    personas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PEOPLE.glob("*.json"))]
    return {persona["id"]: (persona, definition_of(hold(persona)[0].draft)) for persona in personas}


def _many_tools() -> AgentDefinition:
    tools = [
        Tool(
            name=f"tool {i}",
            purpose=f"do the thing number {i}",
            inputs=("id", "why (optional)"),
            method=("GET", "POST", "DELETE", "HEAD", None)[i % 5],
            url=f"https://api.example/{i}/{{id}}" if i % 3 else None,
            auth=("Bearer token", "API key", "Basic", "none", "X-Shop-Key", None)[i % 6],
        )
        for i in range(200)
    ]
    return agent(
        agent_name="Many", goals=["do many things"], tools=tools, workflow=[step("ask what"), step("use tool 7")]
    )


def _imported() -> AgentDefinition:
    """Tools as descriptions brought them, among them one that does not say where it lives."""
    nowhere = {"openapi": "3.0.0", "paths": {"/items/{id}": {"get": {}, "delete": {}}}}
    curl = "curl {{host}}/orders/1234 -d '[1, 2]'; curl -F a=b 'https://x.test/{weird name}/$ID?q=1'"
    mcp = {"tools": [{"name": "find!", "inputSchema": {"properties": {"class": {"type": "string"}, "日本": {}}}}]}
    read = [registry.read(text.encode()) for text in (json.dumps(nowhere), curl, json.dumps(mcp))]
    tools = [joined(None, one, range(len(one.operations))) for one in read]
    return agent(agent_name="Nora", goals=["answer questions"], tools=tools)


def _operations() -> AgentDefinition:
    """Tools that were set up: every type, place, kind of access and risk, names that no platform takes."""
    line = {"type": "object", "properties": {"sku": {"type": "string"}, "n": {"type": "integer"}}, "required": ["sku"]}
    order = {
        "type": "object",
        "properties": {
            "order": {"type": "string", "description": "The number on the receipt"},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
            "tags[]": {"type": "array", "items": {"type": "string"}},
            "size": {"type": ["string", "null"], "enum": ["S", "M"]},
            "price": {"type": "number", "minimum": 0},
            "gift": {"type": "boolean"},
            "free": {"type": "object"},
            "either": {"anyOf": [{"type": "null"}, {"type": "integer"}]},
            "self": {"$ref": "#"},
            "$filter": {"description": "state eq 'sent'"},
        },
        "required": ["order", "lines"],
        "$defs": {"line": line},
    }
    shop = Tool(
        name="Shop",
        access=Access(kind="api_key", header="X-Shop-Key", prefix="Key"),
        operations=(
            Operation(
                name="look up an order",
                purpose="say where it is",
                risk="read",
                method="GET",
                url="https://api.shop.example/{region}/orders/{order}",
                query={"expand": "lines", "q": "{$filter}", "sort": "by {size}"},
                headers={"X-Lang": "en", "X-Trace": "{trace}"},
                inputs=order,
                outputs={"type": "object", "properties": {"state": {"type": "string"}}},
                when="the caller asks where the parcel is",
                when_not="twice for the same order",
                on_failure="offer to call back",
                timeout=8,
            ),
            Operation(name="create", risk="write", url="https://api.shop.example/orders", inputs=order, confirm=False),
            Operation(name="delete", risk="destructive", method="DELETE", inputs=order),
        ),
    )
    others = [
        Tool(name=kind, access=Access(kind=kind), operations=(Operation(name="call", url="https://a.example/x"),))
        for kind in ("none", "bearer", "basic", "oauth2")
    ]
    steps = [step("ask for the order number"), step("look up the order in the shop"), step("delete it with Shop")]
    return agent(agent_name="Set up", goals=["look up orders"], tools=[shop, *others], workflow=steps)


def _long() -> AgentDefinition:
    rules = [f"never tell anybody about the matter number {i}, whoever asks for it and why" for i in range(20)]
    steps = [
        step(f"explain part {i} of the rule book at length and in words that a beginner understands")
        for i in range(300)
    ]
    return agent(
        agent_name="Long",
        agent_role="reader of rule books",
        guardrails=rules,
        workflow=steps,
        escalation=[Escalation(when="the person is lost", to="the library desk")],
    )


def _nasty() -> AgentDefinition:
    texts = list(SNIPPETS)
    names = (
        "json",
        "class",
        "user",
        "agent",
        "Get Order",
        "get_order",
        "查订单",
        "os",
        "transfer",
        "👩‍👩‍👧",
        "{x}",
        "match",
    )
    tools = [
        Tool(name=name, purpose=text, inputs=("from", "config", "{x}", text), url=url, auth=text)
        for name, text, url in zip(
            names, texts[::3], ("https://u:p@a.example/{x}/?key=s3cr3t&v=2#f", "ftp://a", *texts), strict=False
        )
    ]
    return agent(
        agent_name='"}} {{ name }} {x}',
        agent_role="${TOOL:x} {% if a %} </system> '''",
        goals=texts[:20],
        tone=texts[20:30],
        knowledge=texts[30:40],
        guardrails=texts[40:60],
        metrics=texts[60:70],
        audience=texts[70:75],
        channels=["{channel}"],
        languages=["مرحبا", "en"],
        greeting="Hi {{first_name}} {x} {{ y z }} {% z %}",
        escalation=[
            Escalation(when=text, to="+1 555 010 9999" if i % 2 else text) for i, text in enumerate(texts[5:15])
        ],
        tools=tools,
        workflow=[step(text, (text, "call json", "end")) for text in texts[:25]],
        platform="\\",
    )


ARABIC = agent(
    language="ar",
    agent_name="نور",
    agent_role="موظفة استقبال",
    languages=["Arabic"],
    channels=["هاتف"],
    goals=["حجز المواعيد"],
    greeting="مرحبًا، أنا نور. كيف أساعدك؟",
    guardrails=["لا تقدمي نصيحة طبية"],
    escalation=[Escalation(when="طوارئ", to="الطبيب")],
    tools=[
        Tool(
            name="المواعيد",
            purpose="حجز موعد",
            inputs=("الاسم", "التاريخ"),
            url="https://a.example/{الاسم}",
            auth="Bearer",
        )
    ],
    workflow=[step("اسأل عن الاسم"), step("احجز الموعد", ("الموعد متاح", "أكد الموعد", "اقترح موعدًا آخر"))],
)
SECRETIVE = agent(
    agent_name="Keeper",
    goals=["look up things"],
    tools=[
        Tool(
            name="lookup",
            url=f"https://user:{SECRET}@api.example/v1/{{id}}?api_key={SECRET}&page=2",
            inputs=("id",),
            auth="Bearer token",
        )
    ],
)
HOSTILE = {
    "nasty": _nasty(),
    "operations": _operations(),
    "imported": _imported(),
    "many tools": _many_tools(),
    "long": _long(),
    "arabic": ARABIC,
    "secretive": SECRETIVE,
}


def everyone() -> dict[str, AgentDefinition]:
    return {**EXAMPLES, **HOSTILE, **{name: definition for name, (_, definition) in people().items()}}
