"""Sentences that several targets' instructions share: which variables to set, which addresses to fill in."""

from collections.abc import Iterator

from builder.exports.agent import Agent


def secrets_to_set(agent: Agent, where: str) -> Iterator[str]:
    """`where` is how the platform takes a secret: "as environment variables"."""
    if agent.secrets:
        named = ", ".join(secret.variable for secret in agent.secrets)
        yield f"Set {named} {where}: the files hold these names, never a secret."


def addresses_to_set(agent: Agent) -> Iterator[str]:
    """For generated code, which reads addresses that nobody gave from the environment."""
    unknown = [call.url_variable for call in agent.calls if not call.address]
    if unknown:
        yield f"Set {', '.join(unknown)} to the addresses of these tools."
