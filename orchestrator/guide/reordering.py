"""Steps put in, moved and swapped by talking: "before refunding, verify the customer", "swap steps 2 and 3"."""

import re
from collections.abc import Callable, Sequence

from orchestrator.facts import Fact
from orchestrator.guide.clean import talked, trimmed
from orchestrator.guide.heard import Found, Heard
from orchestrator.guide.targets import stems, texts
from orchestrator.guide.text import capital
from orchestrator.guide.verbs import begins_with_deed
from orchestrator.guide.walked import by_hand, walked
from orchestrator.values import Step

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HEAD = (
    r"^(?:(?:@filler|@interjection|@marker|please|no|then|can[ ]+you|could[ ]+you|we[ ]+should|it[ ]+should)"
    r"(?![\w'])[ ,:]*)*"
)
_ONE = r"[^,;:.!?\n]{1,50}?"
_END = r"[ .!?]*$"
_SWAP = (
    rf"{_HEAD}(?:swap|switch|exchange)[ ]+(?:the[ ]+)?(?P<s>steps?[ ]+)?(?P<one>{_ONE})[ ]+(?:and|with)[ ]+"
    rf"(?P<other>{_ONE}){_END}"
)
_MOVE = (
    rf"{_HEAD}(?:(?:move|put|place|shift)[ ]+(?P<one>{_ONE})[ ]+|(?P<one2>{_ONE})[ ]+(?:should|must|has[ ]+to"
    rf"|needs[ ]+to)"
    rf"[ ]+(?:come|go|be|happen|stand)[ ]+)(?:right[ ]+)?(?P<where>to[ ]+the[ ]+(?:start|beginning|top|front|end"
    rf"|bottom)"
    rf"|at[ ]+the[ ]+(?:start|beginning|top|front|end|bottom)|first|last|before|after|behind|in[ ]+front[ ]+of"
    rf"|ahead[ ]+of)"
    rf"[ ]*(?P<other>{_ONE})?{_END}"
)
_PUT_IN = (
    rf"{_HEAD}(?:(?:add|insert|include|put[ ]+in)[ ]+)?(?:(?:a|an|another|one[ ]+more)[ ]+(?:new[ ]+)?step[ ]+)?"
    rf"(?P<where>before|after|right[ ]+after|right[ ]+before|at[ ]+the[ ]+(?:end|start"
    rf"|beginning))[ ]*(?P<other>{_ONE})?"
    r"(?:[ ]*[,:][ ]*|[ ]+(?=(?:add|insert|it[ ]+(?:should|must|has)|we[ ]+(?:should|must|have|need)|always)(?!\w)))"
    rf"(?:(?:please|first|then|also|always|add|insert|do|a[ ]+step|the[ ]+step|to|it|we|@modal|@agent)[ ,:]+)*"
    rf"(?P<new>[^;\n]{{3,160}}?)(?:[ ]+first)?{_END}"
)
_ADD = (
    rf"{_HEAD}(?:add|insert|include|put)[ ]+(?:(?:a|the)[ ]+step[ ]*(?:to|that"
    rf"|:)?[ ]*)?(?P<new>[^;\n]{{3,120}}?)[ ]*,?[ ]+"
    rf"(?:right[ ]+)?(?P<where>before|after|as[ ]+the[ ]+(?:first|last)[ ]+step|at[ ]+the[ ]+(?:end|start|beginning))"
    rf"(?:[ ]+(?P<other>{_ONE}))?{_END}"
)
_DROP = (
    rf"{_HEAD}(?:drop|remove|delete|take[ ]+out|leave[ ]+out|get[ ]+rid[ ]+of)[ ]+(?:the[ ]+)?(?P<one>{_ONE})"
    rf"(?:[ ]+(?:from|in)[ ]+the[ ]+(?:workflow|flow|steps))?{_END}"
)
# Said as an answer about rules or cases, "before refunding, ..." may be one.
_RULES = {"guardrails", "escalation", "workflow", "goals", "metrics", "greeting", "knowledge"}
_START = re.compile(r"(?i)start|beginning|top|front(?!\s+of)|first")
_AFTER = re.compile(r"(?i)after|behind")
_LAST = re.compile(r"(?i)\bend\b|bottom|last")


def reordered(sentence: str, heard: Heard) -> list[Found]:
    """The steps a sentence puts in or moves, [] where it does no such thing with the steps of the draft."""
    steps = walked(heard.draft)
    if not steps or "greeting" in heard.asked.topics:
        return []
    ways: tuple[tuple[str, Callable[[re.Match[str], Sequence[Fact], Heard], list[Found]]], ...] = (
        (_SWAP, _swap),
        (_MOVE, _move),
        (_ADD, _put_in),
        (_PUT_IN, _put_in),
        (_DROP, _drop),
    )
    for pattern, way in ways:
        match = heard.language.rx(pattern).match(sentence)
        if match and (found := way(match, steps, heard)):
            return [Found("workflow", f.value, sentence, f.op, f.target, f.before) for f in found]
    return []


def _swap(match: re.Match[str], steps: Sequence[Fact], heard: Heard) -> list[Found]:
    one, other = (_meant(match[name], steps, numbered=bool(match["s"])) for name in ("one", "other"))
    if one is None or other is None or one == other:
        return []
    first, second = sorted((one, other))
    behind = steps[second + 1].text if second + 1 < len(steps) else ""
    return [_moved(steps[second], steps[first].text), _moved(steps[first], behind)]


def _moved(step: Fact, before: str) -> Found:
    return Found("workflow", None, "", "move", step.text, before)


def _move(match: re.Match[str], steps: Sequence[Fact], heard: Heard) -> list[Found]:
    words = match["one"] or match["one2"]
    at = _meant(words, steps)
    place = _place(match, steps, without=at)
    if place is None:
        return []
    if at is not None:
        return [_moved(steps[at], place)]
    return _fresh(words, place, _behind(match, steps, heard), heard)


def _drop(match: re.Match[str], steps: Sequence[Fact], heard: Heard) -> list[Found]:
    """What was put in by hand goes; by number any step, as they are counted with it."""
    own = [node.label for node in by_hand(heard.draft)]
    at = _meant(match["one"], steps) if own else None
    if at is None or (steps[at].text not in own and not re.fullmatch(r"(?i)step[ ]+\S+|\S+[ ]+step", match["one"])):
        return []
    return [Found("workflow", None, "", "remove", steps[at].text)]


def _put_in(match: re.Match[str], steps: Sequence[Fact], heard: Heard) -> list[Found]:
    if _RULES & set(heard.asked.topics) and not re.search(r"(?i)\b(?:steps?|insert|add)\b", match[0]):
        return []
    place = _place(match, steps)
    return [] if place is None else _fresh(match["new"], place, _behind(match, steps, heard), heard)


def _fresh(words: str, place: str, behind: str | None, heard: Heard) -> list[Found]:
    new = trimmed(talked(trimmed(words), heard.language)).rstrip(".! ")
    if not begins_with_deed(new, heard.language) or len(new.split()) > 20:
        return []
    return [Found("workflow", Step(step=capital(new)), "", target=behind, before=place)]


def _behind(match: re.Match[str], steps: Sequence[Fact], heard: Heard) -> str | None:
    """What was put in by hand and is named as what the new step comes after."""
    at = _meant(match["other"] or "", steps) if _AFTER.search(match["where"]) else None
    text = None if at is None else steps[at].text
    return text if text in [node.label for node in by_hand(heard.draft)] else None


def _place(match: re.Match[str], steps: Sequence[Fact], without: int | None = None) -> str | None:
    """The text of the step it goes before, "" for the end, None where that step is not in the draft."""
    rest = [step for index, step in enumerate(steps) if index != without]
    where, other = match["where"].casefold(), match["other"]
    if other is None or not other.strip():
        return rest[0].text if _START.search(where) and rest else "" if _LAST.search(where) else None
    at = _meant(other, steps)
    if at is None or at == without:
        return None
    if "before" in where or "front" in where or "ahead" in where:
        return steps[at].text
    behind = rest.index(steps[at]) + 1
    return rest[behind].text if behind < len(rest) else ""


def _meant(words: str, steps: Sequence[Fact], *, numbered: bool = False) -> int | None:
    """Which step is meant: by its number, its place, or the words it shares with no other as many."""
    body = words.strip().casefold()
    number = re.fullmatch(
        r"(?:the[ ]+)?(?:step[ ]+)?(?:number[ ]+|no\.?[ ]+|#)?(\d{1,2})(?:st|nd|rd|th)?(?:[ ]+step)?", body
    )
    if number and (numbered or "step" in body or "number" in body):
        return int(number[1]) - 1 if 0 < int(number[1]) <= len(steps) else None
    nth = re.fullmatch(rf"(?:the[ ]+)?(?P<nth>{'|'.join(_NTH)}|last)(?:[ ]+(?:step|one))?", body)
    if nth:
        at = len(steps) - 1 if nth["nth"] == "last" else _NTH.index(nth["nth"])
        return at if at < len(steps) else None
    wanted = stems(re.sub(r"(?<!\w)(?:steps?|that|we|it|they)(?!\w)", " ", body))
    shared = [len(wanted & stems(" ".join(texts(step.value)))) for step in steps]
    best = max(shared, default=0)
    return shared.index(best) if best and 2 * best >= len(wanted) and shared.count(best) == 1 else None
