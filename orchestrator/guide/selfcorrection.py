"""People who correct themselves while they type: "Swift. No wait, Haul.", "phone and mail, I mean SMS". What they
took back is gone."""

import re
from itertools import islice

from orchestrator.guide.language import Language
from orchestrator.guide.text import blank

MOST = 30  # second thoughts of a kind in one message; who has more means none of them
_DISCARD = (
    r"[ ]*[,;.–—(-]*[ ]*(?<![\w'])(?:(?:no|oh|ah|hm+|sorry|actually|ok|wait)[, ]+){0,4}(?:scratch"
    r"|strike|forget|ignore|cancel|delete)[ ]+(?:that|this|what[ ]+i[ ]+(?:just[ ]+)?said"
    r"|the[ ]+last[ ]+(?:one|bit|part))(?![\w'])[ ]*[.,;:!–—)-]*[ ]*"
)
_RETHINK = (
    r"[ ]*[,;.–—(…-]*[ ]*(?<![\w'])(?:(?:oh|ah|hm+|um+|erm?|uh+|oops|sorry|actually|well)[,. "
    r"]+){0,4}(?:no[,. ]+wait|wait[,. ]+no|hang[ ]+on|hold[ ]+on|wait(?=[,.!]|[ ]+(?:no|it|i)(?!\w))"
    r"|no[,. ]+(?:sorry"
    r"|actually|rather|not[ ]+that|make[ ]+(?:that|it))|actually[, ]+no(?=[,.;])"
    r"|(?:sorry|actually)[, ]+(?=(?:just|only)[ ]|[^,.;!?\n]{2,30}[ ]only[ .!]*(?:$|\n))|oops|sorry[, ]+(?:i"
    r"[ ]+mean[t]?|make[ ]+that|not|no)|i[ ]+mean[t]?(?![ ]+(?:it|that|this|well|what))"
    r"|correction|make[ ]+that|or[ ]+rather|on[ ]+second[ ]+thoughts?|let[ ]+me[ ]+correct"
    r"[ ]+(?:that|myself)|i[ ]+take[ ]+that[ ]+back|@rethink)(?![\w'])[ ]*[.,;:!–—…)-]*[ ]*"
)
_FORGET = (
    r"[ ]*[,;.–—…-]*[ ]*(?<![\w'])(?P<oh>(?:(?:hm+|oh|ah|no|actually|ok|well|wait)[,. ]+){1,4})?(?:but[ ]+|and[ ]+)?"
    r"(?:forget|scratch|drop|leave[ ]+out|skip)[ ]+(?:about[ ]+)?(?:the[ ]+|that[ ]+)?(?P<what>[\w -]{3,30}?)"
    r"(?P<thing>[ ]+(?:thing|bit|part|one|stuff))?[ ]*(?=[.!;\n]|$)"
)
_NOT = re.compile(r"\s*(?:not|no|without|minus)\s+(?P<what>[^,;.!?\n]{1,40})", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?P<figure>\d[\d.,]*\d|\d)[.!]?\s*(?=$|\n|[A-Z])")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_ONLY = re.compile(r"(?:just|only)\s|[^,.;!?\n]{2,30}\sonly\W*(?:$|\n)", re.IGNORECASE)
_INSTEAD = re.compile(
    r"^[^.!?\n]{0,60}?(?:,\s*not|\binstead of|\brather than)\s+(?P<what>[^,;.!?\n]{1,40})", re.IGNORECASE
)


def resolved(text: str, language: Language, *, single: bool) -> str:
    """The text without what was taken back in it and without the words that took it back. `single`: only one value
    was asked for.

    What a message begins with is a correction of an earlier one and stays.
    """
    for pattern, resolve in ((_DISCARD, _discarded), (_FORGET, _forgotten), (_RETHINK, _rethought)):
        for match in islice(list(language.rx(pattern).finditer(text)), MOST):
            again = language.rx(pattern).match(text, match.start())
            if again and re.search(r"\w", text[: again.start()]):
                text = resolve(text, again, single)
    return text


def _discarded(text: str, match: re.Match[str], single: bool) -> str:
    return blank(text, _sentence_start(text, match.start()), match.end())


def _forgotten(text: str, match: re.Match[str], single: bool) -> str:
    """ "a, b, c... hmm, forget the b thing": the item goes that holds the words named; without one it is an answer."""
    wanted = set(re.findall(r"\w+", match["what"].casefold()))
    for item in re.finditer(r"[^,;.!?\n]+", text[: match.start()]) if match["oh"] or match["thing"] else ():
        if wanted <= set(re.findall(r"\w+", item[0].casefold())):
            return blank(blank(text, *item.span(), " "), *match.span())
    return text


def _sentence_start(text: str, end: int) -> int:
    head = text[:end].rstrip(" .!?;,\n")
    return max(head.rfind(". "), head.rfind("! "), head.rfind("? "), head.rfind("\n"), head.rfind("; "), -1) + 1


def _rethought(text: str, match: re.Match[str], single: bool) -> str:
    after = text[match.end() :]
    start = _sentence_start(text, match.start())
    named = _NOT.match(after) or _INSTEAD.match(after)
    if named:
        at = (match.end() + named.start(), match.end() + named.end())
        rest = _without(text, named["what"], match.start(), *at, is_bare=bool(_NOT.match(after)))
        return blank(rest, *match.span())
    if (number := _NUMBER.match(after)) and len(_FIGURE.findall(text[start : match.start()])) == 1:
        said = _FIGURE.sub(number["figure"], text[start : match.start()])
        return f"{text[:start]}{said}{text[match.end() + number.end() :]}"
    if single or _same_start(text, match, after) or _ONLY.match(after):
        return blank(text, start, match.end())
    if _is_sentence(text[start : match.start()], match, after):
        return blank(text, *match.span())
    return blank(text, _item_start(text, match.start()), match.end(), " ")


def _is_sentence(before: str, match: re.Match[str], after: str) -> bool:
    """A whole sentence before and another behind: the second corrects a part of the first, which stands otherwise."""
    ended = before.rstrip().endswith((".", "!", "?")) or match[0].lstrip().startswith((".", "!"))
    return ended and len(before.split()) > 5 and len(re.split(r"[.!?\n]", after)[0].split()) > 2


def _without(text: str, what: str, before: int, start: int, end: int, *, is_bare: bool) -> str:
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
