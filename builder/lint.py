"""What is worth a second look before an agent goes out. Each rule is one small function; RULES is all of them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from builder.channels import is_heard
from builder.definition import AgentDefinition
from builder.graph import Graph, broken
from builder.step_reading import kind_of
from builder.wording import content_words, mentions, one_line, shortened, vocabulary, word_count
from builder.workflow import drawn
from orchestrator.contradictions import still_open
from orchestrator.guide.language import language
from orchestrator.slots import BY_NAME

LONGEST_GREETING = 40
LONGEST_PROMPT = 3000
MOST_GUARDRAILS = 12


class Finding(BaseModel):
    """Something to look at: `code` is stable, `text` says what it is and what to do, `slot` where to change it."""

    model_config = ConfigDict(frozen=True)

    code: str
    severity: Literal["warn", "info"]
    text: str
    slot: str = ""


@dataclass(frozen=True)
class Checked:
    """What the rules look at."""

    definition: AgentDefinition
    prompt: str
    graph: Graph

    @property
    def flow_texts(self) -> tuple[str, ...]:
        """All that the steps and their branches say."""
        steps = self.definition.steps
        branches = (text for s in steps for b in s.branches for text in (b.if_, b.then, b.else_ or ""))
        return (*(step.step for step in steps), *branches)


def check(definition: AgentDefinition, prompt: str, graph: Graph) -> tuple[Finding, ...]:
    """The findings of every rule, warnings first."""
    checked = Checked(definition, prompt, graph)
    findings = [finding for rule in RULES for finding in rule(checked)]
    return tuple(sorted(findings, key=lambda finding: finding.severity != "warn"))


def _clashes(checked: Checked) -> Iterator[Finding]:
    """What in the definition does not go together, and nobody has settled."""
    for found in still_open(checked.definition.facts):
        why = language().say(f"clashes.{found.rule}")
        text = (
            f"{why}: {_quoted(found.one.text)} and {_quoted(found.other.text)}. Choose one, or say how both are right."
        )
        yield Finding(code="clash", severity="warn", text=text, slot=found.other.slot)


def _no_way_out(checked: Checked) -> Iterator[Finding]:
    definition = checked.definition
    if definition.escalations or any(kind_of(text, ()) == "handoff" for text in checked.flow_texts):
        return
    if "escalation" in definition.facts:
        text = "Nobody takes over from this agent. Make sure that people can reach somebody when it cannot help."
        yield Finding(code="no_escalation", severity="info", text=text, slot="escalation")
    else:
        text = "Nothing says what happens when the agent cannot help. Say when it hands over, and to whom."
        yield Finding(code="no_escalation", severity="warn", text=text, slot="escalation")


_IDENTIFIER = re.compile(r"\b(?:[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]+[A-Z]\w*)\b")
# "in Zendesk", "using Google Calendar": a name behind a word that leads to tools.
_NAMED = re.compile(r"\b(?:in|from|via|using|with|through|call|query)\s+((?:[A-Z][\w.-]*)(?:\s[A-Z][\w.-]*)?)")
_USES = re.compile(
    r"\b(?:look|check|fetch|find|search|query|call|create|book|log|update|open|file|save|register|get|read|show)\b",
    re.IGNORECASE,
)


def _unknown_tools(checked: Checked) -> Iterator[Finding]:
    for name in dict.fromkeys(_named_tools(checked)):
        text = f"The workflow speaks of {_quoted(name)}, which is no tool of this agent. Add it, or change the step."
        yield Finding(code="unknown_tool", severity="warn", text=text, slot="tools")


def _named_tools(checked: Checked) -> Iterator[str]:
    known = tuple(text for slot in BY_NAME if slot != "workflow" for text in checked.definition.texts(slot))
    spoken = " ".join((*known, *(word for t in checked.definition.tools for word in (*t.inputs, *t.outputs))))
    for text in checked.flow_texts:
        names = _IDENTIFIER.findall(text) + (_NAMED.findall(text) if _USES.search(text) else [])
        yield from (name for name in names if not mentions(spoken, name))


def _unused_tools(checked: Checked) -> Iterator[Finding]:
    drawn = {node.tool for node in checked.graph.nodes}
    words = frozenset[str]().union(*(content_words(text) for text in checked.flow_texts))
    for tool in checked.definition.tools:
        if tool.name not in drawn and not words & vocabulary(tool):
            text = f"No step uses {_quoted(tool.name)}. Say in the workflow when it is used, or take it out."
            yield Finding(code="unused_tool", severity="info", text=text, slot="workflow")


def _bare_tools(checked: Checked) -> Iterator[Finding]:
    for tool in checked.definition.tools:
        if not tool.purpose:
            text = f"Nothing says what {_quoted(tool.name)} is for. Say it, so that the agent knows when to use it."
            yield Finding(code="tool_purpose", severity="warn", text=text, slot="tools")
        if not tool.inputs:
            text = f"Nothing says what {_quoted(tool.name)} needs. Name its inputs, so that the agent asks for them."
            yield Finding(code="tool_inputs", severity="info", text=text, slot="tools")


def _ban_list(checked: Checked) -> Iterator[Finding]:
    count = len(checked.definition.texts("guardrails"))
    if count > MOST_GUARDRAILS:
        text = f"{count} guardrails are more than a model keeps in mind. Join related ones, and keep the weightiest."
        yield Finding(code="ban_list", severity="warn", text=text, slot="guardrails")


_UNSPEAKABLE = re.compile(r"https?://|www\.|[*_`#]{2,}|\*\w|`|\[[^\]]*\]\(|[\U0001f300-\U0001faff\u2600-\u27bf]")


def _unspeakable(checked: Checked) -> Iterator[Finding]:
    if is_heard(checked.definition) and _UNSPEAKABLE.search(checked.definition.one("greeting")):
        text = "People hear the greeting, but part of it cannot be spoken: an address, Markdown or a symbol."
        yield Finding(code="unspeakable", severity="warn", text=text, slot="greeting")


def _long_greeting(checked: Checked) -> Iterator[Finding]:
    count = word_count(checked.definition.one("greeting"))
    if count > LONGEST_GREETING:
        text = f"The greeting has {count} words, {LONGEST_GREETING} are enough: say who speaks, and ask one question."
        yield Finding(code="long_greeting", severity="warn", text=text, slot="greeting")


def _long_prompt(checked: Checked) -> Iterator[Finding]:
    count = word_count(checked.prompt)
    if count > LONGEST_PROMPT:
        text = f"The prompt has {count} words. Beyond {LONGEST_PROMPT}, models lose sight of rules: shorten some."
        yield Finding(code="long_prompt", severity="warn", text=text)


_WANTED: tuple[tuple[str, Literal["warn", "info"], str], ...] = (
    ("agent_role", "warn", "Nothing says what this agent is. Give it a role."),
    ("goals", "warn", "The agent has no goals. Name what it gets done."),
    ("audience", "info", "Nothing says who will talk with the agent. Name them, so that it speaks their way."),
    ("metrics", "info", "There is no measure of success. Name one, so that you can tell whether it works."),
)


def _missing(checked: Checked) -> Iterator[Finding]:
    for slot, severity, text in _WANTED:
        if not checked.definition.said(slot):
            yield Finding(code=f"no_{slot}", severity=severity, text=text, slot=slot)


def _assumptions(checked: Checked) -> Iterator[Finding]:
    slots = [slot for slot in checked.definition.facts for f in checked.definition.said(slot) if f.source == "assumed"]
    if slots:
        labels = ", ".join(dict.fromkeys(BY_NAME[slot].label.lower() for slot in slots))
        what = "1 thing is" if len(slots) == 1 else f"{len(slots)} things are"
        text = f"{what} assumed, not said: {labels}. Confirm or change them."
        yield Finding(code="assumed", severity="info", text=text, slot=slots[0])


def _broken_flow(checked: Checked) -> Iterator[Finding]:
    for problem in broken(checked.graph, checked.definition.tools):
        yield Finding(code=f"flow_{problem.code}", severity="warn", text=problem.text, slot="workflow")


def _left_out(checked: Checked) -> Iterator[Finding]:
    """Steps that were told, but taken out of the workflow by hand."""
    if checked.definition.flow is None:
        return
    told = {one_line(step.step) for step in checked.definition.steps}
    for node in drawn(checked.definition).nodes:
        if node.label in told and node.id not in checked.graph.node:
            text = (
                f"The workflow was edited by hand and leaves out {_quoted(node.label)}, which was told. "
                "Take the step out of the draft too, or put it into the workflow again."
            )
            yield Finding(code="left_out", severity="info", text=text, slot="workflow")


RULES: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _clashes,
    _no_way_out,
    _broken_flow,
    _left_out,
    _unknown_tools,
    _unused_tools,
    _bare_tools,
    _ban_list,
    _unspeakable,
    _long_greeting,
    _long_prompt,
    _missing,
    _assumptions,
)


def _quoted(text: str) -> str:
    return f"“{shortened(one_line(text), 80)}”"
