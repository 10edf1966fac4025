"""Agents exported from other platforms, read into offers: what their fields say, and what their prompts say."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.documents.opening import opened
from orchestrator.documents.reading import read
from orchestrator.documents.refusals import Refused
from orchestrator.documents.sniffing import kind_of
from orchestrator.values import Tool

PROMPT = "You are Ava, a friendly booking assistant for a hair salon. Never discuss prices of other salons."
KEY = "sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c"
SCHEMA = {"type": "object", "properties": {"day": {"type": "string"}, "name": {"type": "string"}}}
ELEVENLABS = {
    "agent_id": "agent_1",
    "name": "Ava",
    "conversation_config": {
        "agent": {
            "first_message": "Hello, this is Ava.",
            "language": "en",
            "prompt": {
                "prompt": PROMPT,
                "tools": [
                    {
                        "type": "webhook",
                        "name": "book",
                        "description": "book an appointment",
                        "api_schema": {
                            "url": f"https://api.salon.example/v1/book/{{day}}?key={KEY}",
                            "method": "POST",
                            "request_body_schema": SCHEMA,
                            "request_headers": {"X-Salon-Key": KEY},
                        },
                    },
                    {"type": "system", "name": "end_call"},
                ],
            },
        }
    },
    "platform_settings": {"evaluation": {"criteria": [{"conversation_goal_prompt": "The appointment was booked."}]}},
}
VAPI = {
    "name": "Ava",
    "firstMessage": "Hello, this is Ava.",
    "transcriber": {"provider": "deepgram", "language": "en-US"},
    "model": {
        "provider": "openai",
        "messages": [{"role": "system", "content": PROMPT}],
        "tools": [
            {
                "type": "function",
                "function": {"name": "book", "description": "book an appointment", "parameters": SCHEMA},
                "server": {"url": "https://api.salon.example/v1/book/{{day}}"},
            },
            {"type": "endCall"},
        ],
    },
}
RETELL = {
    "agent_name": "Ava",
    "language": "en-US",
    "retellLlmData": {
        "general_prompt": PROMPT,
        "begin_message": "Hello, this is Ava.",
        "general_tools": [
            {
                "type": "custom",
                "name": "book",
                "description": "book an appointment",
                "url": "https://api.salon.example/v1/book/{{day}}",
                "method": "POST",
                "headers": {"Authorization": f"Bearer {KEY}"},
                "parameters": SCHEMA,
            },
            {"type": "end_call", "name": "end_call"},
        ],
    },
}
OPENAI = {
    "model": "gpt-5.4",
    "name": "Ava",
    "instructions": PROMPT,
    "tools": [{"type": "function", "name": "book", "description": "book an appointment", "parameters": SCHEMA}],
}
AGENTS = {"ElevenLabs": ELEVENLABS, "Vapi": VAPI, "Retell AI": RETELL, "OpenAI": OPENAI}


def reading(data, name="agent.json"):
    return read(opened(json.dumps(data).encode(), name))


def values(found, slot):
    return [offer.proposal.value for offer in found.offers if offer.proposal.slot == slot]


@pytest.mark.parametrize(("platform", "data"), AGENTS.items(), ids=AGENTS)
def test_an_exported_agent_is_offered_fact_by_fact(platform, data):
    found = reading(data)
    assert (found.kind, found.genre) == ("json", "prompt")
    assert values(found, "platform") == [platform]
    assert values(found, "agent_name") == ["Ava"]
    assert values(found, "agent_role") == ["Booking assistant for a hair salon"]
    assert values(found, "guardrails")
    [tool] = values(found, "tools")
    assert (tool.name, tool.purpose, tool.inputs) == ("book", "book an appointment", ("day", "name"))
    if platform != "OpenAI":
        assert values(found, "greeting") == ["Hello, this is Ava."]
        assert values(found, "languages") == ["English"]
        assert tool.url == "https://api.salon.example/v1/book/{day}"


def test_each_offer_quotes_words_that_stand_in_the_document():
    for data in AGENTS.values():
        found = reading(data)
        assert all(offer.proposal.quote in found.text for offer in found.offers)


def test_of_a_key_only_its_kind_is_kept():
    for data, kind in ((ELEVENLABS, "API key in X-Salon-Key"), (RETELL, "Bearer token")):
        found = reading(data)
        assert KEY not in found.model_dump_json()
        assert [tool.auth for tool in values(found, "tools")] == [kind]
    leaky = {**OPENAI, "name": KEY, "instructions": f"{PROMPT} The key is {KEY}."}
    assert KEY not in reading(leaky).model_dump_json()


def test_what_has_a_field_of_its_own_is_not_read_out_of_the_prompt_again():
    prompt = f"{PROMPT}\n\n# Tools\n- book: when the person has chosen a day\n- Needs: a day"
    assert [tool.name for tool in values(reading({**OPENAI, "instructions": prompt}), "tools")] == ["book"]


def test_success_measures_are_offered_too():
    assert values(reading(ELEVENLABS), "metrics") == ["The appointment was booked."]


def test_other_shapes_of_the_same_platforms_are_read():
    assistant = {**OPENAI, "tools": [{"type": "function", "function": OPENAI["tools"][0]}, {"type": "file_search"}]}
    session = {"session": {"type": "realtime", **OPENAI}}
    flow = {"conversationFlow": {"global_prompt": PROMPT, "tools": RETELL["retellLlmData"]["general_tools"]}}
    ours = {"llm": RETELL["retellLlmData"], "agent": {"agent_name": "Ava", "language": ["en-US", "de-DE"]}}
    for data in (assistant, session, flow, ours):
        assert [tool.name for tool in values(reading(data), "tools")] == ["book"]


def test_it_is_known_by_what_it_holds_whatever_it_is_called():
    assert kind_of(json.dumps(VAPI).encode(), "agent.txt") == "json"
    assert kind_of(json.dumps(VAPI).encode()) == "json"
    assert kind_of(b'{"just": "braces"}', "notes.txt") == "txt"


@pytest.mark.parametrize(
    "data", [{}, {"name": "x"}, {"instructions": ""}, {"model": []}, {"llm": {"general_prompt": 5}}]
)
def test_other_json_is_refused_in_plain_words(data):
    with pytest.raises(Refused, match="no agent exported"):
        opened(json.dumps(data).encode(), "package.json")


def test_json_that_is_made_to_do_harm_is_no_agent():
    for content in (b'{"a":' * 100_000, b"{" + b'"x":1,' * 100_000, b'{"model": NaN, "tools": 1e999}'):
        with pytest.raises(Refused):
            opened(content, "agent.json")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["model", "messages", "role", "content", "tools", "type", "function", "name", "llm", "agent", "prompt",
             "instructions", "general_prompt", "general_tools", "conversation_config", "headers", "url", "parameters",
             "properties", "session", "language"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["model", "llm", "instructions", "tools", "conversation_config"]), _JSON))
def test_any_json_is_read_or_refused(data):
    try:
        found = reading({"instructions": PROMPT, "model": "x", **data})
    except Refused:
        return
    assert all(isinstance(tool, Tool) for tool in values(found, "tools"))
