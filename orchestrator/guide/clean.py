"""An item without what people wrap around it: list marks, lead-ins, hedges, politeness, reasons and stories."""

import re
from functools import lru_cache

from orchestrator.guide.language import Language
from orchestrator.guide.lists import bare
from orchestrator.guide.text import unmarked, unquoted

_EDGES = " \t\n,;:–—-|/→➜。"
_TALK = r"^(?:(?:@filler)(?!\w)(?!')[ ,.:;!…–—-]*|(?:@interjection)[ ]*[,.:;!…–—]+[ ]*)+"
_LEAD = (
    r"^(?:(?:@filler|@presenter)(?!\w)(?!')[ ,.:;!…–—-]*|(?:@sequencer|@ordinal)[ ]*,[ ]*"
    r"|(?:@interjection)[ ]*[,.:;!…–—]+[ ]*)+"
)
_TRAIL = r"(?:[ ,.;!–—-]+(?:@trailing))+[ .!?…]*$"
_WISH = (
    r"^(?:(?:can|could|should|would|will|may)[ ]+(?:it|she|he|they|@agent)[ ]+(?:also"
    r"[ ]+)?(?:be[ ]+able[ ]+to[ ]+)?|(?:@pronoun|@agent)[ ]+(?:@modal)(?![\w'])(?![ ]+(?:not"
    r"|never|n't)\b)[ ]+(?:be[ ]+able[ ]+to[ ]+)?"
    r"|(?:i|we|they|people|i'd|we'd)[ ]*(?:really[ ]+|just[ ]+|'d[ ]+|would[ ]+)?(?:want|wants"
    r"|need|needs|like|love|prefer|expect|wish)[ ]+(?:it|her|him|them|@agent)?[ ]*(?:to"
    r"[ ]+(?:be[ ]+able[ ]+to[ ]+)?|for[ ]+it[ ]+to[ ]+)"
    r"|(?:be[ ]+able|able)[ ]+to[ ]+|to[ ]+(?=[a-z])|(?:help|helps)[ ]+(?:me|us)[ ]+(?:to"
    r"[ ]+)?|(?:its|the|our)[ ]+(?:main[ ]+)?(?:goals?|aim|job|task|purpose|objective|role)s?"
    r"[ ]+(?:is|are|should[ ]+be|would[ ]+be)[ ]+(?:to[ ]+|that[ ]+it[ ]+)?)"
)


# Every reader asks for the same sentences again.
@lru_cache(maxsize=2048)
def trimmed(text: str) -> str:
    """Without marks, Markdown, quotes around it all, and punctuation at the ends (an ending "?" or "!" stays)."""
    text = unmarked(bare(text)).strip(_EDGES)
    text = unquoted(text).strip(_EDGES)
    return re.sub(r"(?<=\w\w)[.…]+$|(?<=\))\.$", "", text).strip(_EDGES)


@lru_cache(maxsize=4096)
def talked(text: str, language: Language) -> str:
    """Without "well", "I think", "please", but with "it is", "there is"."""
    rest = language.rx(_TALK).sub("", text)
    return rest if re.search(r"\w", rest) else text


@lru_cache(maxsize=4096)
def is_talk(text: str, language: Language) -> bool:
    """Nothing but "hmm", "well", "please"."""
    return bool(language.rx(r"\W*(?:(?:@filler|@interjection|@trailing)(?!\w)\W*)*").fullmatch(text))


@lru_cache(maxsize=4096)
def led(text: str, language: Language) -> str:
    """Without the words people start with ("Well, I think maybe")."""
    rest = language.rx(_LEAD).sub("", text)
    return rest if re.search(r"\w", rest) else text


@lru_cache(maxsize=4096)
def trailed(text: str, language: Language) -> str:
    """Without the words people end with (", please", "of course")."""
    rest = language.rx(_TRAIL).sub("", text)
    return rest if re.search(r"\w", rest) else text


def tidy(text: str, language: Language) -> str:
    """A noun-like item: trimmed, without lead-ins and tails."""
    return trimmed(trailed(led(trimmed(text), language), language))


def deed(text: str, language: Language) -> str:
    """A verb-like item: tidy, and without "it should", "I want it to", "be able to"."""
    text = tidy(text, language)
    for _ in range(3):
        rest = language.rx(_WISH).sub("", text)
        if rest == text or not re.search(r"\w", rest):
            break
        text = led(rest, language)
    return trimmed(text)


def reasoned(text: str, language: Language) -> str:
    """The rule without its reason: cut at "because", or at a comma before a story or a new subject that explains."""
    cut = language.rx(r"[ ]*[,;–—(-]*[ ]+(?:@reason)(?!\w)").search(text, 8)
    text = text[: cut.start()] if cut else text
    tail = language.rx(
        r"[,;–—-][ ]+(?:and[ ]+|but[ ]+|so[ ]+|that[ ]+|which[ ]+)?(?:(?:@story)(?!\w)|(?:we|i|my"
        r"|our|they|people|it's|it|that's|that|this|he|she|customers|guests|legal|everyone|nobody"
        r"|the[ ]+\w+(?=[ ]+(?:would|will|has|had|have|is|was|were|can|could|might|made|got|said"
        r"|did|does|decides?|handles?|knows?|do)(?!\w)))[ ]+(?!should|must|needs|can|may|not\b|never|who\b|that\b"
        r"|with\b|from\b|whose\b)[\w']+)"
    ).search(text, 8)
    return text[: tail.start()] if tail else text


def is_story(text: str, language: Language) -> bool:
    """Does a clause tell what happened rather than what should be?"""
    return bool(language.rx(r"(?<!\w)(?:@story)(?!\w)").search(text))


def not_me(who: str) -> str:
    """ "me, Maria" is Maria for everybody else; "me" alone is who the agent belongs to."""
    match = re.match(r"(?i)(?P<who>me|myself|us)(?!\w)[ ,:(–-]*(?P<rest>.*)$", who)
    if not match:
        return who
    rest = match["rest"].strip()
    if rest[:1].isupper() or rest.isalpha():
        return rest.rstrip(")")
    return f"{'our team' if match['who'].casefold() == 'us' else 'the owner'} {rest}".strip()
