"""Inputs, outputs and purpose of a tool, from prose, bullets, snippets of code and JSON."""

import re
from dataclasses import dataclass

from orchestrator.guide.clean import deed, reasoned, tidy, trimmed
from orchestrator.guide.heard import Heard
from orchestrator.guide.lists import lines, nouns
from orchestrator.guide.sentences import sentences
from orchestrator.guide.text import capital
from orchestrator.guide.verbs import begins_with_deed

_MARKS = {
    "inputs": r"(?<![\w-])(?:@takes_in)(?:(?![\w-])|(?<=[\u3400-\u9fff]))",
    "outputs": r"(?<![\w-])(?:@gives_out)(?:(?![\w-])|(?<=[\u3400-\u9fff]))",
    "purpose": (
        r"(?:(?<=^)|(?<=\n)|(?<=[.;] ))[ ]*(?:\W{0,3})(?:purpose|what[ ]+for|what[ ]+it[ ]+does"
        r"|description|used[ ]+(?:for|to)|use)\W{0,3}[:=]"
    ),
    "auth": (
        r"(?<![\w-])(?:auth(?:entication|orization|enticated|enticate|enticates)?|secured|security"
        r"|credentials?|headers?)(?![\w-])[ ]*(?:is|:|=|with|by|via|uses)?"
    ),
    "address": (
        r"(?<![\w-])(?:endpoint|url|address|method|base[ ]+url|path|route)(?![\w-])[ ]*(?:is|:|=)"
        r"|(?<![\w-])(?:GET|POST|PUT|PATCH|DELETE)(?=[ ]+[/h`])"
    ),
    "errors": (
        r"(?<![\w-])(?:errors?|on[ ]+(?:error|failure)|if[ ]+(?:it[ ]+)?fails?|status[ ]+codes?"
        r"|rate[ ]+limits?|notes?|remarks?|timeout|retries|example|sandbox|version)[ ]*[:=]"
    ),
}
_POSTFIX = (
    r"(?:^|(?<=[.;,\n:(] )|(?<=[.;\n:(]))[ ]*(?P<in>[^.;:\n]{1,120}?)[ ]+(?:in|goes[ ]+in|go"
    r"[ ]+in|as[ ]+input)(?![\w])[ ]*(?:,|and|/|->|→|;|\.)[ ]*(?:and"
    r"[ ]+)?(?P<out>[^.;:\n]{1,120}?)[ ]+(?:out|comes?[ ]+(?:out|back)|back|as"
    r"[ ]+output)(?![\w])"
)
_IN_PATH = (
    r"(?<!\w)[`\"']?(?P<in>[A-Za-z_][\w-]*)[`\"']?[ ]+(?:goes|is|comes|belongs|sits|stands)"
    r"[ ]+(?:in(?:to|side)?|part[ ]+of)[ ]+the[ ]+(?:path|url|query|body)"
)
_SIGNATURE = re.compile(
    r"(?<![\w.])(?P<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+"
    r"|[a-z]+(?:[A-Z][a-z0-9]+)+)\((?P<in>[^()\n]{0,200})\)(?:[ ]*(?:->|→|=>|:|returns?)"
    r"[ ]*(?P<out>[^\n.;]{1,200}))?"
)
_JSON_KEY = re.compile(r"[{,\n]\s*\"([\w.-]{1,40})\"\s*:")
_JSON = re.compile(r"\{[^{}]{0,600}(?:\{[^{}]{0,300}\}[^{}]{0,300})?\}")
_TYPE = re.compile(
    r"[ ]*\((?:[^()]{0,60})\)|[ ]*(?::|\bas\b)[ ]*(?:an?[ ]+)?(?:string|str|int(?:eger)?"
    r"|number|float|bool(?:ean)?|date(?:time)?|array|object|list|enum|uuid|decimal"
    r"|json)\b[^,;]*|[ ]*[?*](?=$|\s)|\[\]",
    re.IGNORECASE,
)
_DROP = (
    r"^(?:(?:@filler|@own|the|a|an|our|their|his|her|its|your|my|some|any|just|only|optional(?:ly)?"
    r"|required|either|both|all|it|you|me|us|back|them|with|as|is|are|of|in|out"
    r"|also)(?!\w)(?!['_-])[ ,:]*)+"
)
_NOTHING = (
    r"(?:none|nothing|no[ ]+(?:inputs?|outputs?|params?|parameters?|body|arguments?)|n/?a"
    r"|empty|void|[-–—]|same|unknown|tbd|nothing[ ]+(?:else|special))"
)


# "returns" in an address returns nothing.
_URL = re.compile(r"https?://[^\s<>\"'`,;]*[\w}/]")


@dataclass
class Fields:
    """What one stretch of text says about a tool, each with the words that carry it."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    purpose: str = ""


def fields_of(text: str, heard: Heard) -> Fields:
    """Inputs, outputs and purpose said in a text about one tool."""
    fields = Fields()
    text = _URL.sub(lambda m: "\x1f" * len(m[0]), text)
    _signature(text, fields, heard)
    _json(text, fields, heard)
    for kind, body in _marked(text, heard):
        _take(kind, body, fields, heard)
    _postfix(text, fields, heard)
    _given_back(text, fields, heard)
    fields.inputs = fields.inputs or _bare_list(text, fields, heard)
    for match in heard.language.rx(_IN_PATH).finditer(text):
        fields.inputs = _joined(fields.inputs, (match["in"],))
    fields.purpose = fields.purpose or _said_purpose(text, heard)
    return fields


def _take(kind: str, body: str, fields: Fields, heard: Heard) -> None:
    if kind == "inputs":
        fields.inputs = _joined(fields.inputs, things(body, heard))
    elif kind == "outputs":
        fields.outputs = _joined(fields.outputs, things(body, heard))
    elif kind == "purpose" and not fields.purpose:
        fields.purpose = _purpose(sentences(body)[0] if sentences(body) else "", heard)


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    known = {re.sub(r"[\W_]", "", t.casefold()) for t in old}
    return (*old, *(t for t in dict.fromkeys(new) if re.sub(r"[\W_]", "", t.casefold()) not in known))


def _marked(text: str, heard: Heard) -> list[tuple[str, str]]:
    """[(kind, what stands between this mark and the next)]; a sentence ends it, unless a list follows the mark."""
    marks = sorted(
        ((m.start(), m.end(), kind) for kind, p in _MARKS.items() for m in heard.language.rx(p).finditer(text)),
        key=lambda m: (m[0], -m[1]),
    )
    kept: list[tuple[int, int, str]] = []
    for mark in marks:
        between = text[kept[-1][1] : mark[0]] if kept else "."
        if not kept or (mark[0] >= kept[-1][1] and re.search(r"[\w\x1f]", between)):  # "output: request number"
            kept.append(mark)
    ends = [*(m[0] for m in kept[1:]), len(text)][: len(kept)]
    return [(kind, _body(text[end:stop])) for (_, end, kind), stop in zip(kept, ends, strict=True)]


def _body(text: str) -> str:
    text = re.sub(r"^[ :=–—>→*-]+", "", text)
    if text.startswith("\n"):
        return _listed(text)
    said = sentences(text.split("\n\n")[0].split("\n")[0])
    more = [
        s
        for s in said[1:2]
        if re.match(r"(?i)(?:and|also|plus|oh,? and)\b[^.]{2,60}$|[^.]{2,40}\b(?:as well|too)\W*$", s)
    ]
    return ", ".join([s.rstrip(". ") for s in (*said[:1], *more)]) if more else (said[0] if said else "")


def _listed(text: str) -> str:
    """The list that follows a mark at the end of its line: up to a blank line, or the first line that is no item."""
    kept: list[str] = []
    for raw in text.strip("\n").split("\n"):
        if not raw.strip() or (
            kept and not re.match(r"\s*(?:[-*•–]|\d+[.)]|\W\s|\"|[{}\[\]]|[\w`]+\s*(?:[(:–-]|$))", raw)
        ):
            break
        kept.append(raw)
    return "\n".join(kept)


def things(body: str, heard: Heard) -> tuple[str, ...]:
    """The names of fields in a list, without articles, types and remarks."""
    if "{" in body and (keys := _JSON_KEY.findall(body)):
        return tuple(keys)
    found: list[str] = []
    for line in lines(body):
        told = re.split(r"[ ]+[–—-][ ]+|:[ ]+(?=\S+[ ]\S)", line.text)[0] if line.marked else line.text
        found += [name for piece in nouns(_TYPE.sub("", told), heard.language) if (name := _thing(piece, heard))]
    return tuple(dict.fromkeys(found))


def _thing(piece: str, heard: Heard) -> str:
    rx = heard.language.rx
    if rx(r"\W*(?:in[ ]+)?the[ ]+(?:path|query(?:[ ]string)?|body|url|header|request)\W*").fullmatch(piece):
        return ""
    piece = reasoned(trimmed(piece), heard.language)
    piece = piece.replace("\x1f", " ")
    if rx(r"(?:api[ ]?|access[ ]?)?(?:key|token)[ ]+(?:goes[ ]+)?(?:in|as|via)(?!\w).*").fullmatch(trimmed(piece)):
        return ""
    name = trimmed(rx(_DROP).sub("", tidy(_TYPE.sub("", piece), heard.language)))
    name = (
        rx(
            r"[ ]+(?:in|as|via|for|from|to|if|when|that|which|so|using|over)[ ]+(?:the[ ]+|a[ ]+|an"
            r"[ ]+|it[ ]+|we[ ]+|json|body|path|query|url|known|available|return|response|you)\b.*$"
        )
        .sub("", name)
        .rstrip("!?.:= ")
    )
    name = rx(r"(?:[ ]+(?:@gives_tail|please|field|parameter|param|and|or|it|then)s?)+$").sub("", name)
    if not re.search(r"[^\W\d_]", name) or len(name.split()) > 6 or rx(_NOTHING).fullmatch(name) or "://" in name:
        return ""
    return (
        ""
        if rx(
            r"(?:(?:GET|POST|PUT|PATCH|DELETE|bearer|basic|oauth|api[ ]?key|auth\w*|(?:same|no)"
            r"[ ]+auth\w*|x-[\w-]+)\b.*|(?:@no_thing)(?:[ ](?!(?:id|number|no|nr|name|date|type|status|code|url|ref"
            r"|link|time)s?$)\w+)?)"
        ).fullmatch(name)
        else name
    )


def _signature(text: str, fields: Fields, heard: Heard) -> None:
    """lookup_order(order_id, email) -> status, eta"""
    match = _SIGNATURE.search(text)
    if match:
        fields.inputs = things(match["in"], heard)
        fields.outputs = things(match["out"] or "", heard)


def signature_name(text: str) -> str:
    match = _SIGNATURE.search(text)
    return match["name"] if match else ""


def _json(text: str, fields: Fields, heard: Heard) -> None:
    """Keys of JSON bodies: what is sent, or after "returns", "response", "200", what comes back."""
    for match in _JSON.finditer(text):
        keys = tuple(_JSON_KEY.findall(match[0]))
        if not keys:
            continue
        before = text[max(0, match.start() - 80) : match.start()]
        if _is_reply(before, heard):
            fields.outputs = _joined(fields.outputs, keys)
        else:
            fields.inputs = _joined(fields.inputs, keys)


def _is_reply(before: str, heard: Heard) -> bool:
    last = [
        m.end()
        for m in heard.language.rx(
            r"(?<!\w)(?:returns?|responses?|responds|repl(?:y|ies)|answers?|outputs?|out|gives[ ]+back"
            r"|result|gives|gets|200|201|->|→)(?!\w)"
        ).finditer(before)
    ]
    sent = [
        m.end()
        for m in heard.language.rx(
            r"(?<![\w-])(?:body|request|payload|-d|--data|send|sends|inputs?|post|takes)(?!\w)"
        ).finditer(before)
    ]
    return bool(last) and (not sent or last[-1] > sent[-1])


def _postfix(text: str, fields: Fields, heard: Heard) -> None:
    """ "zip in, status and eta out" """
    match = heard.language.rx(_POSTFIX).search(text)
    if match and not fields.inputs:
        fields.inputs = things(match["in"], heard)
        fields.outputs = _joined(fields.outputs, things(match["out"], heard))


def _given_back(text: str, fields: Fields, heard: Heard) -> None:
    """ "get the ticket number back" """
    match = heard.language.rx(
        r"(?<!\w)(?:gets?|gives?|sends?|receives?|hands?)[ ]+(?:you[ ]+|us[ ]+|me"
        r"[ ]+)?(?P<out>[^.;:\n]{2,80}?)[ ]+back(?!\w)"
    ).search(text)
    if match and not fields.outputs:
        fields.outputs = things(match["out"], heard)


def _bare_list(text: str, fields: Fields, heard: Heard) -> tuple[str, ...]:
    """A sentence that only lists short things, beside one that says what comes back: what goes in."""
    for sentence in sentences(text) if fields.outputs else ():
        pieces = nouns(sentence.rstrip("."), heard.language)
        if (
            len(pieces) >= 2
            and all(len(p.split()) <= 4 and not begins_with_deed(p, heard.language, strict=True) for p in pieces)
            and "\x1f" not in sentence
        ):
            listed = things(sentence, heard)
            if listed and not set(listed) & set(fields.outputs):
                return listed
    return ()


def _said_purpose(text: str, heard: Heard) -> str:
    """ "it's for looking up orders", "we use it to...", or a first sentence that is a deed ("Looks up a player")."""
    match = heard.language.rx(
        r"(?<!\w)(?:(?:is|it's|its|they're|that's|this[ ]+is)[ ]+(?:there[ ]+|used[ ]+|only[ ]+"
        r"|just[ ]+|mainly[ ]+)*(?:for|to)|(?:we|i)[ ]+use[ ]+(?:it|that|them|this)[ ]+(?:to|for)"
        r"|used[ ]+(?:to|for)|lets[ ]+(?:us|it|the[ ]+\w+|you))[ ]+(?P<what>[^.;\n]{3,100})"
    ).search(text)
    if match:
        return _purpose(match["what"], heard)
    for sentence in sentences(text):
        body = heard.language.rx(r"^(?:(?-i:it|It)|that|this|that one|this one|the \w+)[ ]+(?=\w+s[ ])").sub(
            "", tidy(sentence, heard.language)
        )
        if (
            begins_with_deed(body, heard.language)
            and re.match(r"[A-Za-z]+s?\b", body)
            and not heard.language.rx(
                rf"(?:{_MARKS['inputs']}|{_MARKS['outputs']}|@reads_only|get|post|put|patch|delete|use|send|call)"
            ).match(body)
        ):
            return _purpose(body, heard)
    return ""


def _purpose(text: str, heard: Heard) -> str:
    cut = heard.language.rx(
        rf"[,;.]?[ ]+(?:and[ ]+|which[ ]+|it[ ]+)?(?:{_MARKS['inputs']}|{_MARKS['outputs']})|"
        rf"[ ]*(?:\x1f|https?://|\bGET\b|\bPOST\b|\bPUT\b|\bPATCH\b|\bDELETE\b)"
    ).search(text)
    body = trimmed(deed(reasoned(text[: cut.start()] if cut else text, heard.language), heard.language)).rstrip("!?. ")
    return capital(body) if re.search(r"[^\W\d_]{3}", body) and len(body.split()) <= 16 else ""
