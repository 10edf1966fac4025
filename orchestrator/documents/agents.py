"""Agents that other platforms exported as JSON: what they hold under names of their own, as blocks and as facts.

The prompt is read like any prompt. What has a field of its own is told from there, with the field in words as its
quote. Secrets are no part of it: of a header only its name is looked at.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from orchestrator.documents import plain
from orchestrator.documents.blocks import Block
from orchestrator.documents.refusals import Refused
from orchestrator.documents.told import Told
from orchestrator.guide.secrets import mask
from orchestrator.values import Method, Tool

MOST_TOOLS, LONGEST = 200, 2_000
Json = Mapping[str, Any]
_SLOT = re.compile(r"\{\{\s*(\w{1,64})\s*\}\}")
_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "hi": "Hindi", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """An agent as a platform holds it; what it does not hold is empty."""

    platform: str
    prompt: str
    name: str = ""
    greeting: str = ""
    language: str = ""
    tools: tuple[Tool, ...] = ()
    metrics: tuple[str, ...] = ()


def exported(content: bytes) -> Exported | None:
    """The agent in these bytes; None where they are no JSON, or none of the platforms'."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        data = json.loads(plain.decoded(content))
        readers = (read(data) for read in (_elevenlabs, _retell, _vapi, _openai))
        return next((found for found in readers if found and found.prompt.strip()), None)
    except (ValueError, RecursionError, Refused):
        return None


def told(agent: Exported) -> tuple[tuple[Block, ...], tuple[Told, ...]]:
    """What its fields say: a numbered block for each, and the facts in it."""
    said = [(slot, value, _without_secret(words)) for slot, value, words in _said(agent)]
    blocks = tuple(Block("text", words, number=number) for number, (_, _, words) in enumerate(said, 1))
    facts = tuple(Told(slot, value, words, number) for number, (slot, value, words) in enumerate(said, 1))
    return blocks, facts


def _said(agent: Exported) -> Iterator[tuple[str, Any, str]]:
    yield "platform", agent.platform, f"Exported from {agent.platform}"
    for slot, field, value in (("agent_name", "Name", agent.name), ("greeting", "First message", agent.greeting)):
        value = _without_secret(_text(value)).strip()
        if value:
            yield slot, value, f"{field}: {value}"
    language = _LANGUAGES.get(agent.language[:2].casefold())
    if language:
        yield "languages", language, f"Language: {language}"
    for metric in agent.metrics:
        yield "metrics", _without_secret(metric), f"Evaluation: {metric}"
    for tool in agent.tools[:MOST_TOOLS]:
        yield "tools", tool, _in_words(tool)


def _in_words(tool: Tool) -> str:
    parts = [f"Tool {tool.name}", tool.purpose or "", f"{tool.method or ''} {tool.url or ''}".strip()]
    parts += [f"needs {', '.join(tool.inputs)}"] if tool.inputs else []
    return "; ".join(part for part in parts if part)


def _elevenlabs(data: Json) -> Exported | None:
    agent = _at(data, "conversation_config", "agent")
    prompt = _at(agent, "prompt")
    if not prompt:
        return None
    criteria = _list(_at(data, "platform_settings", "evaluation").get("criteria"))
    return Exported(
        "ElevenLabs",
        _text(prompt.get("prompt")),
        _text(data.get("name")),
        _text(agent.get("first_message")),
        _text(agent.get("language")),
        _tools(prompt.get("tools"), _webhook),
        tuple(filter(None, (_text(one.get("conversation_goal_prompt")).strip() for one in criteria))),
    )


def _vapi(data: Json) -> Exported | None:
    model = _at(data, "model")
    messages = [one for one in _list(model.get("messages")) if one.get("role") == "system"]
    if not messages:
        return None
    return Exported(
        "Vapi",
        "\n\n".join(_text(one.get("content")) for one in messages),
        _text(data.get("name")),
        _text(data.get("firstMessage")),
        _text(_at(data, "transcriber").get("language")),
        _tools(model.get("tools"), _function),
    )


def _retell(data: Json) -> Exported | None:
    places = (data, *(_at(data, name) for name in ("llm", "retellLlmData", "conversationFlow", "conversation_flow")))
    held = next((one for one in places if one.get("general_prompt") or one.get("global_prompt")), None)
    if held is None:
        return None
    agent = _at(data, "agent") or data
    return Exported(
        "Retell AI",
        _text(held.get("general_prompt") or held.get("global_prompt")),
        _text(agent.get("agent_name")),
        _text(held.get("begin_message")),
        _text(agent.get("language")),
        _tools(held.get("general_tools") or held.get("tools"), _function),
    )


def _openai(data: Json) -> Exported | None:
    """A request to the Responses API, an assistant, or a Realtime session."""
    held = _at(data, "session") or data
    if not _text(held.get("instructions")) or not ("model" in held or "tools" in held):
        return None
    name = _text(held.get("name"))
    return Exported("OpenAI", _text(held.get("instructions")), name, tools=_tools(held.get("tools"), _function))


def _tools(found: Any, read: Callable[[Json], Tool | None]) -> tuple[Tool, ...]:
    """Each tool once; what a platform brings itself, such as hanging up, is none of the agent's."""
    tools = [tool for one in _list(found)[:MOST_TOOLS] if (tool := read(one))]
    return tuple({tool.name: tool for tool in tools}.values())


def _webhook(one: Json) -> Tool | None:
    if one.get("type") not in ("webhook", "client"):
        return None
    schema = _at(one, "api_schema")
    inputs = (
        *_at(schema, "path_params_schema"),
        *_at(schema, "query_params_schema", "properties"),
        *_at(schema, "request_body_schema", "properties"),
        *_at(one, "parameters", "properties"),
    )
    return _tool(one, inputs, schema.get("url"), schema.get("method"), _at(schema, "request_headers"))


def _function(one: Json) -> Tool | None:
    """A tool of the others: a function, by itself or in an envelope, or a call of an address."""
    if one.get("type") not in ("function", "apiRequest", "custom"):
        return None
    named = _at(one, "function") or one
    inputs = (*_at(named, "parameters", "properties"), *_at(one, "body", "properties"))
    headers = _at(one, "headers", "properties") or _at(one, "headers")
    return _tool(named, inputs, one.get("url") or _at(one, "server").get("url"), one.get("method"), headers)


def _tool(named: Json, inputs: tuple[str, ...], url: Any, method: Any, headers: Json) -> Tool | None:
    name = _text(named.get("name")).strip()
    if not name:
        return None
    plain_method = _text(method).upper()
    return Tool(
        name=_without_secret(name),
        purpose=_without_secret(_text(named.get("description")).strip()) or None,
        inputs=tuple(dict.fromkeys(_without_secret(key) for key in map(_text, inputs) if key.strip())),
        method=plain_method if plain_method in get_args(Method) else None,
        url=_address(_text(url)),
        auth=_auth(headers),
    )


def _address(url: str) -> str | None:
    """The address with its parameters in single braces; without a query, which may hold a key."""
    address = _SLOT.sub(r"{\1}", url).partition("?")[0].strip()
    return address if address.startswith(("http://", "https://")) and not mask(address).kinds else None


def _auth(headers: Json) -> str | None:
    """The kind of authentication that the names of headers show."""
    names = [name for name in map(_text, headers) if re.search(r"auth|key|token", name, re.IGNORECASE)]
    if not names:
        return None
    return "Bearer token" if names[0].casefold() == "authorization" else f"API key in {_without_secret(names[0])}"


def _without_secret(text: str) -> str:
    return mask(" ".join(text[:LONGEST].split())).text


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _at(value: Any, *names: str) -> Json:
    """The object below these names, {} where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}
