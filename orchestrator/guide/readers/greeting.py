"""The agent's first words, as the person wrote them."""

import re

from orchestrator.guide.clean import trailed
from orchestrator.guide.evasion import says_nothing
from orchestrator.guide.heard import SURE, Found, Heard
from orchestrator.guide.lists import bare
from orchestrator.guide.sentences import sentences
from orchestrator.guide.targets import slot_named

_QUOTE = re.compile(
    r"\"([^\"]{2,400})\"|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){2,400})'(?!\w)|```\w*\n?([^`]{2,400})```|`([^`\n]{2,400})`"
)
_LEAD = (
    r"^(?:(?:well|so|ok(?:ay)?|sure|yes|hmm+|um+|uh+|maybe|perhaps|probably|simply|just|oh|and"
    r"|please|i[ ]+think|i[ ]+guess|i'd[ ]+say|let's[ ]+(?:say|use|go[ ]+with)|how[ ]+about"
    r"|what[ ]+about|something[ ]+(?:like|along[ ]+the[ ]+lines[ ]+of|short(?:[ ]+like)?"
    r"|simple(?:[ ]+like)?)(?:[ ]+this|[ ]+that)?|along[ ]+the[ ]+lines[ ]+of|like|e\.g\."
    r"|for[ ]+example|with)(?![\w'])[ ,:;.…–—-]*"
    r"|(?:it|she|he|they|the[ ]+\w+|we|i)(?:[ ]+(?:should|could|can|must|would|will|may|might"
    r"|always|usually|normally|just|simply))*[ ]+(?:say|says|start[s]?|begin[s]?|open[s]?"
    r"|greet[s]?|answer[s]?)(?:[ ]+(?:with|by[ ]+saying|people|ppl|them|everyone|callers|customers"
    r"|guests))*[ ,:]*"
    r"|(?:say|start[ ]+with|begin[ ]+with|open[ ]+with|greet(?:[ ]+(?:them|people"
    r"|everyone))?(?:[ ]+with)?|write|use)(?![\w'])[ ,:]+|(?:the[ ]+|its[ ]+|our[ ]+|my"
    r"[ ]+)?(?:greeting|welcome[ ]+(?:message|text|line)|first[ ]+(?:message|line|words)"
    r"|opening(?:[ ]+line)?)(?:[ ]+(?:is|should[ ]+be|would[ ]+be|could[ ]+be))?[ ]*[:=]?"
    r"[ ]+(?:something[ ]+like[ :]+)?)+"
)
_SAYS = (
    r"(?<!\w)(?:greet(?:s|ing)?(?:[ ]+(?:people|them|everyone|callers|customers|guests"
    r"|visitors))?|welcome[ ]+(?:message|text|line)|first[ ]+(?:message|words|thing)"
    r"|opening(?:[ ]+(?:line|message))?|(?:start|open|begin)s?(?:[ ]+(?:the[ ]+\w+|every"
    r"[ ]+\w+|each[ ]+\w+))?)(?:[ ]+(?:with|by[ ]+saying|is|should[ ]+be|it"
    r"[ ]+says?))?[^\"'.!?\n]{0,25}[\"']"
)
_SOMETHING_LIKE = (
    r"^[^\"']{0,80}?(?:something[ ]+like(?:[ ]+this)?|like[ ]+this|for[ ]+example|e\.g\.|maybe|perhaps|such"
    r"[ ]+as)[ ]*:[ ]+"
)
# "No greeting, just answers", "skip the welcome": there are to be no first words.
_WITHOUT = (
    r"^\W*(?:(?:@filler|@interjection)[ ,]+)*(?:(?:it|we|they)[ ]+(?:needs?|wants?)[ ]+)?"
    r"(?:@refusing|@none_of|@negator)(?:[ ]+|(?<=['\u3400-\u9fff]))"
    r"(?:(?:@add_one|any|an?|the|need[ ]+(?:for|a))[ ]+)*(?P<what>[\w '’]{3,30}?)(?:[ ]+(?:at[ ]+all|needed|please))*"
    r"(?:[ ]*[,;.，。–—-]?[ ]*(?:@instead_just)[^\"'“«„:：?？!,;.]{0,40})?[ .!。]*$"
)
_META = (
    r"^(?:(?:yes|yeah|ok|okay|so|and|but|or|no|please|maybe)?[ ,]*(?:write|use|take|that'?s?"
    r"|this|keep|something|or[ ]+(?:something|similar|so)|i[ ]+(?:think|like|guess|always)"
    r"|we[ ]+(?:always|use)|people|it'?s[ ]+(?:short|nice|simple|what)|feel[ ]+free|you"
    r"[ ]+(?:can|may)|(?:it|she|he)[ ]+(?:also[ ]+)?(?:uses|should|must|can|will|needs|speaks|works|has|never|looks)"
    r"|short|not[ ]+(?:too|longer)|nothing[ ]+(?:more|fancy)|the[ ]+emoji|with"
    r"[ ]+the|exactly|that[ ]+is|and[ ]+(?:people|that)|keep[ ]+it)(?!\w).*|(?:yes|please|ok"
    r"|thanks|thx|done|exactly|good[ ]+enough|sounds[ ]+good|fine|works|write[ ]+that)"
    r"[ .!]*(?:please|thanks)?[.!]*)$"
)


# Not the words themselves but what they should be like.
_DESCRIBED = (
    r"^(?:(?:well|maybe|just|i[ ]+think)[ ,]+)*(?:and[ ]+)?(?:(?:it|she|he)[ ]+(?:should|must|can|could)"
    r"[ ]+(?:just[ ]+|simply[ ]+)?)?(?P<what>(?:something|anything|sth)[ ]+(?!like"
    r"|along)[^\"':]+|greet(?:s|ing)?[ ]+(?:people|them|everyone|ppl)[ ]+\w+ly[.]?"
    r"|(?:say|greet|ask|introduce|welcome|start|mention)[ ]+(?:hi|hello|hey"
    r"|them|people|everyone|with|by|itself|the|in)[ ]+(?:(?-i:[a-z])[\w']*[ ,]*){2,}[.]?"
    r"|(?:say[ ]+)?\"[^\"]{2,40}\"[ ]+(?:in|for|when|at|to)[ ]+.*\"[^\"]{2,40}\".*)$"
)


def answer(text: str, heard: Heard) -> list[Found]:
    if says_nothing(text, heard.language):
        return [Found("greeting", None, text.strip())]
    left_out = heard.language.rx(_WITHOUT).match(text)
    if left_out and slot_named(left_out["what"], heard.language) == "greeting" and not _QUOTE.search(text):
        return [Found("greeting", None, text.strip())]
    if described := heard.language.rx(_DESCRIBED).match(text.strip()):
        return [_found(described["what"].strip(" ."))]
    quoted = [m for m in _QUOTE.finditer(text) if _is_speech(text, m)]
    if quoted:
        inside = max((g for g in quoted[0].groups() if g), key=len)
        return [_found(inside)]
    return [_found(spoken)] if (spoken := _unquoted(text, heard)) else []


def _is_speech(text: str, match: re.Match[str]) -> bool:
    """Quotation marks around a greeting, not around one word of it."""
    inside = match[0].strip("\"'`")
    return len(inside.split()) >= 3 or len(inside) >= 0.4 * len(text.strip())


def _unquoted(text: str, heard: Heard) -> str:
    """Without the lead-in before it and the remarks after it."""
    text = heard.language.rx(_SOMETHING_LIKE).sub("", text)
    body = bare(text.strip()) if re.match(r"\s*(?:[>*-]|#+)\s", text) else text.strip()
    body = heard.language.rx(_LEAD).sub("", body, count=1).strip().strip("*_")
    said = sentences(body)
    while len(said) > 1 and heard.language.rx(_META).match(said[-1]):
        body = body[: body.rfind(said[-1])].rstrip()
        said.pop()
    while len(said) > 1 and heard.language.rx(_META).match(said[0]) and not re.search(r"!|\?", said[0]):
        body = body[body.find(said[0]) + len(said[0]) :].lstrip()
        said.pop(0)
    body = (
        trailed(body, heard.language)
        if re.search(r"[,.!?][ ]+(?:please|pls|or something|or so|i think|i guess)[^\w]*$", body, re.I)
        else body
    )
    return body.strip(' "') if re.search(r"[^\W\d_]{2}", body) else ""


def _found(text: str) -> Found:
    return Found("greeting", re.sub(r"[ ]*\n+[ ]*", " ", text.strip()), text.strip(), confidence=SURE)


def mention(sentence: str, heard: Heard) -> list[Found]:
    match = heard.language.rx(_SAYS).search(sentence)
    quoted = _QUOTE.search(sentence, match.end() - 1) if match else None
    return [_found(max((g for g in quoted.groups() if g), key=len))] if quoted and len(quoted[0].split()) >= 2 else []
