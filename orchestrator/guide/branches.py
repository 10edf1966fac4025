"""Conditions and what follows from them: where one ends and the other begins."""

import re

from orchestrator.guide.clean import deed, led, reasoned, trailed, trimmed
from orchestrator.guide.heard import Heard
from orchestrator.guide.text import unmarked
from orchestrator.guide.verbs import begins_with_deed, finite, imperative, is_base, plain_form

_BOUND = r"[ ]*(?:,?[ ]*(?<!\w)then(?!\w)[ ,:]*|@arrow|:(?=\s)|,(?!\d))[ ]*"
_IF = r"^(?:(?:@filler|@sequencer|only|and|but|also)[ ,:]+)*(?:@if_branch|for)(?!\w)[ ]*"
_SUBJECT = (
    r"^(?:(?:@pronoun|@agent)(?:'(?:ll|d|s))?(?:[ ]+(?:@modal|@adverb|@sequencer)(?![\w']))*"
    r"[ ]+(?=\w)|(?:@modal)[ ]+(?=\w))"
)
_WORD = re.compile(r"[\w'’/-]+")
_NO_START = frozenset(
    (
        "to not can can't cant cannot don't dont doesn't doesnt will would could should must they we i you "
        "people customers the a an their his her our my for of in on no any is are and or with about by at "
        "from without more less first new same this that it's its next last"
    ).split()
)
_CONDISH = (
    r"^(?:yes|no|not|known|unknown|found|missing|member|urgent|new|existing|returning|over"
    r"|under|above|below|more|less|fewer|older|younger|within|after|before|up[ ]+to|at"
    r"[ ]+least|at[ ]+most|none|valid|invalid|match|success|failure|error|timeout|open|closed"
    r"|paid|unpaid|late|early|otherwise|else|if|when|unless|in[ ]+case)\b|[<>=≥≤]|\d+[ ]*%"
    r"|^[\w -]{2,30}(?:ed|able|ing|full|empty|free|wrong|sick|lost|due|ok|late|broken|down|out)$"
)


def is_condition(segment: str, heard: Heard, *, alone: bool) -> str:
    """The condition a segment before an arrow states, "" if it is a step. `alone`: it is the only thing before an
    arrow."""
    body = trimmed(segment)
    match = heard.language.rx(_IF).match(body)
    if match:
        rest = body[match.end() :]
        return "" if split_condition(rest, heard)[1] else condition_of(rest, heard)
    plain = led(body, heard.language)
    if heard.language.rx(_CONDISH).search(plain) and not begins_with_deed(plain, heard.language, strict=True):
        return condition_of(plain, heard)
    return condition_of(plain, heard) if alone and not begins_with_deed(plain, heard.language) else ""


def split_condition(text: str, heard: Heard) -> tuple[str, str]:
    """(condition, action) of what stands after "if"; the action is "" if the text holds only a condition."""
    bracketed = re.match(r"^\((?P<if>[^()]{1,120})\)[ ]*(?:then[ ]+|:[ ]*|->[ ]*|[{][ ]*)?(?P<then>\S.*)?$", text)
    if bracketed:
        return bracketed["if"], (bracketed["then"] or "").strip("{} ")
    bounds = [m for m in heard.language.rx(_BOUND).finditer(text) if m.start() > 0 and m.end() < len(text)]
    for bound in bounds:
        if not bound[0].strip().startswith(",") or bound[0].strip() != "," or _acts(text[bound.end() :], heard):
            return text[: bound.start()], text[bound.end() :]
    if bounds:
        return text[: bounds[0].start()], text[bounds[0].end() :]
    at = _boundary(text, heard)
    return (text[:at].strip(), text[at:].strip()) if at else (text, "")


def _acts(text: str, heard: Heard) -> bool:
    return begins_with_deed(unsubjected(led(text, heard.language), heard), heard.language)


def _boundary(text: str, heard: Heard) -> int:
    """Where the action begins in "its urgent call me" and "there's a table she books it": at the second subject or
    deed."""
    words = list(_WORD.finditer(text))
    pronouns = heard.language.set("subject")
    for i in range(2, len(words) - 1):
        if (
            words[i][0].casefold() in pronouns
            and words[i - 1][0].casefold() not in _NO_START
            and finite(words[i + 1][0], heard.language)
        ):
            return words[i].start()
    strict = next((i for i, w in enumerate(words) if i and _starts_deed(words, i, text, heard, strict=True)), 0)
    if strict and words[strict - 1][0].casefold() not in ("and", "n", "then"):
        return words[strict].start()
    # "its spa check the list n book it": what is done begins with what stands before the "n".
    return next(
        (
            w.start()
            for i, w in enumerate(words)
            if i and i < len(words) - 1 and _starts_deed(words, i, text, heard, strict=False)
        ),
        words[strict].start() if strict else 0,
    )


def _starts_deed(words: list[re.Match[str]], at: int, text: str, heard: Heard, *, strict: bool) -> bool:
    word, before = words[at][0].casefold(), words[at - 1][0].casefold()
    if not is_base(word, heard.language) or before in _NO_START or before in heard.language.set("subject"):
        return False
    return begins_with_deed(text[words[at].start() :], heard.language, strict=strict)


def unsubjected(text: str, heard: Heard) -> str:
    """A clause without its subject, where that is the agent: "it", "the bot", its name, with "should", "always"
    behind it."""
    low = text.casefold()
    called = next((name for name in heard.agents if low.startswith(name + " ")), "")
    if called:
        return heard.language.rx(r"^(?:(?:@modal|@adverb)(?![\w'])[ ]+)*").sub("", text[len(called) :].lstrip())
    rest = heard.language.rx(_SUBJECT).sub("", text)
    return text if low.startswith("one ") and not begins_with_deed(rest, heard.language) else rest  # "one next week"


def condition_of(text: str, heard: Heard) -> str:
    """A condition without "if", brackets and tails."""
    text = trimmed(heard.language.rx(_IF).sub("", trimmed(text)))
    text = re.sub(r"^\((.*)\)$", r"\1", text)
    return heard.language.small(trimmed(trailed(text, heard.language)).rstrip("?!.:")) if re.search(r"\w", text) else ""


def act_of(text: str, heard: Heard) -> str:
    """A step or action as a short deed: without its subject, reason and tail, verb in its plain form."""
    text = reasoned(led(unmarked(trimmed(text)), heard.language), heard.language)
    rest = unsubjected(text, heard)
    told, text = rest != text, rest
    started = heard.language.rx(r"^(?:starts?|begins?|opens?)[ ]+(?:out[ ]+)?(?:by|with)[ ]+(?=\w+ing\b)").sub("", text)
    if started != text:
        word, _, rest = started.partition(" ")
        text = f"{plain_form(word, heard.language) or word} {rest}".strip()
    shorter = heard.language.rx(r"^(?:@adverb|@sequencer|@ordinal|to)(?!\w)[ ,]+").sub("", text)
    text = shorter if begins_with_deed(shorter, heard.language) else text
    if not re.match(r"(?i)says?[ ]", text):  # "say thank you" keeps its words
        text = trailed(deed(text, heard.language), heard.language)
    text = trimmed(text).rstrip("!. {}")
    return _joined(imperative(text, heard.language, told=told), heard)


def _joined(text: str, heard: Heard) -> str:
    """The second verb in its plain form too: "apologise and offers" as "apologise and offer"."""
    return re.sub(
        r"(?<= and )(?:it |she |he |they )?([a-z]+s)(?= )", lambda m: finite(m[1], heard.language) or m[1], text
    )
