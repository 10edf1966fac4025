"""What people hear: nothing that cannot be spoken, one question at a time, greetings that end."""

import re
from collections.abc import Iterator

from builder.lint.checked import Checked, quoted
from builder.lint.finding import Finding, Fix, Replacement
from builder.wording import one_line, word_count
from orchestrator.facts import Fact
from orchestrator.values import Step

LONGEST_GREETING = 40
_SYMBOLS = "[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]"
_UNSPEAKABLE = re.compile(rf"https?://|www\.|[*_`#]{{2,}}|\*\w|`|\[[^\]]*\]\(|{_SYMBOLS}")
_LINK = re.compile(r"\[([^\]]{0,200})\]\([^)]{0,500}\)")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})((?:/[\w.-]{1,100}){0,5})/?")
_MARKS = re.compile(rf"[*_`#]{{2,}}|\*(?=\w)|(?<=\w)\*|`|{_SYMBOLS}")
_ASK = re.compile(r"^(ask (?:(?:them|him|her|the \w{2,20}|people) )?(?:for )?)(.{3,300})$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")


def unspeakable(checked: Checked) -> Iterator[Finding]:
    for fact in checked.definition.said("greeting") if checked.heard else ():
        if _UNSPEAKABLE.search(fact.text):
            text = "People hear the greeting, but part of it cannot be spoken: an address, Markdown or a symbol."
            fix = _greeting("Write it as it is spoken", fact, spoken(fact.text))
            yield Finding(code="unspeakable", severity="warn", text=text, slot="greeting", fact=fact.id, fix=fix)


def spoken(text: str) -> str:
    """The text as a voice can say it: links by their words, addresses with dots and slashes, no marks or symbols."""
    without_links = _LINK.sub(r"\1", text)
    said = re.sub(r"(?:https?://|www\.)\S{1,600}", lambda found: _ADDRESS.sub(_address, found[0]), without_links)
    return one_line(_MARKS.sub("", said))


def _address(found: re.Match[str]) -> str:
    path = found[2]
    end = path[-1] if path.endswith(".") else ""
    return (found[1] + path.rstrip(".")).replace(".", " dot ").replace("/", " slash ") + end


def several_questions(checked: Checked) -> Iterator[Finding]:
    if not checked.heard:
        return
    for fact in checked.definition.said("greeting"):
        if len(re.findall(r"[?？؟]", fact.text)) > 1:
            text = "The greeting asks several questions at once. Ask one, and the next when it is answered."
            fix = _greeting("Keep the first question", fact, re.split(r"(?<=[?？؟])", fact.text, maxsplit=1)[0])
            yield Finding(code="several_questions", severity="warn", text=text, slot="greeting", fact=fact.id, fix=fix)
    yield from _crowded_steps(checked)


def _crowded_steps(checked: Checked) -> Iterator[Finding]:
    for fact in checked.definition.said("workflow"):
        steps = _one_by_one(fact.value) if isinstance(fact.value, Step) else ()
        if len(steps) > 1:
            text = f"{quoted(fact.text)} asks for {len(steps)} things in one turn. People who listen keep one in mind."
            fix = Fix(
                label="Ask one by one", replace=(Replacement(slot="workflow", fact=fact.id, values=tuple(steps)),)
            )
            yield Finding(code="several_questions", severity="info", text=text, slot="workflow", fact=fact.id, fix=fix)


def _one_by_one(step: Step) -> tuple[Step, ...]:
    """A step that asks for three things or more as a step for each; () for any other. Its branches follow the last."""
    found = _ASK.match(one_line(step.step).rstrip("."))
    wanted = [one for one in _BETWEEN.split(found[2]) if one] if found else []
    if not found or len(wanted) < 3 or any(len(one.split()) > 5 for one in wanted):
        return ()
    steps = [Step(step=found[1] + one) for one in wanted]
    return (*steps[:-1], steps[-1].model_copy(update={"branches": step.branches}))


def long_greeting(checked: Checked) -> Iterator[Finding]:
    count = word_count(checked.definition.one("greeting"))
    if count > LONGEST_GREETING:
        text = f"The greeting has {count} words, {LONGEST_GREETING} are enough: say who speaks, and ask one question."
        yield Finding(code="long_greeting", severity="warn", text=text, slot="greeting")


def _greeting(label: str, fact: Fact, text: str) -> Fix | None:
    replace = (Replacement(slot="greeting", fact=fact.id, values=(text.strip(),)),)
    return Fix(label=label, replace=replace) if text.strip() else None
