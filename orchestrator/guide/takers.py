"""Who takes over in a sentence that hands over: where the name ends."""

import re

from orchestrator.guide.clean import not_me, tidy, trailed, trimmed
from orchestrator.guide.heard import Heard

STOP = (
    r"[ ]*(?:[,;.][ ]+(?=(?:@pronoun|because|and|but|so|then|no|always|who|which|please"
    r"|otherwise)(?!\w))|[ ]*[;]|(?<!\w)(?:if|@if_word|@handed_last|when|whenever|because|since|unless|in[ ]+case"
    r"|as[ ]+soon[ ]+as|once|who(?=[ ](?:is|has|knows|can|will))|and[ ]+(?=(?:tell|say|give"
    r"|ask|apologi|end|create|send|leave|mention)))(?!\w)|[ ]+[–—-][ ])"
)
_SOON = (
    r"[ ,]+(?:(?:straight|right)[ ]*away|straight|immediately|directly|at[ ]+once|asap"
    r"|instantly|right[ ]+now|first|fast|quickly|every[ ]+time|of[ ]+course|please|no"
    r"[ ]+discussion|without[ ]+(?:asking|discussion|delay))(?!\w)"
)
# German names who takes over before the verb: "an Frau Berg übergeben, wenn ...".
VERB_LAST = r"[ ]*(?:@handed_last)(?!\w)(?:[ ]+(?P<and>@and)[ ]+)?"


def split(text: str, heard: Heard) -> tuple[str, str]:
    """(who takes over, what the sentence says behind that)"""
    stop = heard.language.rx(STOP).search(text)
    cut_at = stop.start() if stop else len(text)
    also = heard.language.rx(r",[ ]+[^,;]{3,60}?[, ]+(?:too|as[ ]+well|also|likewise)[ .]*$").search(text)
    cut_at = min(cut_at, also.start()) if also else cut_at
    return text[:cut_at], text[cut_at:]


def taker(text: str, heard: Heard) -> str:
    """Who takes over, without articles and haste; "" for whoever writes."""
    to = split(heard.language.rx(_SOON).sub("", text), heard)[0]
    to = heard.language.rx(r"^(?:@handover|to|for|straight|over|on)(?!\w)[ ]+(?:to[ ]+)?").sub(
        "", tidy(to, heard.language)
    )
    to = re.sub(r",[ ]+always.*$", "", to)
    return not_me(trimmed(trailed(to, heard.language)).rstrip("!?."))
