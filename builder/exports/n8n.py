"""n8n: a workflow in which a chat starts an agent with its model, memory and tools."""

from typing import Any

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.call_parts import SLOT, Call, Parameter
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.notation import Notation
from builder.exports.plain_prompt import READ

FILE = "n8n_workflow.json"
_LANGCHAIN = "@n8n/n8n-nodes-langchain"
# A text that begins with "=" is an expression there; none of ours does, so braces are only braces.
NOTATION = Notation()
_CHAT, _AGENT, _MODEL, _MEMORY = "Chat", "Agent", "Model", "Memory"


def make(agent: Agent) -> Made:
    told = agent.told(READ, NOTATION)
    tools = [_tool(call, i) for i, call in enumerate(agent.calls)]
    nodes = (_chat(agent), _agent(told.text), _model(), _memory(), *tools)
    body = {
        "name": agent.name[:128],
        "nodes": [{"id": f"00000000-0000-4000-8000-{i:012d}", **node} for i, node in enumerate(nodes, 1)],
        "connections": _connections([tool["name"] for tool in tools]),
        "settings": {"executionOrder": "v1"},
    }
    also = Loss(approximated=("The workflow of n8n is how the agent is wired, not how a conversation goes.",))
    places = Places("the Agent node's systemMessage", greeting=_greeting_place(agent), tools="nodes of their own")
    loss = account(agent, told, places, also=also)
    return Made((json_file(FILE, body, "The workflow, to be imported."),), loss, told.text, tuple(_steps(agent)))


def _greeting_place(agent: Agent) -> str:
    return "the Chat node's initialMessages" if agent.greeting else ""


def _node(name: str, kind: str, version: float, at: tuple[int, int], parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "type": kind,
        "typeVersion": version,
        "position": list(at),
        "parameters": parameters,
    }


def _chat(agent: Agent) -> dict[str, Any]:
    options: dict[str, Any] = {}
    greeting = agent.greeting.lstrip("=")
    parameters: dict[str, Any] = {"public": True, "options": options}
    if greeting:
        parameters["initialMessages"] = greeting
    return _node(_CHAT, f"{_LANGCHAIN}.chatTrigger", 1.1, (0, 0), parameters)


def _agent(prompt: str) -> dict[str, Any]:
    return _node(_AGENT, f"{_LANGCHAIN}.agent", 2, (320, 0), {"options": {"systemMessage": prompt}})


def _model() -> dict[str, Any]:
    chosen = {"model": {"__rl": True, "mode": "list", "value": "gpt-4.1"}, "options": {}}
    return _node(_MODEL, f"{_LANGCHAIN}.lmChatOpenAi", 1.2, (200, 240), chosen)


def _memory() -> dict[str, Any]:
    return _node(_MEMORY, f"{_LANGCHAIN}.memoryBufferWindow", 1.3, (360, 240), {"contextWindowLength": 20})


def _tool(call: Call, number: int) -> dict[str, Any]:
    address = call.url
    for one in call.at("path"):
        address = address.replace(f"{{{one.key}}}", f"{{{{ {_asked(one)} }}}}")
    parameters: dict[str, Any] = {
        "toolDescription": call.description.lstrip("="),
        "method": call.method,
        "url": f"={address}" if call.at("path") else address,
    }
    if call.secret:
        parameters |= {"authentication": "genericCredentialType", "genericAuthType": "httpHeaderAuth"}
    if call.headers:
        parameters |= {"sendHeaders": True, "headerParameters": {"parameters": _headers(call)}}
    if call.at("query"):
        parameters |= {"sendQuery": True, "queryParameters": {"parameters": _values(call.at("query"))}}
    if call.at("body"):
        parameters |= {"sendBody": True, "bodyParameters": {"parameters": _values(call.at("body"))}}
    return _node(call.name, "n8n-nodes-base.httpRequestTool", 4.2, (520 + 160 * number, 240), parameters)


def _values(parameters: tuple[Parameter, ...]) -> list[dict[str, str]]:
    return [{"name": one.wire, "value": f"={{{{ {_asked(one)} }}}}"} for one in parameters]


def _headers(call: Call) -> list[dict[str, str]]:
    asked = {one.key: f"{{{{ {_asked(one)} }}}}" for one in call.at("header")}
    filled = ((name, SLOT.sub(lambda hit: asked.get(hit[1], hit[0]), text), text) for name, text in call.headers)
    return [{"name": name, "value": text if text == said else f"={text}"} for name, text, said in filled]


_KINDS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}


def _asked(parameter: Parameter) -> str:
    """What the model fills in; the description stands in an expression, so it holds none of its signs."""
    told = "".join(sign for sign in parameter.text if sign not in "`'\"\\{}$")
    return f"$fromAI('{parameter.key}', `{told}`, '{_KINDS.get(parameter.kind, 'json')}')"


def _connections(tools: list[str]) -> dict[str, Any]:
    def to_agent(kind: str) -> dict[str, Any]:
        return {kind: [[{"node": _AGENT, "type": kind, "index": 0}]]}

    return {
        _CHAT: to_agent("main"),
        _MODEL: to_agent("ai_languageModel"),
        _MEMORY: to_agent("ai_memory"),
        **{name: to_agent("ai_tool") for name in tools},
    }


def _steps(agent: Agent) -> list[str]:
    headers = sorted({f"{secret.header}: {secret.prefix}{secret.variable}" for secret in agent.secrets})
    return [
        "In n8n choose Import from File, and pick an OpenAI credential in the node Model.",
        *([f"Give the tools Header Auth credentials ({'; '.join(headers)})."] if headers else []),
        "Open the chat, and activate the workflow when it does what you want.",
    ]


EXPORT = Export("n8n_workflow", "n8n", "A workflow: chat, agent, model, memory and a node per tool.", make, ("n8n.io",))
