"""A rule and who does instead what it forbids, in one breath: "never discuss prices, for that it hands over to the
office" is both a rule and a handover."""

import re

from orchestrator.guide.clauses import JOINTS
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.takers import taker
from orchestrator.guide.text import blank
from orchestrator.guide.verbs import begins_with_deed, first_word
from orchestrator.values import Escalation

_JOINT = r"(?:[ ]*[,;.!:]|[ ]+[–—-])[ ]+(?:(?:@and|@but|so)(?!\w)[ ]+)?"
_TO = r"(?P<to>(?:[^,;.!?:\n]|\.(?=\w)|(?<=[DM]r)\.){2,60})"
_HANDS = (
    rf"{_JOINT}(?:(?:(?P<that>@for_that)|(?P<case>@in_that_case))(?!\w)[ ,]+)?"
    r"(?P<who>(?:@tool_it|he|she|@agent)[ ]+(?:(?:must|should|shall|will|can|then|always|just|please)[ ]+)*)?"
    rf"(?:(?P<on>@hands_on)|@handover)(?!\w)[ ]*(?:to[ ]+)?{_TO}"
)
_TAKES = (
    rf"{_JOINT}(?:(?:(?P<that>@for_that)|(?P<case>@in_that_case))(?!\w)[ ,]+)?"
    rf"(?:(?P<by>@taken_by)[ ]+{_TO}"
    r"|(?P<who>[^,;.!?:\n]{2,40}?)[ ]+(?:@takes_over)(?!\w)(?:[ ]+(?:(?P<last>@for_that_last)|@hands_on_tail)(?!\w))?)"
)
_BACK = r"[ ]+(?:(?P<that>@for_that_last)|@hands_on_tail)$"
_LONGEST = 300
_FORBIDS = r"@forbids|(?<!\w)(?:@negator)(?!\w)"
# Nobody is somebody to hand over to, and a rule against handing over has none.
_NOBODY = r"^(?:@negator|@tool_it|@for_that|@in_that_case|then|nobody|them)(?!\w)|(?<!\w)(?:@if_word)(?!\w)"


def forbidden_and_handed(heard: Heard) -> tuple[list[Found], Heard]:
    """(the rules and handovers told so, what is left to read)"""
    if heard.asked.topics == ("greeting",):
        return [], heard
    found: list[Found] = []
    for shape in (_HANDS, _TAKES):
        for match in heard.language.rx(shape).finditer(heard.text):
            told, start, end = _both(match, heard)
            if told:
                found += told
                heard = heard.with_text(blank(heard.text, start, end))
    return found, heard


def _both(match: re.Match[str], heard: Heard) -> tuple[list[Found], int, int]:
    """(rule and handover, where the rule begins and the handover ends)"""
    told = {name: words for name, words in match.groupdict().items() if words}
    named = (told.get("to") or told["who"]).strip()
    back = heard.language.rx(_BACK).search(named)
    points = bool({"that", "by", "on", "last"} & set(told) or (back and back["that"]))
    to = taker(named[: back.start()] if back else named, heard)
    start, rule = _rule(heard.text[: match.start()], heard)
    strong = heard.language.rx(r"(?<!\w)(?:@rule_strong)(?!\w)").search(rule) and {"who", "case"} & set(told)
    if not rule or not to or not (points or strong) or heard.language.rx(_NOBODY).search(to):
        return [], 0, 0
    rules = _rules(rule, heard)
    quote = f"{rule}{match[0]}".strip()
    handed = [Escalation(when=_about(str(f.value), heard), to=to) for f in rules]
    told_to = [Found("escalation", case, quote, confidence=PARTIAL) for case in handed]
    return [*rules, *told_to], start, match.end()


def _rule(before: str, heard: Heard) -> tuple[int, str]:
    """(where it begins, with its joint, the clause of the last sentence that forbids); none where it is a case"""
    last = max(len(before) - _LONGEST, *(before.rfind(sign) + 1 for sign in ".!?;\n"))
    if heard.language.rx(r"(?<!\w)(?:@if_word)(?!\w)|^\W*(?:@people|@rule_not_of)(?!\w)").search(before[last:]):
        return 0, ""
    joints = [*heard.language.rx(JOINTS).finditer(before, last)]
    starts = [(last, last), *((joint.start(), joint.end()) for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(before)]
    forbids = heard.language.rx(_FORBIDS)
    clauses = ((at, start) for (at, start), end in zip(starts, ends, strict=True) if forbids.search(before, start, end))
    at, start = next(clauses, (0, len(before)))
    return at, before[start:].strip()


def _rules(rule: str, heard: Heard) -> list[Found]:
    from orchestrator.guide.readers import READERS

    return READERS["guardrails"].answer(rule.strip(), heard)


def _about(rule: str, heard: Heard) -> str:
    """What a rule is about: "Never discuss prices" is about prices."""
    words = heard.language.rx(r"^(?:(?:@rule_frame|@negator)(?!\w)[ ,]*)+").sub("", rule)
    if heard.language.code == "en" and begins_with_deed(words, heard.language):
        words = words[len(first_word(words, heard.language)) :]
    words = heard.language.rx(r"^(?:[ ]*(?:@rule_about)(?!\w))+|(?:[ ,]+(?:@rule_frame|@negator))+[ .!]*$").sub(
        "", words
    )
    return heard.language.small(words.strip(" .!,") or rule)
