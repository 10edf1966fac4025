"""People who correct themselves while they type: "Swift. No wait, Haul.", "phone and mail, I mean SMS". What they
took back is gone."""

import re

from orchestrator.guide.language import Language
from orchestrator.guide.text import blank

_DISCARD = (
    r"[ ]*[,;.–—(-]*[ ]*(?<![\w'])(?:(?:no|oh|ah|hm+|sorry|actually|ok|wait)[, ]+)*(?:scratch"
    r"|strike|forget|ignore|cancel|delete)[ ]+(?:that|this|what[ ]+i[ ]+(?:just[ ]+)?said"
    r"|the[ ]+last[ ]+(?:one|bit|part))(?![\w'])[ ]*[.,;:!–—)-]*[ ]*"
)
_RETHINK = (
    r"[ ]*[,;.–—(…-]*[ ]*(?<![\w'])(?:(?:oh|ah|hm+|um+|erm?|uh+|oops|sorry|actually|well)[,. "
    r"]+)*(?:no[,. ]+wait|wait[,. ]+no|hang[ ]+on|hold[ ]+on|wait(?=[,. ])|no[,. ]+(?:sorry"
    r"|actually|rather|not[ ]+that|make[ ]+(?:that|it))|actually[, ]+no|oops|sorry[, ]+(?:i"
    r"[ ]+mean[t]?|make[ ]+that|not|no)|i[ ]+mean[t]?(?![ ]+(?:it|that|this|well|what))"
    r"|correction|make[ ]+that|or[ ]+rather|on[ ]+second[ ]+thoughts?|let[ ]+me[ ]+correct"
    r"[ ]+(?:that|myself)|i[ ]+take[ ]+that[ ]+back)(?![\w'])[ ]*[.,;:!–—…)-]*[ ]*"
)
_NOT = re.compile(r"\s*(?:not|no|without|minus)\s+(?P<what>[^,;.!?\n]{1,40})", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^[^.!?\n]{0,60}?(?:,\s*not|\binstead of|\brather than)\s+(?P<what>[^,;.!?\n]{1,40})", re.IGNORECASE
)


def resolved(text: str, language: Language, *, single: bool) -> str:
    """The text without what was taken back in it and without the words that took it back. `single`: only one value
    was asked for.

    What a message begins with is a correction of an earlier one and stays.
    """
    for pattern, resolve in ((_DISCARD, _discarded), (_RETHINK, _rethought)):
        while (match := _first(text, language.rx(pattern))) is not None:
            text = blank(resolve(text, match, single), *match.span())
    return text


def _first(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return next((m for m in pattern.finditer(text) if re.search(r"\w", text[: m.start()])), None)


def _discarded(text: str, match: re.Match[str], single: bool) -> str:
    return blank(text, _sentence_start(text, match.start()), match.start())


def _sentence_start(text: str, end: int) -> int:
    head = text[:end].rstrip(" .!?;,\n")
    return max(head.rfind(". "), head.rfind("! "), head.rfind("? "), head.rfind("\n"), head.rfind("; "), -1) + 1


def _rethought(text: str, match: re.Match[str], single: bool) -> str:
    after = text[match.end() :]
    named = _NOT.match(after) or _INSTEAD.match(after)
    if named:
        return _without(
            text,
            named["what"],
            match.start(),
            match.end() + named.start(),
            match.end() + named.end(),
            bool(_NOT.match(after)),
        )
    if single or _same_start(text, match, after):
        return blank(text, _sentence_start(text, match.start()), match.start())
    return blank(text, _item_start(text, match.start()), match.start(), " ")


def _without(text: str, what: str, before: int, start: int, end: int, is_bare: bool) -> str:
    """Take a named thing out of what was said before; "not X" itself goes too."""
    words = r"\W+".join(re.escape(w) for w in re.findall(r"\w+", what)[:4])
    for found in reversed(list(re.finditer(rf"(?i)(?<!\w){words}(?!\w)", text[:before]))):
        text = blank(text, *found.span(), " ")
    return blank(text, start, end, " ") if is_bare else text


def _same_start(text: str, match: re.Match[str], after: str) -> bool:
    """ "pianos go to Jan. no wait, pianos go to Piet": the whole sentence is said anew."""
    old = re.findall(r"\w+", text[_sentence_start(text, match.start()) : match.start()].casefold())[:6]
    new = re.findall(r"\w+", re.split(r"[.!?\n]", after)[0].casefold())
    return len(old) > 2 and len(new) > 2 and len(set(old[:2]) & set(new[:3])) > 0


def _item_start(text: str, end: int) -> int:
    """The start of the last item before: after a comma, "and", or the sentence's start."""
    start = _sentence_start(text, end)
    joints = list(
        re.finditer(r"[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|\+|n|to|on|by|via|in)\s+", text[start:end].rstrip(" ,;."))
    )
    return start + joints[-1].end() if joints else start
