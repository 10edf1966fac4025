"""Tools and the workflow: what is used and not there, what is there and not used, what fails without a way on."""

import re
from collections.abc import Iterator

from builder.graph import Problem
from builder.lint.checked import Checked, quoted
from builder.lint.finding import Finding, Fix, Replacement
from builder.wording import content_words, mentions, one_line, vocabulary
from builder.workflow import drawn
from orchestrator.slots import BY_NAME
from orchestrator.values import Tool

_IDENTIFIER = re.compile(r"\b(?:[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]+[A-Z]\w*)\b")
# "in Zendesk", "using Google Calendar": a name behind a word that leads to tools.
_NAMED = re.compile(r"\b(?:in|from|via|using|with|through|call|query)\s+((?:[A-Z][\w.-]*)(?:\s[A-Z][\w.-]*)?)")
_USES = re.compile(
    r"\b(?:look|check|fetch|find|search|query|call|create|book|log|update|open|file|save|register|get|read|show)\b",
    re.IGNORECASE,
)


def unknown_tools(checked: Checked) -> Iterator[Finding]:
    for name in dict.fromkeys(_named_tools(checked)):
        text = f"The workflow speaks of {quoted(name)}, which is no tool of this agent. Add it, or change the step."
        fix = Fix(label="Add it as a tool", replace=(Replacement(slot="tools", values=(Tool(name=name),)),))
        yield Finding(code="unknown_tool", severity="warn", text=text, slot="tools", fix=fix)


def _named_tools(checked: Checked) -> Iterator[str]:
    known = tuple(text for slot in BY_NAME if slot != "workflow" for text in checked.definition.texts(slot))
    spoken = " ".join((*known, *(word for t in checked.definition.tools for word in (*t.inputs, *t.outputs))))
    for text in checked.flow_texts:
        names = _IDENTIFIER.findall(text) + (_NAMED.findall(text) if _USES.search(text) else [])
        yield from (name for name in names if not mentions(spoken, name))


def unused_tools(checked: Checked) -> Iterator[Finding]:
    drawn = {node.tool for node in checked.graph.nodes}
    words = frozenset[str]().union(*(content_words(text) for text in checked.flow_texts))
    for tool in checked.definition.tools:
        if tool.name not in drawn and not words & vocabulary(tool):
            text = f"No step uses {quoted(tool.name)}. Say in the workflow when it is used, or take it out."
            fix = next((_mending(p) for p in checked.problems if p.fix and p.fix.fields.get("tool") == tool.name), None)
            yield Finding(code="unused_tool", severity="info", text=text, slot="workflow", fix=fix)


def bare_tools(checked: Checked) -> Iterator[Finding]:
    for fact in checked.definition.said("tools"):
        tool = fact.value
        if isinstance(tool, Tool) and not tool.purpose:
            text = f"Nothing says what {quoted(tool.name)} is for. Say it, so that the agent knows when to use it."
            yield Finding(code="tool_purpose", severity="warn", text=text, slot="tools", fact=fact.id)
        if isinstance(tool, Tool) and not (tool.inputs or tool.operations):
            text = f"Nothing says what {quoted(tool.name)} needs. Name its inputs, so that the agent asks for them."
            yield Finding(code="tool_inputs", severity="info", text=text, slot="tools", fact=fact.id)


def broken_flow(checked: Checked) -> Iterator[Finding]:
    """Whatever keeps a conversation from being followed to its end, and tools that may fail with nothing said."""
    for problem in checked.problems:
        if problem.severity == "error" or problem.code == "no_failure_path":
            yield Finding(
                code=f"flow_{problem.code}",
                severity="warn" if problem.severity == "error" else "info",
                text=problem.text,
                slot="workflow",
                node=problem.node,
                fix=_mending(problem),
            )


def nested(checked: Checked) -> Iterator[Finding]:
    """Decisions that hang on one another, three deep: models lose the thread there."""
    if not checked.advice.positive:
        return
    node = checked.graph.node
    inner = {
        edge.source: edge.target
        for edge in checked.graph.edges
        if not edge.otherwise and node[edge.source].kind == node[edge.target].kind == "decision"
    }
    for first in inner.keys() - set(inner.values()):
        if inner.get(inner[first]):
            text = f"Three decisions or more hang on one another, from {quoted(node[first].label)} on. Part them."
            yield Finding(code="nested", severity="info", text=text, slot="workflow", node=first)


def left_out(checked: Checked) -> Iterator[Finding]:
    """Steps that were told, but taken out of the workflow by hand."""
    if checked.definition.flow is None:
        return
    told = {one_line(fact.text): fact for fact in checked.definition.said("workflow")}
    # Text written anew brings ids of its own: what stands there word for word is not left out, whatever it is called.
    stands = {one_line(node.label) for node in checked.graph.nodes}
    for node in drawn(checked.definition).nodes:
        fact = told.get(node.label)
        if fact and node.id not in checked.graph.node and node.label not in stands:
            text = (
                f"The workflow was edited by hand and leaves out {quoted(node.label)}, which was told. "
                "Take the step out of the draft too, or put it into the workflow again."
            )
            fix = Fix(label="Take it out of the draft", replace=(Replacement(slot="workflow", fact=fact.id),))
            yield Finding(code="left_out", severity="info", text=text, slot="workflow", fact=fact.id, fix=fix)


def _mending(problem: Problem) -> Fix | None:
    fix = problem.fix
    return Fix(label=fix.label, action=fix.action, fields=fix.fields) if fix else None
