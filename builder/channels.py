"""Where people meet an agent: do they hear it or read it?"""

import re

from builder.definition import AgentDefinition

_VOICE = re.compile(
    r"\bphone|telephon|téléphon|teléf|telef|\bvoice|\bvoz\b|\bvoix\b|sprach|\bcall|\bllamada|\bappel|anruf|\bivr\b|hotline"
    r"|\balexa\b|smart speaker|电话|語音|语音|هاتف|صوت|مكالم",
    re.IGNORECASE,
)
_VOICE_PLATFORMS = frozenset({"vapi", "retell", "retell ai"})


def is_heard(definition: AgentDefinition) -> bool:
    """Whether people hear the agent on any channel; without channels, whether its role or platform says so."""
    where = definition.texts("channels") or (*definition.texts("agent_role"), *definition.texts("platform"))
    return any(_VOICE.search(text) or text.casefold() in _VOICE_PLATFORMS for text in where)


def is_read(definition: AgentDefinition) -> bool:
    """Whether people read the agent on any channel."""
    return any(not _VOICE.search(text) for text in definition.texts("channels"))
