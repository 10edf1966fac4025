"""Amazon Bedrock's Converse API: one request with the whole prompt and the tools."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.bedrock import MODEL
from builder.exports.calls import Call
from builder.exports.export import Export
from builder.exports.files import Made, json_file
from builder.exports.plain_prompt import READ
from builder.exports.steps import secrets_to_set

FILE = "bedrock_converse.json"


def make(agent: Agent) -> Made:
    told = agent.told(READ)
    body: dict[str, object] = {
        "modelId": MODEL,
        "system": [{"text": told.text}],
        "messages": [{"role": "user", "content": [{"text": "Hello"}]}],
        "inferenceConfig": {"maxTokens": 1024},
    }
    if agent.calls:
        body["toolConfig"] = {"tools": [_tool(call) for call in agent.calls]}
    loss = account(agent, told, Places("system", tools="toolConfig", called=False))
    blurb = "The arguments of Converse: put the conversation so far in place of `messages`."
    return Made((json_file(FILE, body, blurb),), loss, told.text, tuple(_steps(agent)))


def _tool(call: Call) -> dict[str, object]:
    return {"toolSpec": {"name": call.name, "description": call.description, "inputSchema": {"json": call.schema()}}}


def _steps(agent: Agent) -> list[str]:
    return [
        "Have AWS credentials in the environment, and pick a model of your region.",
        "In Python: boto3.client('bedrock-runtime').converse(**json.load(open('bedrock_converse.json'))).",
        *(["Answer each toolUse with a toolResult: you call the tool."] if agent.calls else []),
        *secrets_to_set(agent, "where your code calls the tools"),
    ]


EXPORT = Export(
    "bedrock_converse",
    "Amazon Bedrock Converse",
    "The whole prompt and the tools, as one request.",
    make,
    ("Bedrock", "Amazon Bedrock", "AWS Bedrock", "AWS"),
)
