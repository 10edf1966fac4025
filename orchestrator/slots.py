"""The registry of slots: everything an interview learns, one entry each. Adding a slot is adding an entry here.

`ask` is the guide's English question; what is never asked for by itself has none. A `small` slot is answered in a few
words, so it may share a question with one of those it `shares` with; the answer to any other tells a story, and shares
only when some of it is known already.
`suggest` fits any agent; what fits a line of work is in the files of the languages.
`assume` is what Parley takes when the person leaves it open; it may name other slots in braces, and () means "nothing".
"""

from dataclasses import dataclass
from typing import Literal

from orchestrator.flow import Flow
from orchestrator.values import Clarification, Escalation, PromptSection, Step, Tool

Kind = Literal["text", "tool", "step", "escalation", "clarification", "flow", "section"]
KIND_TYPES: dict[Kind, type] = {
    "text": str,
    "tool": Tool,
    "step": Step,
    "escalation": Escalation,
    "clarification": Clarification,
    "flow": Flow,
    "section": PromptSection,
}


@dataclass(frozen=True)
class Slot:
    """Something to learn. `many` slots hold a list of values, the others at most one."""

    name: str
    stage: str
    label: str
    ask: str
    kind: Kind = "text"
    many: bool = True
    required: bool = True
    small: bool = False
    shares: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    assume: tuple[str, ...] = ()


SLOTS: tuple[Slot, ...] = (
    Slot(
        "agent_role",
        "purpose",
        "Role",
        "What kind of agent do you want to build?",
        many=False,
        small=True,
        shares=("agent_name",),
        suggest=("A customer support agent", "A booking assistant", "A sales assistant", "An internal help desk"),
        assume=("assistant",),
    ),
    Slot(
        "agent_name",
        "purpose",
        "Name",
        "What should it be called?",
        many=False,
        small=True,
        shares=("greeting",),
        suggest=("Ada", "Max", "Robin", "You decide"),
        assume=("Assistant",),
    ),
    Slot(
        "audience",
        "purpose",
        "Audience",
        "Who will use it?",
        small=True,
        shares=("channels",),
        suggest=("Customers", "Visitors of our website", "Employees"),
        assume=("Everyone who contacts it",),
    ),
    Slot(
        "channels",
        "purpose",
        "Channels",
        "Which channels should it support?",
        small=True,
        suggest=("Website chat", "Phone", "WhatsApp", "Slack"),
        assume=("Website chat",),
    ),
    Slot(
        "goals",
        "goals",
        "Goals",
        "What are its goals, the things it should get done?",
        shares=("metrics",),
        suggest=("Answer questions", "Look things up", "Take requests"),
        assume=("Answer questions",),
    ),
    Slot(
        "metrics",
        "goals",
        "Success measures",
        "How will you measure success?",
        small=True,
        suggest=("80% solved without a person", "Satisfaction of 4.5 out of 5", "You decide"),
        assume=("Most conversations end with the person's request settled",),
    ),
    Slot(
        "tone",
        "personality",
        "Tone",
        "What tone should it have?",
        small=True,
        shares=("languages", "greeting"),
        suggest=("Friendly", "Formal", "Warm and concise"),
        assume=("Friendly", "Clear"),
    ),
    Slot(
        "languages",
        "personality",
        "Languages",
        "Which languages should it speak?",
        small=True,
        suggest=("English", "English and Spanish", "Spanish"),
        assume=("English",),
    ),
    Slot(
        "greeting",
        "personality",
        "Greeting",
        "How should it greet people?",
        many=False,
        small=True,
        suggest=("You decide",),
        assume=("Hello, this is {agent_name}. How can I help you?",),
    ),
    Slot(
        "knowledge",
        "knowledge",
        "Knowledge",
        "Which knowledge sources should it use?",
        suggest=("Our website", "An FAQ document", "None"),
        assume=(),
    ),
    Slot(
        "guardrails",
        "knowledge",
        "Guardrails",
        "What should it never do?",
        suggest=("Never invent facts", "Never share personal data", "You decide"),
        assume=("Never invent facts; say so when something is not known",),
    ),
    Slot(
        "escalation",
        "knowledge",
        "Escalation",
        "When should it hand over to a human, and to whom?",
        kind="escalation",
        suggest=("When someone asks for a person", "When it cannot help", "Never"),
        assume=("the person asks for a human, or the agent cannot help",),
    ),
    Slot(
        "tools",
        "tools",
        "Tools",
        "Which tools or integrations does it need?",
        kind="tool",
        suggest=("None", "A calendar", "Our CRM"),
        assume=(),
    ),
    Slot(
        "workflow",
        "workflow",
        "Workflow",
        "Walk me through the workflow step by step, with any conditions.",
        kind="step",
        suggest=(
            "Greet the person. Find out what they need. Help with it. Ask if there is anything else.",
            "Greet the person. Ask what it is about. If it can help, answer, otherwise hand over. Say goodbye.",
            "You decide",
        ),
        assume=("Greet the person", "Find out what they need", "Help with it", "Ask if there is anything else"),
    ),
    Slot(
        "platform",
        "review",
        "Platform",
        "Which platform will it run on?",
        many=False,
        small=True,
        shares=("anything_else",),
        suggest=("OpenAI", "Anthropic", "ElevenLabs", "Vapi", "You decide"),
        assume=(),
    ),
    # How two things that seem to exclude each other are both true: the answers to contradictions.
    Slot("clarifications", "review", "Clarifications", "", kind="clarification", required=False),
)
BY_NAME: dict[str, Slot] = {slot.name: slot for slot in SLOTS}
# Edited on pages of their own: no interview asks for it, no line of the draft and no plain specification shows it.
FLOW = Slot("flow", "workflow", "Workflow by hand", "", kind="flow", many=False, required=False)
SECTIONS = Slot("sections", "review", "Prompt by hand", "", kind="section", required=False)
# All that a draft can hold, in order.
KEPT: dict[str, Slot] = {slot.name: slot for slot in (*SLOTS, FLOW, SECTIONS)}


@dataclass(frozen=True)
class Topic:
    """Something a question can be about that is not a slot of its own."""

    name: str
    stage: str
    label: str
    ask: str
    required: bool = True
    small: bool = True
    shares: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()


TOPICS: tuple[Topic, ...] = (
    Topic(
        "tool_details",
        "tools",
        "Tool details",
        "What is {tool} for, what are its inputs and outputs, and its endpoint and authentication if you know them?",
        suggest=("{tool}: input: search text, output: what was found", "{tool} uses an API key", "I don't know yet"),
    ),
    Topic(
        "anything_else",
        "review",
        "Anything else",
        "Is there anything else I should know?",
        required=False,
        suggest=("No, that is all", "Show me the draft"),
    ),
    # One of those that are open; `about` is its key.
    Topic("contradiction", "review", "Contradiction", "Which one counts, or how are both right?", required=False),
    Topic(
        "confirm",
        "review",
        "Your confirmation",
        "Is everything correct?",
        suggest=("Yes, everything is correct", "Change something"),
    ),
)
TOPIC_BY_NAME: dict[str, Topic] = {topic.name: topic for topic in TOPICS}
# In the order an interview asks them.
_IN_TURN: tuple[Slot | Topic, ...] = (*SLOTS, *TOPICS)
ASKED = tuple(item for stage in dict.fromkeys(s.stage for s in SLOTS) for item in _IN_TURN if item.stage == stage)
