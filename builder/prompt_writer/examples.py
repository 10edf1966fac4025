"""Three short dialogues made of the facts alone: as usual, at an edge, with a tool that fails.

What depends on the case stands in brackets, to be said in the agent's own words: an example must not invent a price.
"""

import re
from collections.abc import Iterator

from builder.prompt_writer.flow import condition
from builder.prompt_writer.markup import inline, listed, quoted
from builder.prompt_writer.material import Material, receiver
from builder.step_reading import is_told, kind_of, writes
from builder.wording import content_words, mentions
from orchestrator.values import Branch, Escalation, Step, Tool

MOST_STEPS = 6
CONFIRMED = ("- Agent: [say what you are about to do, with the values, and ask for a yes]", "- Person: [says yes]")
_ASK_FOR = re.compile(r"^ask (?:them |the \w+ )?(?:for )?(?:the|their|his or her) ([\w' -]{2,40})$", re.IGNORECASE)
_ASK_WHICH = re.compile(r"^ask (?:them |the \w+ )?((?:which|what) \w[\w' -]{1,30})$", re.IGNORECASE)
_ASK_MORE = re.compile(r"^ask (?:them )?(?:if|whether) there(?: is|'s) anything else\b.{0,20}$", re.IGNORECASE)
_NEED = re.compile(
    r"\b(?:needs?|wants?|help|looking for|about|reason|necesita|quiere|besoin|veut|braucht|möchte)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:they|them|their|he|she|it)\b", re.IGNORECASE)


def examples(known: Material) -> Iterator[str]:
    yield "Text in brackets says what happens there; find your own words for it."
    yield ""
    yield "### As usual"
    yield from _usual(known)
    yield ""
    yield "### At the edge"
    yield from _edge(known)
    yield ""
    if known.definition.tools:
        yield "### When a tool fails"
        yield from _failure(known, known.definition.tools[0])
    else:
        yield "### When something is unclear"
        yield from _unclear(known)


def _opening(known: Material) -> Iterator[str]:
    greeting = known.one("greeting")
    yield f"- Agent: {quoted(greeting)}" if greeting else "- Agent: [greet, and say in one sentence what you can do]"


def _wish(known: Material, words: frozenset[str] = frozenset()) -> str:
    """What the person comes with: the goal nearest to these words."""
    best = max(known.seen("goals"), key=lambda goal: len(words & content_words(goal)), default="")
    return f"wants this: {inline(best)}" if best else "says what they need"


def _usual(known: Material) -> Iterator[str]:
    yield from _opening(known)
    yield from _served(known, *known.routes[0]) if known.routes else _stepped(known)


def _stepped(known: Material) -> Iterator[str]:
    """The steps that were given, from what the person wants."""
    steps = list(known.usual_steps)
    answered = bool(steps) and _is_answered(known, steps[0])
    if answered:
        steps = [steps[0].model_copy(update={"step": ""}), *steps[1:]]
    cases = {step.step: _case(known, step) for step in steps if step.branches}
    about = next((content_words(case.if_) for case in cases.values() if case), frozenset())
    reply = ", and answers the greeting" if answered and known.one("greeting") else ""
    yield f"- Person: [{_wish(known, about)}{reply}]"
    for step in steps[:MOST_STEPS]:
        yield from _step(known, step, cases.get(step.step))


def _served(known: Material, request: str, tool: Tool) -> Iterator[str]:
    """What the default flow does with a tool."""
    yield f"- Person: [wants this: {inline(request)}]"
    if tool.inputs:
        yield f"- Agent: [ask for {listed(tool.inputs)}, one at a time]"
        yield "- Person: [answers]"
    if writes(tool):
        yield from CONFIRMED
    yield f"- Agent: [{_call(known, f'call {known.call_name(tool.name)}', tool)}]"
    yield "- Agent: [say what came of it, and ask whether there is anything else]"


def _is_answered(known: Material, first: Step) -> bool:
    """Whether the person's first words answer the first step: what they need, or what the greeting asked for."""
    if kind_of(first.step, ()) != "ask":
        return False
    asked = content_words(known.one("greeting")) | {"ask"}
    return bool(_NEED.search(first.step)) or content_words(first.step) <= asked


def _case(known: Material, step: Step) -> Branch | None:
    """The branch that one of the goals is about, None if none is."""
    wishes = [content_words(goal) for goal in known.seen("goals")]
    for branch in step.branches:
        words = content_words(branch.if_)
        if any(words & wish and len(words & wish) >= min(2, len(words)) for wish in wishes):
            return branch
    return None


def _step(known: Material, step: Step, case: Branch | None) -> Iterator[str]:
    text = step.step
    if text and not known.tool_at(text) and is_told(text):
        yield f"- Person: [{inline(text)}]"
    elif text and not known.tool_at(text) and kind_of(text, known.definition.escalations) == "ask":
        yield f"- Agent: {_question(known, text)}"
        yield "- Person: [answers]"
    elif text:
        yield from _deed(known, text)
    if step.branches:
        yield from _deed(known, *_taken(step, case))


def _taken(step: Step, case: Branch | None) -> tuple[str, str]:
    """The way the example takes and its condition: the goal's, else the one without exceptions."""
    otherwise = step.branches[-1].else_
    if case is None and otherwise:
        return otherwise, "Otherwise: "
    branch = case or step.branches[0]
    return branch.then, f"{condition(branch)}: "


def _deed(known: Material, text: str, lead: str = "") -> Iterator[str]:
    """What the agent does, with its tool; one that changes something is confirmed first."""
    tool = next((t for t in known.definition.tools if t.name == known.tool_at(text)), None)
    if tool and writes(tool):
        yield from CONFIRMED
    yield f"- Agent: [{lead}{_call(known, text, tool) if tool else inline(text)}]"


def _question(known: Material, text: str) -> str:
    """An English agent's question for the plainest of steps; else what it asks, in brackets."""
    thing, which = _ASK_FOR.match(text), _ASK_WHICH.match(text)
    if known.speaks_english and thing and not _OTHERS.search(thing[1]):
        return f"“Could you tell me the {thing[1]}, please?”"
    if known.speaks_english and which and not _OTHERS.search(which[1]):
        return f"“{which[1][0].upper()}{which[1][1:]}, please?”"
    if known.speaks_english and _ASK_MORE.match(text):
        return "“Is there anything else I can help you with?”"
    return f"[{inline(text)}]"


def _call(known: Material, text: str, tool: Tool) -> str:
    name = known.call_name(tool.name)
    named = "" if mentions(text, tool.name) or name in text else f": call {name}"
    given = f" with {listed(tool.inputs)}" if tool.inputs else ""
    returned = f"; it returns {listed(tool.outputs)}" if tool.outputs else ""
    return f"{inline(text)}{named}{given}{returned}"


def _edge(known: Material) -> Iterator[str]:
    rule, case = _tested(known)
    if rule:
        yield f"- Person: [wants something that goes against this rule: {inline(rule)}]"
        yield "- Agent: [say kindly in one sentence that you cannot do that]"
    elif case:
        yield f"- Person: [brings this up: {inline(case.when)}]"
    else:
        yield "- Person: [asks for something out of scope]"
        yield "- Agent: [say in one sentence that you cannot help with that]"
    if case:
        yield f"- Agent: [say that you are handing over to {receiver(case)}, and do so with what was said so far]"
    else:
        yield "- Agent: [say what you can do, and ask whether that would help]"


def _tested(known: Material) -> tuple[str, Escalation | None]:
    """A guardrail, at best one with an escalation about the same thing; without guardrails, the first escalation."""
    rules = known.seen("guardrails")
    for rule in rules:
        case = known.escalation_for(rule)
        if case:
            return rule, case
    # What the agent must not ask for is nothing that a person presses for.
    pressed = [rule for rule in rules if not re.search(r"\bask", rule, re.IGNORECASE)]
    return next(iter((*pressed, *rules)), ""), None if rules else next(iter(known.definition.escalations), None)


def _failure(known: Material, tool: Tool) -> Iterator[str]:
    given = f", and gives {listed(tool.inputs)}" if tool.inputs else ""
    yield f"- Person: [{_wish(known, content_words(f'{tool.name} {tool.purpose}'))}{given}]"
    if writes(tool):
        yield from CONFIRMED
    yield f"- Agent: [call {known.call_name(tool.name)}; the call fails]"
    unknown = listed(tool.outputs) or "the answer"
    missing = "do not say that it is done" if writes(tool) else f"do not guess {unknown}"
    said = "That did not go through." if writes(tool) else "I cannot look that up right now."
    opening = f"“I am sorry. {said}” " if known.speaks_english else ""
    yield f"- Agent: {opening}[{missing}; {known.fallback}]"


def _unclear(known: Material) -> Iterator[str]:
    yield from _opening(known)
    yield "- Person: [says something that could mean two things]"
    yield "- Agent: [ask one short question that names both]"
    yield "- Person: [answers]"
    yield "- Agent: [help with what was meant]"
