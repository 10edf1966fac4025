"""A greeting in quotation marks, whatever was asked: its sentences and questions are the agent's, none of them is an
answer or a question to Parley."""

import re

from orchestrator.guide.heard import SURE, Found, Heard
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
_RUNS_ON = re.compile(r"[.!?…][ ]+\S|[?]")
_SENTENCE, _CLAUSE = re.compile(r"[.!?;\n]"), re.compile(r"[,:]")
# "If they greet ...", "First greet ...": a case or a step, no greeting.
_OTHERWISE = r"(?<!\w)(?:@if_word|@ordinal|@sequencer|never|don't|doesn't|shouldn't|mustn't)(?!\w)|^\W*\d"
# What is greeted here is asked for as such, or is a step.
_OWN = {"greeting", "workflow", "tools", "tool_details"}


def first_words(heard: Heard) -> tuple[list[Found], Heard]:
    """(the greeting that is quoted over several sentences or with a question, what is said beside it)"""
    if _OWN & set(heard.asked.topics) or not _CUE.search(heard.text):
        return [], heard
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
