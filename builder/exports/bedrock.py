"""What the exports for Amazon Bedrock share."""

from builder.exports.agent import Agent
from builder.exports.names import ascii_words

MODEL = "anthropic.claude-sonnet-4-5-20250929-v1:0"
ROLE = "arn:aws:iam::000000000000:role/ROLE_NAME"


def name_of(agent: Agent, longest: int) -> str:
    """The name in letters, digits and low lines, beginning with a letter."""
    name = "_".join(ascii_words(agent.slug))[:longest].strip("_")
    return name if name[:1].isalpha() else f"agent_{name}"[:longest].strip("_")
