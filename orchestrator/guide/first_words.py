"""A greeting in quotation marks or under its label, whatever was asked: its sentences and questions are the agent's,
none of them is an answer or a question to Parley."""

import re

from orchestrator.guide.assumptions import assumed
from orchestrator.guide.evasion import says_nothing, unevaded
from orchestrator.guide.heard import SURE, Found, Heard
from orchestrator.guide.inquiry import inquired
from orchestrator.guide.readers import READERS
from orchestrator.guide.sections import Section, sections
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank

_CUE = re.compile(r"(?<!\w)(?:greet|welcom|first|opening|start|open|begin)", re.IGNORECASE)
_GREETS = (
    r"(?<!\w)(?:(?:that|which|who|and|also|please|it|she|he|they|@agent|should|must|will|can|always|change|set|make"
    r"|the|its|our|a)[ ]+){0,6}"
    r"(?:greet(?:s|ing)?|welcomes?|(?:welcome|opening|first)[ ]+(?:message|text|words?|lines?|sentences?)"
    r"|(?:start|open|begin)s?(?:[ ]+(?:the|every|each|a)[ ]+\w+)?(?=[ ]+(?:with|by)[ ]))"
    r"(?:[ ]+(?:is|was)[ ]+(?:wrong|not[ ]+right)[ ]*[,;:.–—-]+[ ]*(?=it[ ]|should))?"
    r"(?:[ ]*(?<!\w)(?:@people|everyone|everybody|them|all|with|by[ ]+saying|is|be|to|it|should|must|will|this|like"
    r"|saying)(?!\w)){0,6}"
    r"[ ]*[:=,]?[ ]*(?P<quoted>\"(?P<double>[^\"\n]{2,400})\"|'(?P<single>(?:[^'\n]|(?<=\w)'(?=\w)){2,400})'(?!\w))"
    r"(?:[ ]+(?:to|for)[ ]+(?:@people|everyone|everybody|them|all)(?!\w))?[ ]*[.!?]*"
)
_RUNS_ON = re.compile(r"[.!?…][ ]+\S|[。！]\S|[?？]")
_SENTENCE, _CLAUSE = re.compile(r"[.!?;\n]"), re.compile(r"[,:]")
# "If they greet ...", "First greet ...": a case or a step, no greeting.
_OTHERWISE = r"(?<!\w)(?:@if_word|@ordinal|@sequencer|never|don't|doesn't|shouldn't|mustn't)(?!\w)|^\W*\d"
# What is greeted here is asked for as such, or is a step.
_OWN = {"greeting", "workflow", "tools", "tool_details"}


def first_words(heard: Heard) -> tuple[list[Found], Heard]:
    """(the greeting that is quoted or labelled and has several sentences or a question, what is said beside it)"""
    own = bool(_OWN & set(heard.asked.topics))
    label = next((s for s in sections(heard.text, heard.language) if s.slot == "greeting"), None)
    if label and (not own or _is_all(label, heard)):
        return _labelled(label, heard)
    return ([], heard) if own or not _CUE.search(heard.text) else _quoted(heard)


def _is_all(label: Section, heard: Heard) -> bool:
    """Nothing but the greeting, where steps and tools may have such names, too."""
    return not heard.text[: label.start].strip() and "\n" not in heard.text.strip()


def _labelled(label: Section, heard: Heard) -> tuple[list[Found], Heard]:
    """All of the line behind "Greeting:"; one within a line goes on to its last question, or ends with its sentence."""
    line = heard.text[label.start :].lstrip("\n").split("\n")[0]
    following = [s.start for s in sections(heard.text, heard.language) if s.start > label.start]
    rest = heard.text[label.end : min([label.start + len(line), *following])]
    more = rest[: max(rest.rfind("?"), rest.rfind("？")) + 1]
    said = label.text + more
    whole = heard.with_text(blank(heard.text, label.start, label.end + len(more)))
    if (left := _left_open(label, said, whole, heard)) is not None:
        return left
    found = READERS["greeting"].answer(said, heard) if _RUNS_ON.search(said) else []
    return (found, whole) if found else ([], heard)


def _left_open(label: Section, said: str, whole: Heard, heard: Heard) -> tuple[list[Found], Heard] | None:
    """ "You decide. What else?", "none. Why do you ask?", "can I change it later?": said to Parley, no first words."""
    first, *more = sentences(said) or [""]
    if not all(s.rstrip().endswith(("?", "？", "؟")) for s in more):
        return None
    begin = label.end - len(label.text)
    bare = heard.with_text(blank(heard.text, label.start, begin))
    rest, evaded = unevaded(first, heard.language)
    if evaded and not re.search(r"\w", rest):
        if "greeting" not in heard.asked.topics:
            return ([] if heard.draft.get("greeting") else assumed("greeting", heard.draft, heard.language)), whole
        return [], heard.with_text(blank(bare.text, begin + said.index(first) + len(first), begin + len(said)))
    if says_nothing(first, heard.language):
        return [Found("greeting", None, first.strip())], whole
    return ([], bare) if inquired(first, heard.language) not in ("", "sense") else None


def _quoted(heard: Heard) -> tuple[list[Found], Heard]:
    match = heard.language.rx(_GREETS).search(heard.text)
    said = (match["double"] or match["single"]).strip() if match else ""
    if not match or not _RUNS_ON.search(said):
        return [], heard
    before = _SENTENCE.split(heard.text[: match.start()])[-1]
    if heard.language.rx(_OTHERWISE).search(f"{before} {match[0][: match.start('quoted') - match.start()]}"):
        return [], heard
    lead = _CLAUSE.split(before)[-1]
    start = match.start() - (len(lead) if len(lead.split()) <= 2 else 0)  # "Ada greets ...": who does is no value
    return [Found("greeting", said, said, confidence=SURE)], heard.with_text(blank(heard.text, start, match.end()))
