"""Tools the library knows: which fit what the agent is for, and taking what their public APIs offer."""

from orchestrator.facts import Draft, said
from orchestrator.guide.endpoints import url_of
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.language import Language
from orchestrator.guide.wording import clipped, joined
from orchestrator.messages import Asked
from orchestrator.toolbox import offered, suggested, taken
from orchestrator.values import Tool, key_of

_LONGEST_CONSENT = 12  # words: what is longer tells of an API of its own


def fitting(draft: Draft, language: Language) -> list[str]:
    """The names of tools for goals and steps that nobody named one for."""
    return [suggestion.tool.name for suggestion in suggested(draft, language.code)]


def reasoned(draft: Draft, language: Language) -> str:
    """The same in a sentence, with what each is for; "" if there are none."""
    found = suggested(draft, language.code)
    groups = {s.because: [t.tool.name for t in found if t.because == s.because] for s in found}
    parts = [
        language.say("toolbox.for", tools=joined(names, language), goal=clipped(because, language))
        for because, names in groups.items()
    ]
    return language.say("toolbox.fits", tools=language.say("marks.semicolon").join(parts)) if parts else ""


def offer(asked: Asked, draft: Draft, language: Language) -> list[str]:
    """The answer to click that takes what public APIs offer, where the tools asked about have one."""
    names = _names(asked, draft, language)
    return [language.say("toolbox.take", tools=names)] if names else []


def told(asked: Asked, draft: Draft, language: Language) -> str:
    """The same as a sentence before the question, "" where there is nothing to take."""
    names = _names(asked, draft, language)
    return language.say("toolbox.known", tools=names) if names else ""


def accepted(heard: Heard) -> list[Found]:
    """The tools asked about with what their public APIs offer, if that is what the answer says; whatever was asked, if
    it says so in the words that are offered to click."""
    tools = _open(heard.asked, heard.draft) or _clicked(heard)
    if not tools or not _consents(heard):
        return []
    named = [tool for tool in tools if key_of(tool.name) in key_of(heard.text)]
    return [
        Found("tools", taken(Tool(name=tool.name), source), heard.text.strip())
        for tool in named or tools
        if (source := offered(tool))
    ]


def _clicked(heard: Heard) -> list[Tool]:
    """The tools whose public APIs a message takes word for word as Parley offers that."""
    asked = Asked(topics=("tool_details",))
    tools = _open(asked, heard.draft)
    words = key_of(heard.text)
    alone = [tool for tool in tools if words == key_of(heard.language.say("toolbox.take", tools=tool.name))]
    return alone or (tools if words in map(key_of, offer(asked, heard.draft, heard.language)) else [])


def _names(asked: Asked, draft: Draft, language: Language) -> str:
    return joined([tool.name for tool in _open(asked, draft)], language)


def _open(asked: Asked, draft: Draft) -> list[Tool]:
    tools = [f.value for f in said(draft, "tools") if isinstance(f.value, Tool)]
    about = [tool for tool in tools if asked.about in ("", tool.name)]
    return [tool for tool in about if "tool_details" in asked.topics and offered(tool)]


def _consents(heard: Heard) -> bool:
    if key_of(heard.text) in map(key_of, offer(heard.asked, heard.draft, heard.language)) or _clicked(heard):
        return True
    short = len(heard.text.split()) <= _LONGEST_CONSENT and not url_of(heard.text)
    return short and bool(heard.language.rx(r"@public_api").search(heard.text))
