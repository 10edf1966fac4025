"""MCP: the tools as a server lists them."""

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import Loss, Made, json_file
from builder.prompt_writer.fitting import Fitted

FILE = "mcp_tools.json"


def make(agent: Agent) -> Made:
    tools = [{"name": call.name, "description": call.description, "inputSchema": call.schema()} for call in agent.calls]
    dropped = ("MCP carries tools, not agents: prompt and workflow go to the client.",)
    loss = account(agent, Fitted(""), Places("", tools="tools", called=False), also=Loss(dropped=dropped))
    blurb = "The tools, as a server answers tools/list."
    return Made((json_file(FILE, {"tools": tools}, blurb),), loss, steps=_STEPS)


_STEPS = (
    "Answer tools/list of your MCP server with this file, and tools/call by calling your endpoints.",
    "Give the client system_prompt.md as its instructions.",
)
EXPORT = Export("mcp", "MCP tools", "The tools as an MCP server lists them.", make, ("Model Context Protocol",))
