"""Dify: a chatflow that answers every message with the agent's prompt and memory."""

from typing import Any

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Loss, Made
from builder.exports.notation import Notation
from builder.exports.plain_prompt import READ
from builder.exports.yaml_text import yaml_file

FILE = "dify.yml"
# {{#node.value#}} is a value, {{name}} another; two typed braces are parted.
NOTATION = Notation("{{#conversation.%s#}}", ((r"\{(?=\{)", "{ "), (r"\}(?=\})", "} ")))
PLACES = Places(
    "workflow.graph, in the node Agent",
    greeting="workflow.features.opening_statement",
    variables="conversation variables",
)


def make(agent: Agent) -> Made:
    told = agent.told(READ, NOTATION)
    body = {
        "version": "0.3.0",
        "kind": "app",
        "app": {
            "name": agent.name[:40],
            "description": agent.summary[:400],
            "mode": "advanced-chat",
            "icon": "🤖",
            "icon_background": "#E0F2FE",
            "use_icon_as_answer_icon": False,
        },
        "workflow": {
            "environment_variables": [],
            "conversation_variables": [_variable(name) for name in agent.variables],
            "features": _features(agent),
            "graph": {"nodes": _nodes(told.text), "edges": [_edge("start", "agent"), _edge("agent", "answer")]},
        },
    }
    loss = account(agent, told, PLACES, also=_loss(agent))
    return Made((yaml_file(FILE, body, "The app, to be imported."),), loss, told.text, tuple(_steps(agent)))


def _features(agent: Agent) -> dict[str, Any]:
    return {
        "opening_statement": NOTATION.written(agent.greeting),
        "suggested_questions": [],
        "suggested_questions_after_answer": {"enabled": False},
        "retriever_resource": {"enabled": True},
    }


def _variable(name: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "value_type": "string",
        "value": "",
        "description": "",
        "selector": ["conversation", name],
    }


def _nodes(prompt: str) -> list[dict[str, Any]]:
    llm = {
        "type": "llm",
        "title": "Agent",
        "model": {
            "provider": "langgenius/openai/openai",
            "name": "gpt-4.1",
            "mode": "chat",
            "completion_params": {"temperature": 0.3},
        },
        "prompt_template": [{"role": "system", "text": prompt}],
        "memory": {"window": {"enabled": True, "size": 20}, "query_prompt_template": "{{#sys.query#}}"},
        "context": {"enabled": False, "variable_selector": []},
        "vision": {"enabled": False},
    }
    return [
        _node("start", 0, {"type": "start", "title": "Start", "variables": []}),
        _node("agent", 1, llm),
        _node("answer", 2, {"type": "answer", "title": "Answer", "answer": "{{#agent.text#}}"}),
    ]


def _node(key: str, column: int, data: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "type": "custom", "position": {"x": 80 + 320 * column, "y": 280}, "data": data}


def _edge(source: str, target: str) -> dict[str, Any]:
    return {
        "id": f"{source}-{target}",
        "type": "custom",
        "source": source,
        "sourceHandle": "source",
        "target": target,
        "targetHandle": "target",
    }


def _loss(agent: Agent) -> Loss:
    flow = "Dify runs its graph anew for every message: the workflow of the conversation is told in the prompt."
    return Loss(approximated=(flow,) if agent.definition.steps or agent.definition.flow else ())


def _steps(agent: Agent) -> list[str]:
    tools = f"Make custom tools of {', '.join(call.name for call in agent.calls[:8])}, and use an Agent node."
    return [
        "In Dify's studio choose Import DSL file, and install the OpenAI plugin if it is missing.",
        *([tools] if agent.calls else []),
        "Choose Publish.",
    ]


EXPORT = Export("dify", "Dify", "A chatflow with prompt, memory and opening statement.", make, ("Dify.ai",))
