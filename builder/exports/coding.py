"""Agents for people who write code: a skill, a subagent for Claude Code, an agent for Copilot."""

import re

from builder.exports.account import Places, account
from builder.exports.agent import Agent
from builder.exports.export import Export
from builder.exports.files import File, Loss, Made, text_file
from builder.exports.plain_prompt import READ
from builder.exports.yaml_text import yaml_of
from builder.wording import one_line, shortened

_MARKS = str.maketrans("<>", "‹›")


def make(agent: Agent) -> Made:
    told = agent.told(READ)
    name, about = agent.slug, _about(agent)
    files = (
        _file(
            f"skills/{name}/SKILL.md",
            {"name": name, "description": about},
            told.text,
            "A skill, for any agent that takes skills.",
        ),
        _file(
            "claude_subagent.md",
            {"name": name, "description": about, "model": "inherit"},
            told.text,
            "A subagent for Claude Code: put it into .claude/agents.",
        ),
        _file(
            "copilot.agent.md",
            {"name": agent.name[:64], "description": about, "tools": ["search", "fetch"]},
            told.text,
            "An agent for GitHub Copilot: put it into .github/agents.",
        ),
    )
    dropped = ("Tools: connect them as MCP servers (mcp_tools.json lists them).",) if agent.calls else ()
    loss = account(agent, told, Places("the text under the head"), also=Loss(dropped=dropped))
    return Made(files, loss, told.text, _STEPS)


def _about(agent: Agent) -> str:
    text = f"{one_line(agent.name)}: {agent.summary}. Use it when someone needs this."
    # Three dashes end the head, wherever they stand.
    return shortened(re.sub(r"-{3,}", "—", text.translate(_MARKS)), 1000)


def _file(name: str, head: dict[str, object], text: str, blurb: str) -> File:
    return text_file(name, "text/markdown", f"---\n{yaml_of(head)}---\n\n{text}", blurb)


_STEPS = (
    "As a skill: copy the folder under skills to where your agent looks for skills.",
    "In Claude Code: copy claude_subagent.md to .claude/agents, and ask for it by name.",
    "In GitHub Copilot: copy copilot.agent.md to .github/agents, and pick it in the chat.",
)
EXPORT = Export(
    "coding_agents",
    "Skills, Claude Code, GitHub Copilot",
    "The agent as a skill, as a subagent and as a custom agent.",
    make,
    ("Claude Code", "GitHub Copilot", "Agent Skills", "Skills"),
)
