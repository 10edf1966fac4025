"""The conversation step by step: numbered, told as a story, with arrows, or written like code; with its branches."""

import re

from orchestrator.guide.branches import act_of, condition_of, is_condition, split_condition, unsubjected
from orchestrator.guide.clean import led, trimmed
from orchestrator.guide.deeds import deeds
from orchestrator.guide.flow import Flow, negated
from orchestrator.guide.heard import PARTIAL, Found, Heard
from orchestrator.guide.lists import Line, lines
from orchestrator.guide.runon import unrun
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.stepping import plain, steps
from orchestrator.guide.targets import stems
from orchestrator.guide.verbs import begins_with_deed

_IFS = r"(?:only[ ]+)?(?:@if_branch)(?![\w'])"
_SPLIT = (
    rf"(?P<by>[ ]*[,;.–—-]?[ ]*(?:(?:and|but|or|so|then|also|while)[ ,]+)*)(?<![\w'])(?=(?:{_IFS}|@else_inner)(?!\w))"
)
_STARTS_IF = (
    rf"^(?:(?:@filler|@sequencer|except|also)[ ,:]+)*(?P<if>{_IFS}|should(?=[ ]+(?:the|a|an"
    rf"|they|it|he|she|someone|somebody)[ ])|for(?=[ ][^,]{{3,40}},[ ])|where(?=[ ]))"
    rf"[ ]*(?P<rest>.*)$"
)
_STARTS_ELSE = (
    r"^(?:(?:@filler|@sequencer|and|but)[ ,:]+)*(?P<else>@else)(?!\w)"
    r"(?!(?<=t)[ ]+(?:have|want|need|know|like|agree|answer|respond|get|find|remember"
    r"|accept)(?!\w))[ ,:;–—-]*(?:(?:@arrow|then)[ ]*)?(?P<act>.*)$"
)
_ASKS = (
    r"(?<!\w)(?:ask|check|see|say|tell|know|find[ ]+out|verif|confirm|decid|determin|look"
    r"|explain|inform|show|clarif|remember|understand|note|find|wonder|test|doubt|announce"
    r"|mention|report|describe|judge)(?:\w{0,4})(?:[ ]+(?:\w+|'){1,3}){0,3}[ ]*$"
)
_ARROW = r"[ ]*(?:@arrow)[ ]*|[ ]+>[ ]+(?!\d)"
_NOT_A_RULE = r"^(?:you|i|we|my|our|i'm|you're|we're|the[ ]+girls)(?![\w])"
_YES_NO = (
    r"^(?P<if>[^?]{3,80})\?[ ]*(?:if[ ]+)?(?:yes|yep|so)[ ]*[:,>→–—-]+"
    r"[ ]*(?P<then>[^;,.]{2,80})(?:[;,.]?[ ]*(?:and[ ]+)?(?:if[ ]+)?(?:no|not|otherwise|else)"
    r"[ ]*[:,>→–—-]+[ ]*(?P<else>.{2,80}))?$"
)
_LABELLED = r"^(?P<label>[^:.,]{3,40}):[ ]+(?P<act>\S.*)$"
_GETS = r"^(?P<who>[\w' -]{3,40}?)[ ]+(?:gets?|receives?)[ ]+(?P<what>\S.*)$"
_TURNS_AWAY = r"(?:@adverb[ ]+)*(?:@turns_away)(?!\w)"
_STORY_LENGTH = 8
# Where none of these stands, the deeds are told in another language and cannot be told from their first words.
_ENGLISH = re.compile(r"(?i)\b(?:the|and|it|is|are|they|them|to|of|with|then|you|we)\b")


def answer(text: str, heard: Heard) -> list[Found]:
    flow = Flow(heard.language)
    told = [
        line
        for line in lines(unrun(_opened(text), heard.language))
        if not line.heading or (line.marked and not line.title) or _is_condition_line(line, heard)
    ]
    telling = _telling(told)
    for line in told:
        if line.numbered:
            flow.begin_item()
        if _yes_no(line.text, flow, heard):
            continue
        for sentence in sentences(line.text):
            _read(sentence, flow, heard, "list" if line.marked else telling)
    return flow.found()


def _opened(text: str) -> str:
    """Code marks around a step would hide its condition, as would a question mark before an arrow: blanks in their
    place. "Instead:" is no step."""
    text = re.sub(
        r"(?i)^\W*(?:no,[ ]*)?(?:instead|rather|(?:the[ ]+)?new (?:steps|workflow|flow))(?:[ ]*[:,]|[ ]+are:?)",
        "",
        text,
    )
    return re.sub(r"\?(?=\s*(?:[-–—=]{1,2}>|[→➜⇒]))", " ", text.replace("`", " "))


def _yes_no(text: str, flow: Flow, heard: Heard) -> bool:
    """ "refundable? yes: refund; no: explain" """
    match = heard.language.rx(_YES_NO).match(text)
    if not match:
        return False
    asked = deeds(plain(match["if"], heard), heard.language, share=False)
    for piece in asked[:-1]:
        flow.step(act_of(piece, heard), piece)
    flow.branch(condition_of(asked[-1], heard), act_of(match["then"], heard), text)
    flow.otherwise(act_of(match["else"] or "", heard), text)
    return True


def _is_condition_line(line: Line, heard: Heard) -> bool:
    return bool(heard.language.rx(_STARTS_IF).match(line.text))


def _telling(told: list[Line]) -> str:
    """How strictly to listen: in whole sentences only deeds are steps, in a long "story" only deeds of the agent."""
    if told and not _ENGLISH.search(" ".join(line.text for line in told)):
        return "list"
    unmarked = [s for line in told if not line.marked for s in sentences(line.text)]
    if len(unmarked) > _STORY_LENGTH:
        return "story"
    return "prose" if sum(len(s.split()) > 6 for s in unmarked) >= 2 else "list"


def _read(sentence: str, flow: Flow, heard: Heard, telling: str) -> None:
    for part in cut(sentence, re.compile(r"[ ]*;[ ]*")):
        segments = cut(part, heard.language.rx(_ARROW))
        listed = cut(part, re.compile(r",[ ]+"))
        if len(segments) > 1 and len(listed) > 1 and _are_apart(listed, heard):
            for piece in listed:
                _read(piece, flow, heard, "list")
        elif len(segments) > 1:
            _read_chain(segments, flow, heard)
        else:
            _read_part(part, flow, heard, telling)


def _are_apart(listed: list[str], heard: Heard) -> bool:
    """ "check stock, in stock -> sell, out of stock -> order": each condition with its arrow stands between commas."""
    arrows = [len(heard.language.rx(_ARROW).findall(piece)) for piece in listed]
    ledby = [piece for piece, n in zip(listed, arrows, strict=True) if n]
    return (
        max(arrows) == 1
        and len(ledby) > 1
        and all(is_condition(heard.language.rx(_ARROW).split(piece)[0], heard, alone=True) for piece in ledby)
    )


def _read_chain(segments: list[str], flow: Flow, heard: Heard) -> None:
    """a -> b -> c: steps, but a condition before an arrow leads to what stands behind it."""
    at = 0
    while at < len(segments):
        segment, following = segments[at], segments[at + 1] if at + 1 < len(segments) else ""
        otherwise = heard.language.rx(_STARTS_ELSE).match(segment)
        condition = "" if otherwise else is_condition(segment, heard, alone=len(segments) == 2)
        if following and (condition or (otherwise and not otherwise["act"].strip())):
            _branch_or_else(condition, following, segment, flow, heard)
            at += 2
        else:
            _read_part(segment, flow, heard, "list")
            at += 1


def _branch_or_else(condition: str, following: str, quote: str, flow: Flow, heard: Heard) -> None:
    action, _, rest = _before_else(following, heard)
    if condition:
        flow.branch(condition, act_of(action, heard), quote)
    else:
        flow.otherwise(act_of(action, heard), quote)
    if rest:
        _read_part(rest, flow, heard, "list")


def _before_else(text: str, heard: Heard) -> tuple[str, str, str]:
    match = heard.language.rx(r"[ ,;]+(?=(?:@else_inner)(?!\w))").search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _read_part(part: str, flow: Flow, heard: Heard, telling: str) -> None:
    """One sentence: its clauses before, under and after "if" and "otherwise"."""
    mine = 0
    if _named_case(part, flow, heard) or _who_gets_what(part, flow, heard):
        return
    for clause in _clauses(part, heard):
        otherwise = heard.language.rx(_STARTS_ELSE).match(clause)
        conditional = None if otherwise else heard.language.rx(_STARTS_IF).match(clause)
        if otherwise:
            mine += _otherwise(otherwise["act"], clause, flow, heard, telling)
        elif conditional:
            mine += _conditional(conditional, clause, mine, flow, heard, telling)
        else:
            mine += steps(clause, flow, heard, telling)


def _otherwise(act: str, clause: str, flow: Flow, heard: Heard, telling: str) -> int:
    """What happens else, and the steps after it; of this way alone where the other has come to its end ("say no")."""
    action, joint, after = _then_after(act)
    if after and "final" not in joint and heard.language.rx(_TURNS_AWAY).match(flow.open_action):
        action, after = f"{act_of(action, heard)}, then {act_of(after, heard)}", ""
    flow.otherwise(act_of(action, heard), clause)
    return steps(after, flow, heard, telling) if after else 0


def _named_case(part: str, flow: Flow, heard: Heard) -> bool:
    """ "Question: answer from the FAQ", after a step that tells questions from other things."""
    match = heard.language.rx(_LABELLED).match(trimmed(part))
    if not match or not stems(match["label"]) or not stems(match["label"]) <= stems(flow.last_step):
        return False
    flow.branch(condition_of(match["label"], heard), act_of(match["act"], heard), part)
    return True


def _who_gets_what(part: str, flow: Flow, heard: Heard) -> bool:
    """ "Members get a direct answer, others get the link": a branch for each."""
    pieces = [
        heard.language.rx(_GETS).match(trimmed(p))
        for p in cut(
            part, re.compile(r"[,;][ ]+(?:and[ ]+|but[ ]+)?|[ ]+(?:and|but|while)[ ]+(?=[\w -]{3,40}[ ]gets?[ ])")
        )
    ]
    if flow.is_empty or not all(
        m
        and heard.language.rx(r"(?<!\w)(?:@people|others?)(?!\w)").search(m["who"])
        and not heard.language.rx(r"^(?:the|a|an|it|they)\b").match(m["who"])
        for m in pieces
    ):
        return False
    for match in pieces:
        if match:
            flow.branch(match["who"], f"give {match['what'].rstrip('.')}", part)
    return True


def _clauses(part: str, heard: Heard) -> list[str]:
    """The sentence cut before each "if" and "otherwise" that is not the object of asking or telling."""
    starts, seen = [0], -1
    for match in heard.language.rx(_SPLIT).finditer(part):
        before = part[: match.start()]
        if not before.strip() or match.end() == seen:  # the same "if" again, without the "and" before it
            continue
        seen = match.end()
        if not (
            not set(match["by"]) & set(",;.") and _asks_if(before, match["by"], part[match.end() :], heard)
        ) and not _in_brackets(before):
            starts.append(match.end())
    pieces = [part[s:e] for s, e in zip(starts, [*starts[1:], len(part)], strict=True)]
    return [p for p in (_without_joint(piece, heard) for piece in pieces) if p]


def _asks_if(before: str, by: str, rest: str, heard: Heard) -> bool:
    """ "ask if they smoke": no case. "ask what is wrong and if it is urgent call the vet" is one: somebody acts."""
    if not heard.language.rx(_ASKS).search(before):
        return False
    following = heard.language.rx(_SPLIT).split(heard.language.rx(_STARTS_IF).sub(r"\g<rest>", rest), maxsplit=1)[0]
    acts = split_condition(following, heard)[1]
    return not (by.strip() and acts and begins_with_deed(acts, heard.language, strict=True))


def _in_brackets(before: str) -> bool:
    return before.count("(") > before.count(")")


def _without_joint(piece: str, heard: Heard) -> str:
    return (
        heard.language.rx(r"(?:[ ,;–—-]+(?:(?<!\w)(?:and|but|or|so|then|also|while)(?!\w)[ ,]*)*)?$")
        .sub("", piece)
        .strip()
    )


def _conditional(match: re.Match[str], clause: str, mine: int, flow: Flow, heard: Heard, telling: str) -> int:
    """A clause that begins with "if"; returns how many steps of this sentence it added or took back."""
    word, rest = match["if"].casefold(), match["rest"]
    if flow.is_empty and word.startswith("when") and "," in rest:
        return steps(rest.split(",", 1)[1], flow, heard, telling)
    condition, action = split_condition(rest, heard)
    if telling == "story" and heard.language.rx(_NOT_A_RULE).match(condition):
        return 0
    added = 0
    if not action and mine:
        action, added = flow.take_back(), -1
    if telling == "story" and not begins_with_deed(unsubjected(led(action, heard.language), heard), heard.language):
        return 0
    condition = _meant(condition_of(condition, heard), flow, heard)
    plain_action = heard.language.rx(r"^(?:and[ ]+)?in[ ]+(?:which|that)[ ]+case[ ,]+").sub("", action)
    if "unless" in word and plain_action == action:
        condition = negated(condition, heard.language)
    action = plain_action
    action, _, after = _then_after(action)
    flow.branch(condition, act_of(action, heard), clause)
    return added + (steps(after, flow, heard, "list") if after else 0)


def _then_after(action: str) -> tuple[str, str, str]:
    match = re.search(r"[.,;][ ]+(?:and[ ]+)?(?:then|at[ ]+the[ ]+end|finally|afterwards)[ ,]+", action, re.I)
    return (action[: match.start()], match[0], action[match.end() :]) if match else (action, "", "")


def _meant(condition: str, flow: Flow, heard: Heard) -> str:
    """ "if yes", "if so" mean what was just asked; "if no" its opposite."""
    asked = flow.asked_condition()
    if asked and heard.language.rx(r"(?:yes|so|they[ ]+(?:do|are|have)|it[ ]+is|it[ ]+does|there[ ]+is)").fullmatch(
        condition
    ):
        return asked
    if asked and heard.language.rx(r"(?:no|not)").fullmatch(condition):
        return negated(asked, heard.language)
    return condition


def mention(sentence: str, heard: Heard) -> list[Found]:
    """A rule of the flow said elsewhere: "if..., then..., otherwise..."."""
    if not (
        heard.language.rx(rf"(?<!\w){_IFS}").search(sentence)
        and heard.language.rx(r"(?<!\w)(?:otherwise|else|if[ ]+not)(?!\w)").search(sentence)
    ):
        return []
    return [Found("workflow", f.value, f.quote, confidence=PARTIAL) for f in answer(sentence, heard)]
