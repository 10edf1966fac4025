"""Amazon Bedrock Agents: an agent whose instruction may have 4,000 characters."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.bedrock import MODEL, ROLE, name_of
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.exports.plain_prompt import READ

FILE, LIMIT = "bedrock_agent.json", 4000
_ELSEWHERE = "The whole prompt and the tools go along in bedrock_converse.json and agentcore_harness.json."


def make(agent: Agent) -> Made:
    told = agent.told(READ, limit=LIMIT)
    body = {
        "agentName": name_of(agent, 100),
        "description": agent.summary[:200],
        "agentResourceRoleArn": ROLE,
        "foundationModel": MODEL,
        "instruction": told.text,
        "idleSessionTTLInSeconds": 1800,
    }
    shortened = bool(told.shortened or told.left_out or agent.calls)
    also = Loss(approximated=(_ELSEWHERE,)) if shortened else Loss()
    loss = account(agent, told, Places("instruction", limit=LIMIT), also=also)
    return Made((json_file(FILE, body, "The body of CreateAgent."),), loss, told.text, _STEPS)


_STEPS = (
    "Put the ARN of your service role in place of ROLE_NAME, and pick a model of your region.",
    "Type: aws bedrock-agent create-agent --cli-input-json file://bedrock_agent.json",
    "Add the tools as an action group, then type: aws bedrock-agent prepare-agent --agent-id ID",
)
EXPORT = Export(
    "bedrock_agent",
    "Amazon Bedrock Agents",
    "The body of CreateAgent, with a prompt of at most 4,000 characters.",
    make,
    ("Bedrock Agents",),
)
