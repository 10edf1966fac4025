"""Amazon Bedrock AgentCore: a harness with the whole prompt and the tools as inline functions."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.bedrock import MODEL, ROLE, name_of
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.plain_prompt import READ
from builder.exports.steps import secrets_to_set

FILE = "agentcore_harness.json"


def make(agent: Agent) -> Made:
    told = agent.told(READ)
    body = {
        "harnessName": name_of(agent, 40),
        "executionRoleArn": ROLE,
        "model": {"bedrockModelConfig": {"modelId": MODEL, "maxTokens": 1024}},
        "systemPrompt": [{"text": told.text}],
        "tools": [_tool(call) for call in agent.calls],
    }
    loss = account(agent, told, Places("systemPrompt", tools="tools", called=False))
    return Made((json_file(FILE, body, "The body of CreateHarness."),), loss, told.text, tuple(_steps(agent)))


def _tool(call: Call) -> dict[str, object]:
    inline = {"description": call.description, "inputSchema": call.schema()}
    return {"type": "inline_function", "name": call.name, "config": {"inlineFunction": inline}}


def _steps(agent: Agent) -> list[str]:
    made = "aws bedrock-agentcore-control create-harness --cli-input-json file://agentcore_harness.json"
    return [
        "Put the ARN of your execution role in place of ROLE_NAME, and pick a model of your region.",
        f"Type: {made}",
        *(["Answer each inline function call where you invoke the harness: you call the tool."] if agent.calls else []),
        *secrets_to_set(agent, "where your code calls the tools"),
    ]


EXPORT = Export(
    "agentcore_harness",
    "Amazon Bedrock AgentCore",
    "A harness with the whole prompt and the tools as inline functions.",
    make,
    ("AgentCore", "Bedrock AgentCore"),
)
