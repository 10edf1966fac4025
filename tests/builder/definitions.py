"""Example agents of several trades, and a strategy for agents that nobody would think of."""

from typing import Any

from hypothesis import strategies as st

from builder.definition import AgentDefinition
from orchestrator.facts import Fact
from orchestrator.slots import SLOTS
from orchestrator.values import Branch, Clarification, Escalation, Step, Tool


def agent(assumed: tuple[str, ...] = (), language: str = "en", **slots: Any) -> AgentDefinition:
    """A definition of these values: one, or a list; what is in `assumed` was not said."""
    facts = {}
    for slot, values in slots.items():
        values = values if isinstance(values, list) else [values]
        source = "assumed" if slot in assumed else "said"
        facts[slot] = tuple(Fact(value=value, source=source) for value in values)
    return AgentDefinition(facts=facts, language=language)


def step(text: str, *branches: tuple[str, str] | tuple[str, str, str]) -> Step:
    return Step(
        step=text, branches=tuple(Branch(if_=b[0], then=b[1], else_=b[2] if len(b) > 2 else None) for b in branches)
    )


GET_ORDER = Tool(
    name="get_order",
    purpose="look up the order",
    inputs=("order_id",),
    outputs=("status", "order date"),
    method="GET",
    url="https://api.shoes.example/v1/orders/{order_id}",
    auth="Bearer token",
)
CREATE_LABEL = Tool(
    name="create_label", purpose="create the return label", inputs=("order_id", "reason"), method="POST"
)
RETURNS = agent(
    agent_name="Sole",
    agent_role="returns assistant",
    audience=["customers with an order"],
    channels=["web chat"],
    languages=["English", "German"],
    goals=["look up orders", "create return labels"],
    tone=["helpful", "concise"],
    knowledge=["returns policy page"],
    metrics=["80% of returns without a person"],
    guardrails=["never promise a refund amount", "no advice on competitors"],
    greeting="Hi! Sole here. What's your order number?",
    escalation=[
        Escalation(when="orders older than 30 days", to="the returns desk"),
        Escalation(when="damaged deliveries"),
    ],
    tools=[GET_ORDER, CREATE_LABEL],
    workflow=[
        step("ask the order number"),
        step("call get_order", ("order is older than 30 days", "escalate to a human", "create a return label")),
        step("send the label link by mail"),
    ],
    platform="OpenAI",
)
OUTAGES = agent(
    agent_name="Volt",
    agent_role="outage line",
    audience=["residents", "businesses"],
    channels=["phone", "sms"],
    languages=["English", "Spanish"],
    goals=["take outage reports", "give restoration times"],
    tone=["calm"],
    guardrails=["never promise a restoration time"],
    greeting="NorthGrid outage line. What's your zip code?",
    escalation=[Escalation(when="downed wires", to="dispatch center")],
    tools=[
        Tool(
            name="OutageMap API",
            inputs=("zip",),
            outputs=("status", "eta"),
            method="GET",
            url="https://o.example/areas/{zip}",
        )
    ],
    workflow=[
        step("ask the zip code"),
        step("look up the area", ("known outage", "give the eta"), ("unknown outage", "open a report")),
    ],
    metrics=["containment 70%"],
)
CLINIC = agent(
    agent_name="Molly",
    agent_role="receptionist of a dental practice",
    channels=["phone"],
    goals=["book appointments", "move appointments", "say when we are open"],
    tools=[
        Tool(name="Dentrix", purpose="book and move appointments", inputs=("name", "date")),
        Tool(name="Twilio", purpose="text messages"),
    ],
    escalation=[
        Escalation(when="the caller asks for a human", to="the front desk"),
        Escalation(when="pain", to="Dr Novak"),
    ],
    guardrails=["no medical advice"],
)
PHARMACY = agent(
    language="es",
    agent_name="Alma",
    agent_role="asistente de farmacia",
    channels=["WhatsApp"],
    languages=["Spanish", "Catalan"],
    goals=["renovar recetas", "informar del horario"],
    tone=["amable"],
    guardrails=["nunca dar consejo médico"],
    greeting="Hola, soy Alma. ¿En qué te ayudo?",
    escalation=[Escalation(when="efectos secundarios", to="farmacéutica de turno")],
    tools=[
        Tool(name="Farmatic", purpose="consulta la receta", inputs=("número de tarjeta",), outputs=("recetas activas",))
    ],
    workflow=[
        step("pide el número de tarjeta"),
        step("consulta la receta en Farmatic", ("la receta ha caducado", "dile que pida cita", "prepara el pedido")),
    ],
)
COSMETICS = agent(
    language="zh",
    agent_name="小棠",
    agent_role="售后客服助手",
    channels=["微信小程序"],
    languages=["Chinese"],
    goals=["查询物流", "处理退货"],
    greeting="您好，我是小棠，请问您的订单号是多少？",
    guardrails=["不能承诺疗效"],
    escalation=[Escalation(when="皮肤过敏", to="人工客服")],
    tools=[Tool(name="旺店通", purpose="查订单", inputs=("订单号",), outputs=("物流状态",))],
    workflow=[step("问订单号"), step("用旺店通查订单", ("签收超过7天", "转人工", "生成退货单")), step("请顾客评价")],
)
ROLE_ONLY = agent(agent_role="returns assistant")
NOTHING = AgentDefinition()
EXAMPLES = {
    "returns": RETURNS,
    "outages": OUTAGES,
    "clinic": CLINIC,
    "pharmacy": PHARMACY,
    "cosmetics": COSMETICS,
    "role only": ROLE_ONLY,
    "nothing": NOTHING,
}

# What Markdown, HTML, Mermaid and templates could take for their own.
SNIPPETS = (
    "end", "# ", "## Guardrails", "- ", "* ", "1. ", "> ", "```", "~~~", "---", "***", "===", "|", "`",
    '"', "'", ";", ":", "#", "#35;", "#quot;", "&amp;", "&", "<", ">", "<b>", "</section>", "<br/>",
    "<script>alert(1)</script>", "<!--", "[x](y)", "[", "]", "(", ")", "{", "}", "{x}", "{{ y }}",
    "{% z %}", "%%", "%%{init: {}}%%", "-->", "graph TD", "subgraph a", "click n1", "classDef x",
    "class n1 y", "style n1 fill:#f00;", "direction LR", "default", ":::k", "@{ shape: a }",
    "http://x.y/?a=b&c", "www.a.b", "a@b.c", "fa:fa-car", "$$x$$", "\\n", "\\", "ﬂ°", "¶ß", "\n",
    "\r\n", "\t", "\u2028", "\x00", "\x1b", "\ufeff", "\u202e", "\u200f", "مرحبا", "שלום", "中文", "é",
    "😀", "👩‍👩‍👧", "…", "“", "word ", "the order ", "ask ", "call ", "escalate ", "get_order", "if ",
    "otherwise",
)  # fmt: skip
_ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
nasty_texts = st.lists(st.one_of(st.sampled_from(SNIPPETS), _ANYTHING), min_size=1, max_size=6).map("".join)
_texts = nasty_texts.filter(str.strip)
_maybe = st.none() | _texts
_some = st.lists(_texts, max_size=3)
_branches = st.builds(Branch, if_=_texts, then=_texts, else_=_maybe)
_steps = st.builds(Step, step=_texts, branches=st.lists(_branches, max_size=4).map(tuple))
_tools = st.builds(
    Tool,
    name=_texts,
    purpose=_maybe,
    inputs=_some.map(tuple),
    outputs=_some.map(tuple),
    url=_maybe,
    auth=_maybe,
    method=st.sampled_from((None, "GET", "POST", "DELETE")),
)
_escalations = st.builds(Escalation, when=_texts, to=_maybe)
_clarifications = st.builds(Clarification, one=_texts, other=_texts, because=_maybe)
_VALUES = {
    "text": _texts,
    "tool": _tools,
    "step": _steps,
    "escalation": _escalations,
    "clarification": _clarifications,
}


@st.composite
def definitions(draw: st.DrawFn) -> AgentDefinition:
    """Any definition: slots full, empty or answered with "nothing", texts of any kind, each tool with its own name."""
    facts = {}
    for slot in SLOTS:
        most = 1 if not slot.many else 4
        key = (lambda tool: tool.name) if slot.kind == "tool" else None
        some = st.lists(_VALUES[slot.kind], max_size=most, unique_by=key)
        values = draw(st.one_of(st.just([]), st.just([None]), some))
        source = st.sampled_from(("said", "assumed", "edited", "confirmed"))
        facts[slot.name] = tuple(Fact(value=value, source=draw(source)) for value in values)
    return AgentDefinition(facts=facts)
