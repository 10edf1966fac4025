"""Secrets told beside one another: "X and Y", "was X, now Y", "X (old), Y (new)", "not X but Y", "from X to Y"."""

import re
from collections.abc import Callable, Iterator

from orchestrator.guide.secret_values import Span, is_last_word, looks, surely, value_at
from orchestrator.guide.secret_words import CJK, rx

_MOST = 5
_NOTE = r"(?P<note>\s{0,2}\([^()\n]{1,30}\))?"
_ON = r"[,;，；、]?\s{0,2}(?:\w{1,12}(?:[,;，；、]\s{0,2}|\s{1,2})){0,3}?"
_LINK = r"\s{0,2}(?:(?:@is|@own)\s{0,2}){0,3}"
_JOINT = (
    rf"{_NOTE}(?:{_ON}(?P<now>@now){_LINK}|{_ON}(?P<other>@other){_LINK}"
    r"|\s{0,2}(?P<to>@to)\s{0,2}(?:@now\s{0,2})?|\s{0,2}(?P<and>[,;/|+&]|@and)?\s{0,2})"
)
_FROM = r"(?:@from)[\s\"'`“„«]{0,3}$"
_CHANGED = (
    r"[^\n.!?;。！？；]{0,40}?(?:@from|@not(?:\s{1,3}@is)?)\s{0,3}"
    rf"(?P<old>[^\s{CJK}]{{3,60}}?)(?=[\s,;{CJK}])(?:\s{{0,3}}@to|{_ON}(?:@other|@now)){_LINK}"
)


def further(text: str, begun: Span, beside: Callable[[str, bool], bool] = looks) -> Iterator[Span]:
    """Those that follow a secret in a row; `beside` judges one that no word joins to it."""
    for _ in range(_MOST):
        joint = rx(_JOINT).match(text, begun[1])
        span = value_at(text, joint.end()) if joint else None
        if span is None or not joint or not joint[0] or not _follows(text, begun, joint, span, beside):
            return
        yield span
        begun = span


def _follows(text: str, begun: Span, joint: re.Match[str], span: Span, beside: Callable[[str, bool], bool]) -> bool:
    """Whether what stands behind such a joint is one more: how much it must look like one depends on the joint."""
    value = text[slice(*span)]
    if not looks(value, False) or surely(value, False):
        return surely(value, False)
    if joint["now"] or joint["note"]:
        return True
    if joint["to"]:
        return bool(rx(_FROM).search(text[max(0, begun[0] - 16) : begun[0]]))
    if joint["other"]:
        return is_last_word(text, span)
    return not joint["and"] and beside(value, False)


def changed(text: str, at: int) -> Iterator[Span]:
    """Both of "... from X to Y", "... not X but Y", where both look like secrets."""
    told = rx(_CHANGED).match(text, at)
    new = value_at(text, told.end()) if told else None
    if told and new and looks(told["old"], False) and looks(text[slice(*new)], False):
        yield told.span("old")
        yield new
