"""Words that only object ("that's wrong", "it isn't a tool") and orders about what is nowhere: never values."""

from orchestrator.guide.heard import Heard
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import blank
from orchestrator.guide.wording import noun
from orchestrator.slots import ASKED, BY_NAME

_DROPPED = (
    r"(?:@drop|get[ ]+rid[ ]+of|take[ ]+out|throw[ ]+out|erase)[ ]+(?:(?:@own)[ ]+)?"
    r"(?P<what>(?!@it_word\W*$)[^,;.!?\n]{2,40}?)(?:[ ]+(?:@away))*[ .!]*"
)
_HEAD = r"^(?:(?:@filler|@interjection|@marker|@no)(?![\w'])[ ,.:;!–—-]*)*"
# Names are known in these lists; a word of any other kind may be what the agent is to drop.
_NAMES = ("tools", "platforms")


def is_protest(sentence: str, heard: Heard) -> bool:
    """ "That's wrong", "I never said that"."""
    if not heard.language.rx("@protest").search(sentence):
        return False
    return bool(heard.language.rx(_HEAD + r"(?:@protest)[ .!]*").fullmatch(sentence.strip()))


def without_protests(heard: Heard) -> Heard:
    """The message without the objection a sentence begins with ("that's wrong, it should be formal")."""
    if not heard.draft or not heard.language.rx("@protest").search(heard.text):
        return heard
    text, begins = heard.text, heard.language.rx(_HEAD + r"(?P<protest>(?:@protest)[ ]*[,;:–—])")
    for sentence in sentences(heard.text):
        at, match = text.find(sentence), begins.match(sentence)
        if match and at >= 0:
            text = blank(text, at + match.start("protest"), at + match.end("protest"), " ")
    return heard.with_text(text)


def is_reason(sentence: str, heard: Heard) -> bool:
    """ "It isn't a tool", said of what was just taken out."""
    return bool(heard.language.rx(r"(?:@why_gone)[^.!?\n]{0,60}[ .!]*").fullmatch(sentence.strip()))


def absent(sentence: str, heard: Heard) -> str:
    """What an order wants gone that is nowhere in the draft: a known name, or what is called by its slot ("the tool
    Knowledge"). "" if it is none."""
    cue = heard.language.rx(r"(?<!\w)(?:@drop|get[ ]+rid|take[ ]+out|throw[ ]+out|erase)(?!\w)")
    if not heard.draft or heard.is_opening or not cue.search(sentence):
        return ""
    match = heard.language.rx(_HEAD + _DROPPED).fullmatch(sentence.strip())
    if not match:
        return ""
    what = match["what"].strip(" \"'")
    first, _, rest = what.partition(" ")
    own = {noun(slot.name, 1, heard.language).casefold() for slot in ASKED if slot.name in BY_NAME}
    known = any(heard.language.lexicons[name].name(what) for name in _NAMES)
    return what if known or (rest and first.casefold() in own) else ""


def is_known_name(words: str, heard: Heard) -> bool:
    """A tool, platform, channel or language by its usual name."""
    return any(heard.language.lexicons[name].name(words) for name in (*_NAMES, "channels", "languages"))
