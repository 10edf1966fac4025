"""Orders to the interviewer inside a message: they are data, never followed, and never become values."""

import re

from orchestrator.guide.language import Language
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank

_TAGGED = re.compile(
    r"<(admin|system|instructions?|prompt|secret|override|script|spec|assistant"
    r"|developer)\b[^<>\n]{0,200}>[^<\n]{0,500}(?:</\1>)?",
    re.IGNORECASE,
)
_PIPED = re.compile(
    r"(?:\b(?:run|execute|call|do|try)\s+)?\b(?:curl|wget)\s[^\n|]{3,300}\|\s*(?:sudo\s+)?(?:ba|z)?sh\b[^\n]{0,200}",
    re.IGNORECASE,
)
_TEMPLATE = (
    r"\{\{[^{}\n]{0,80}(?:(?<!\w)@template(?!\w))[^{}\n]{0,80}\}\}"
    r"|\$\{[^{}\n]{0,80}(?:(?<!\w)@template(?!\w))[^{}\n]{0,80}\}|<%[^%\n]{0,120}%>"
    r"|\{%[^%\n]{0,120}%\}"
)
_ORDER = r"(?<![\w'])(?:@injection)(?![\w'])"
_ABOUT_AGENT = (
    r"(?:(?<!\w)(?:@negator|must not|should not|may not|asks?|asked|asking|tries|try|wants?"
    r"|told|if|when|someone|somebody|users?|people|customers?|requests?|attempts?|refuse[sd]?"
    r"|avoid)(?!\w)[^.!?\n]{0,60}|(?:@agent|it)[ ]+(?:@modal)[ ]+(?:\w+[ ]+){0,3})$"
)


def defused(text: str, language: Language) -> tuple[str, bool]:
    """(the text with such orders taken out, whether there were any); the rest of the message stays in place."""
    found = False
    for pattern in (_TAGGED, _PIPED, language.rx(_TEMPLATE)):
        for match in reversed(list(pattern.finditer(text))):
            text, found = blank(text, *match.span()), True
    at = 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        order = _order(sentence, language)
        if order is not None:
            text, found = blank(text, start + order, at), True
    return text, found


def _order(sentence: str, language: Language) -> int | None:
    """Where an order begins in a sentence; the clause it stands in goes with it. A rule for the agent is none."""
    for match in language.rx(_ORDER).finditer(sentence):
        before = sentence[: match.start()]
        if not language.rx(_ABOUT_AGENT).search(before):
            return _clause_start(before, language)
    return None


def _clause_start(before: str, language: Language) -> int:
    joints = [m.end() for m in language.rx(r"[,;:–—]|(?<!\w)(?:and|also|but|then|oh)(?!\w)").finditer(before)]
    start = joints[-1] if joints else 0
    while joints and not re.search(
        r"\w{3}", language.rx(r"(?<!\w)(?:@filler|@interjection|also|then|and|but)(?!\w)").sub("", before[:start])
    ):
        return 0
    return len(before[:start].rstrip(" ,;:–—")) if start else 0
