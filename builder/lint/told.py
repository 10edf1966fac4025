"""What nobody told, what was only assumed, and what does not go together."""

from collections.abc import Iterator

from builder.lint.checked import Checked, quoted
from builder.lint.finding import Finding, Fix, Replacement, Severity
from builder.prompt_writer import parleys_own, sections
from builder.prompt_writer.proof import facts_in
from builder.step_reading import kind_of
from orchestrator.contradictions import still_open
from orchestrator.guide.language import language
from orchestrator.slots import BY_NAME
from orchestrator.values import AnyValue, Escalation, PromptSection


def clashes(checked: Checked) -> Iterator[Finding]:
    """What in the definition does not go together, and nobody has settled."""
    for found in still_open(checked.definition.facts):
        why = language().say(f"clashes.{found.rule}")
        text = f"{why}: {quoted(found.one.text)} and {quoted(found.other.text)}. Choose one, or say how both are right."
        yield Finding(code="clash", severity="warn", text=text, slot=found.other.slot)


def no_way_out(checked: Checked) -> Iterator[Finding]:
    definition = checked.definition
    if definition.escalations or any(kind_of(text, ()) == "handoff" for text in checked.flow_texts):
        return
    if "escalation" in definition.facts:
        text = "Nobody takes over from this agent. Make sure that people can reach somebody when it cannot help."
        yield Finding(code="no_escalation", severity="info", text=text, slot="escalation")
    else:
        text = "Nothing says what happens when the agent cannot help. Say when it hands over, and to whom."
        fix = _adding("Hand over when it cannot help", "escalation", Escalation(when=BY_NAME["escalation"].assume[0]))
        yield Finding(code="no_escalation", severity="warn", text=text, slot="escalation", fix=fix)


_WANTED: tuple[tuple[str, Severity, str, str], ...] = (
    ("agent_role", "warn", "Nothing says what this agent is. Give it a role.", ""),
    ("goals", "warn", "The agent has no goals. Name what it gets done.", ""),
    (
        "guardrails",
        "info",
        "Nothing says what the agent must never do. Name its limits, or forbid it to invent facts.",
        "Forbid it to invent facts",
    ),
    (
        "audience",
        "info",
        "Nothing says who will talk with the agent. Name them, so that it speaks their way.",
        "Say: everyone who contacts it",
    ),
    (
        "metrics",
        "info",
        "There is no measure of success. Name one, so that you can tell whether it works.",
        "Measure what is settled",
    ),
)


def missing(checked: Checked) -> Iterator[Finding]:
    """A noted "nothing" is an answer where a limit is asked for, and none where an agent cannot do without."""
    for slot, severity, text, label in _WANTED:
        noted = slot == "guardrails" and slot in checked.definition.facts
        if not checked.definition.said(slot) and not noted:
            fix = _adding(label, slot, *BY_NAME[slot].assume) if label else None
            yield Finding(code=f"no_{slot}", severity=severity, text=text, slot=slot, fix=fix)


def left_out_by_hand(checked: Checked) -> Iterator[Finding]:
    """Facts that a section written by hand does not tell, and no other one either; an example is no rule."""
    for fact in checked.definition.said("sections"):
        if not isinstance(fact.value, PromptSection):
            continue
        title = fact.value.title
        parleys = parleys_own(checked.definition, checked.graph).get(title, "")
        texts = sections(checked.definition, checked.graph)
        told = set(facts_in("\n".join(text for name, text in texts.items() if name != "Examples"), checked.definition))
        gone = [one for one in facts_in(parleys, checked.definition) if one not in told]
        if gone:
            what = "; ".join(map(quoted, gone[:5])) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
            text = f"The section {title}, written by hand, leaves out what no other section tells: {what}."
            fix = Fix(label="Have Parley write it again", replace=(Replacement(slot="sections", fact=fact.id),))
            yield Finding(code="section_leaves_out", severity="warn", text=text, section=title, fix=fix)


def _adding(label: str, slot: str, *values: AnyValue) -> Fix:
    return Fix(label=label, replace=(Replacement(slot=slot, values=values),))


def assumptions(checked: Checked) -> Iterator[Finding]:
    definition = checked.definition
    slots = [slot for slot in definition.facts for f in definition.said(slot) if f.source == "assumed"]
    if slots:
        labels = ", ".join(dict.fromkeys(BY_NAME[slot].label.lower() for slot in slots))
        what = "1 thing is" if len(slots) == 1 else f"{len(slots)} things are"
        text = f"{what} assumed, not said: {labels}. Confirm or change them."
        yield Finding(code="assumed", severity="info", text=text, slot=slots[0])
