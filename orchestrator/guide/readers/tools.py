"""The systems the agent uses: their names and what each is for."""

import re
from dataclasses import replace
from itertools import pairwise

from orchestrator.guide.clean import deed, is_story, reasoned, tidy, trimmed
from orchestrator.guide.details import signature_name
from orchestrator.guide.endpoints import url_of
from orchestrator.guide.heard import HEDGED, PARTIAL, SURE, Found, Heard
from orchestrator.guide.language import Hit
from orchestrator.guide.lists import is_list, lines, relative_clauses
from orchestrator.guide.negation import wanted
from orchestrator.guide.sentences import cut, sentences
from orchestrator.guide.shape import is_clause
from orchestrator.guide.text import capital
from orchestrator.guide.tool_addresses import with_addresses
from orchestrator.guide.tool_details import called, described, detailed
from orchestrator.guide.tool_sentences import apart, is_detail, is_told, is_unknown, named_outright, unlabelled
from orchestrator.values import Tool

_FOR = (
    r"^(?P<name>.{1,80}?)(?:[ ]+(?:@what_for|so[ ]+(?:that[ ]+)?it[ ]+can|in"
    r"[ ]+order[ ]+to|because[ ]+it)[ ]+|[ ]*[:=][ ]*|[ ]+[–—-][ ]+|[ ]*(?:@arrow)[ ]*|"
    r"[ ]*\()(?P<purpose>\S.*?)\)?$"
)
_USES = (
    r"(?<!\w)(?:we|i|they|it|she|he|@agent)[ ]+(?:also[ ]+|already[ ]+|currently[ ]+|mainly"
    r"[ ]+|mostly[ ]+|just[ ]+|(?:@modal)[ ]+)*(?:use|uses|using|have|has|got|run|runs"
    r"|work[s]?[ ]+with|rely[ ]+on|on|connect[s]?[ ]+to|call[s]?|book[s]?[ ]+in|look[s]?"
    r"[ ]+(?:in|into)|check[s]?|access)[ ]+"
)
_CONNECTS = (
    r"(?<!\w)(?:connects?|connected|integrates?|integrated|hooked|hooks|linked|links|talks?)[ ]+(?:up[ ]+)?"
    r"(?:to|with|into)[ ]+"
)
_LEAD = (
    r"^(?:(?:@filler)(?!\w)(?!')[ ,.:;!…–—-]*|(?:we|i|they|it|she|he|you|@agent)(?:'ve|'re|'d"
    r"|'ll)?[ ]+(?:also[ ]+|already[ ]+|currently[ ]+|mainly[ ]+|mostly[ ]+|just[ ]+"
    r"|(?:@modal)[ ]+)*(?:use|uses|using|have|has|got|run|runs|work[s]?[ ]+with|rely[ ]+on"
    r"|are[ ]+on|need|needs|built|made|wrote|created|connect(?:s|ed)?[ ]+(?:to|with)"
    r"|look[s]?[ ]+(?:in|into|at)|be[ ]+able[ ]+to[ ]+(?:look[ ]+(?:in|into|at)|access|use"
    r"|read|check|query)|read[s]?[ ]+from|call[s]?|talk[s]?[ ]+to|book[s]?[ ]+in|check[s]?"
    r"|access(?:es)?|do[ ]+everything[ ]+in|manage[ ]+\w+[ ]+in|keep[ ]+\w+[ ]+in)[ ]+(?:to"
    r"[ ]+|access[ ]+to[ ]+|this[ ]+thing[ ]+called[ ]+|something[ ]+called[ ]+|a[ ]+(?:tool"
    r"|system|thing|software|program|service)[ ]+called[ ]+)?"
    r"|(?:(?:one|two|three|four|five|six|\d+|the|our|these|those|following|several|a[ ]+few"
    r"|some|only|just|all|internal|external)[ ]+)*(?:tools?|integrations?|systems?|apis?"
    r"|endpoints?|services?|connections?|functions?)(?:[ ]+(?:needed|required|we[ ]+(?:use"
    r"|have|need)))?[ ]*(?:is|are|:|=)[ ]+|(?:connect|integrate|hook|link)[ ]+(?:it"
    r"[ ]+)?(?:up[ ]+)?(?:to|with|into)[ ]+|access[ ]+to[ ]+|this[ ]+thing[ ]+called[ ]+|(?:only"
    r"|using|use|need|needs|with)[ ]+)+"
)
_ARTICLE = (
    r"^(?:nah|no|nope)[ ,]+(?=(?:just|only)[ ])|^(?:just|only)[ ]+|^(?:system|tool|software|program|app)"
    r"[ ]+(?=(?-i:[A-Z]))"
    r"|^(?:the|a|an|our|my|their|your|some|this|own|an[ ]+own)[ ]+(?:own[ ]+|existing[ ]+|internal[ ]+(?=\w+[ ]\w+))?"
)
# "Fixflo for the repairs": a name of its own, and what it is for.
_CALLED = r"[A-Z][\w.]+(?: [A-Z]\w*)? (?:for|to) \w"
_READ_ONLY = re.compile(
    r"(?i)(?:but[ ]+|and[ ]+)?(?:only[ ]+)?read[- ]?only(?!\w)|(?:but[ ]+|and[ ]+)?(?:only"
    r"|just) (?:to )?read(?:ing)?(?!\w)"
)
_SYSTEM = r"(?<!\w)(?:@system)s?(?!\w)"


def answer(text: str, heard: Heard) -> list[Found]:
    text = unlabelled(text, heard)
    text = re.sub(r":(?=[ ]+(?:it|they|this)[ ])", ".", text)  # "Shopify, to look up orders: it takes the number"
    full = described(text, heard, new=True)
    if full:
        return full
    found: list[Found] = []
    told = lines(text)
    listed = is_list(told)
    for line in told:
        if line.heading and not line.marked:
            continue
        before = len(found)
        for number, sentence in enumerate(sentences(apart(line.text, heard))):
            if len(found) > (before if listed else 0) and is_detail(sentence, heard):
                found[-1] = detailed(found[-1], sentence, heard)
            elif not number or not (line.marked and listed):
                found += _of_sentence(sentence, heard, bool(found) and not listed)
    return _once(found)


def _once(found: list[Found]) -> list[Found]:
    by_name: dict[str, Found] = {}
    for f in found:
        if isinstance(f.value, Tool):
            by_name.setdefault(f.value.name.casefold(), f)
    return list(by_name.values())


def _of_sentence(sentence: str, heard: Heard, later: bool) -> list[Found]:
    return with_addresses(sentence, heard, lambda plain: _named_in(plain, heard, later))


def _named_in(sentence: str, heard: Heard, later: bool) -> list[Found]:
    hits = _hits(sentence, heard)
    if hits and not wanted(sentence, hits, heard.language):
        return []
    body = heard.language.rx(_LEAD).sub("", reasoned(trimmed(sentence), heard.language))
    for start, end in reversed(relative_clauses(body, heard.language)):  # "Craftplan, in dem die Termine stehen"
        body = body[:start] + body[end:]
    if not hits and (
        is_story(body, heard.language)
        or is_clause(body, heard.language)
        or (later and not heard.language.rx(_SYSTEM).search(body))
    ):
        return []
    pieces = _pieces(body, heard)
    if hits and any(is_clause(p, heard.language) or is_story(p, heard.language) for p in pieces):
        pieces = [p for p in pieces if _hits(p, heard) or (p is pieces[0] and re.match(_CALLED, p))]
    return [f for piece in pieces if (f := _item(piece, heard, bool(hits)))]


def _pieces(body: str, heard: Heard) -> list[str]:
    """The tools of a list; "Shopify for orders and returns" is one, "Shopify for orders and Zendesk for mail" two."""
    separator = (
        r"[ ]*[;,](?!\d)[ ]*(?:(?:@and|@or)(?!\w)[ ]*)?(?:also[ ]+)?|(?<=\S)[ ]+(?:@and)(?!\w)"
        r"[ ]+(?:also[ ]+)?|[ ]+[/|][ ]+|(?<=[^\s、，])[ ]*(?:和|与|以及)[ ]*(?=[A-Za-z])"
    )
    pieces = cut(body, heard.language.rx(separator), (), lambda left, by, right: _is_next(left, by, right, heard))
    return [part for piece in pieces for part in _parted(piece, heard)]


def _parted(piece: str, heard: Heard) -> list[str]:
    """Names with nothing but an "and" between them, where no blank parts them."""
    hits = _hits(piece, heard)
    between = heard.language.rx(r"[ ,]*(?:@between_names)[ ]*")
    pairs = pairwise(hits)
    ends = [(left.end, right.start) for left, right in pairs if between.fullmatch(piece[left.end : right.start])]
    starts = [0, *(start for _, start in ends)]
    return [piece[a:b] for a, b in zip(starts, [*(end for end, _ in ends), len(piece)], strict=True)]


def _is_next(left: str, by: str, right: str, heard: Heard) -> bool:
    """Does another tool begin here? What stands after "for" may go on with a comma, unless a name follows."""
    head = " ".join(re.split(r"[,;]", right)[0].split()[:8])
    if _READ_ONLY.match(right):
        return False
    if ";" in by or _hits(head, heard) or re.match(r"[`*\"]", right):
        return True
    if heard.language.rx(r"^(?:which|that|so|it|because|where|who|to|for|and[ ]+so)(?!\w)").match(right):
        return False
    if heard.language.rx(_FOR).match(left):
        own = bool(heard.language.rx(_FOR).match(right)) or bool(
            heard.language.rx(r"^(?:a|an|the|our|my)[ ].*").match(head)
        )
        return (own and bool(heard.language.rx(_SYSTEM).search(head))) or bool(
            re.match(r"[A-Z][\w&.]+(?: [A-Z]\w*)*(?: for | to | \(|[.]?$)", right)
        )
    return True


def _item(piece: str, heard: Heard, sure: bool) -> Found | None:
    body = heard.language.rx(_LEAD).sub("", trimmed(piece))
    body = heard.language.rx(r"^(?:(?:nah|no|nope|just|only)[ ,]+)+(?=(?:a|an|one|our|the)[ ])").sub("", body)
    tool = _known(body, heard) or _described(body, heard)
    if tool is None:
        return None
    named = sure or heard.language.rx(_SYSTEM).search(tool.name) or len(tool.name.split()) <= 3
    return Found("tools", tool, piece, confidence=SURE if named else HEDGED)


def _known(body: str, heard: Heard) -> Tool | None:
    """A tool whose name we know: "Shopify for orders", "our booking system (Mews)", "our CRM, which is Pipedrive"."""
    hits = _hits(body, heard)
    if not hits:
        return None
    before, after = (
        body[: hits[0].start],
        re.sub(r"(?i)^(?:[ ,(–-]*read[- ]?only[ ,)]+|[ ]*,[ ]+)(?=(?:for|to)[ ])", " ", body[hits[0].end :]),
    )
    system = heard.language.rx(r"^[ ]+(?:(?:admin|rest|web)[ ]+)?(?:@system)s?(?!\w)(?![ ]+(?:is|are)\b)").match(after)
    name = hits[0].name + (system[0] if system else "")
    behind = heard.language.rx(rf"^{'.{0,0}' if not system else re.escape(system[0])}{_WHAT_FOR}").match(after)
    purpose = _purpose(behind["purpose"], heard) if behind else ""
    joint = (
        r"[ ,(]*(?:which|that|this)?[ ]*(?:(?:is|are|live|lives|kept|stored)[ ]+)?(?:is|called|named|on|in|with"
        r"|from|by|like|to)?[ (]*$"
    )
    role = tidy(heard.language.rx(joint).sub("", before), heard.language)
    role = tidy(heard.language.rx(_ARTICLE).sub("", role), heard.language)
    if (
        not purpose
        and role
        and not heard.language.rx(r"(?:@no_tool|it|we|access|connect|use|only|the|our)").fullmatch(role)
        and len(role.split()) <= 6
        and not is_clause(role, heard.language)
    ):
        purpose = _purpose(heard.language.rx(r"^(?:one|something|an?|the)[ ]+(?:for|to)[ ]+").sub("", role), heard)
    return Tool(name=name, purpose=purpose or None)


_WHAT_FOR = (
    r"(?:[ ]+(?:for|4|to|which|that|where|as|so[ ]+(?:that[ ]+)?(?:it|she|he|we)[ ]+(?:can"
    r"|could)|in[ ]+order[ ]+to)[ ]+|,?[ ]+(?:so[ ]+(?:it|she|he|we)[ ]+can|which|where|it)"
    r"[ ]+|[ ]*[:=][ ]*|[ ]+[–—-][ ]+|[ ]*(?:@arrow)[ ]*|[ ]*\()(?P<purpose>\S.*?)\)?$"
)


def _hits(text: str, heard: Heard) -> list[Hit]:
    return heard.language.lexicons["tools"].find(text, loose=True)


def _described(body: str, heard: Heard) -> Tool | None:
    """A tool without a name of its own: "an API for room availability", "a tool to look up orders", "get_order"."""
    match = heard.language.rx(_FOR).match(body)
    name = _name(match["name"] if match else body, heard)
    purpose = _purpose(match["purpose"], heard) if match else ""
    generic = heard.language.rx(
        r"(?:(?:a|an|the|one|another|some)[ ]*)?(?P<kind>api|tool|service|system|function|webhook"
        r"|integration|database|db|one|something|connection|endpoint)?"
    ).fullmatch(tidy(match["name"] if match else body, heard.language))
    if generic and purpose:
        kind = generic["kind"] if generic["kind"] and generic["kind"].casefold() not in ("one", "something") else "tool"
        return Tool(name=f"{purpose} {kind}", purpose=purpose)
    return Tool(name=name, purpose=purpose or None) if name else None


def _name(text: str, heard: Heard) -> str:
    """The words a tool was called by, "" if they are none."""
    text = heard.language.rx(
        r"(?<=\w)(?:,[ ]+|[ ]+)(?:(?:that|which|who|it)(?:'s|s|[ ]+is)|is|are|was|has|does|handles|will|would"
        r"|should|can)"
        r"(?![\w']).*$"
    ).sub("", text)
    body = heard.language.rx(_ARTICLE).sub("", tidy(text, heard.language)).strip(" .!?")
    body = heard.language.rx(
        r"^(?:use|using|uses|called|connect(?:ed)?[ ]+to|integrat\w+[ ]+with|access[ ]+to|look"
        r"[ ]+(?:in|into))[ ]+(?:the[ ]+|our[ ]+)?"
    ).sub("", body)
    body = heard.language.rx(
        r"[ ]+(?:that[ ]+|which[ ]+)?(?:we|i)[ ]+(?:wrote|built|made|have|use|run)(?:"
        r"[ ]+(?:ourselves|myself|in[ -]?house))?$"
    ).sub("", body)
    if (
        not re.search(r"[^\W\d_]{2}", body)
        or len(body.split()) > 7
        or is_clause(body, heard.language)
        or heard.language.rx(r"(?:does|do|did|is|are|was|can|could|would|should|will|has|have)\b").match(body)
        or heard.language.rx(r"(?:@no_tool)").fullmatch(body)
    ):
        return ""
    return signature_name(body + "()") or (body if re.search(r"[_A-Z]", body) else capital(body))


def _purpose(text: str, heard: Heard) -> str:
    body = deed(reasoned(text, heard.language), heard.language)
    body = heard.language.rx(r"^(?:use[sd]?[ ]+(?:it[ ]+)?(?:for|to)|for|it's[ ]+for|that's[ ]+for)[ ]+").sub("", body)
    if heard.language.rx(r"(?:that|this|it|them|those)").fullmatch(body):
        return ""
    return (
        capital(trimmed(body).rstrip("!?. )"))
        if re.search(r"[^\W\d_]{2}", body) and len(body.split()) <= 20 and not url_of(body)
        else ""
    )


def mention(sentence: str, heard: Heard) -> list[Found]:
    """ "we also use Petfinder for the listings", "connects to BambooHR": a tool we know, after words of using; more may
    come."""
    if heard.is_opening and (tool := called(sentence, heard)):
        return [Found("tools", tool, sentence, confidence=PARTIAL)]
    if told := named_outright(sentence, heard):
        return [replace(f, confidence=PARTIAL) for f in answer(told, heard) if is_told(f.value, heard)]
    joins = heard.language.rx(_CONNECTS).search(sentence)
    use = heard.language.rx(_USES).search(sentence) or joins
    if not use:
        return []
    told = sentence[use.end() if use is joins else use.start() :]
    hits = [h for h in heard.language.lexicons["tools"].find(sentence) if h.start >= use.end()]
    channels = {h.name for h in heard.language.lexicons["channels"].find(sentence)}
    good = {h.name for h in wanted(sentence, hits, heard.language) if h.name not in channels}
    read = [(f.value, f.quote) for f in _of_sentence(told, heard, False) if isinstance(f.value, Tool)]
    found = [(tool, quote) for tool, quote in read if tool.name in good or is_unknown(tool, use[0], heard)]
    missed = good - {tool.name for tool, _ in found}
    found += [(Tool(name=name), sentence[use.start() :]) for name in sorted(missed)]
    return [Found("tools", tool, quote, confidence=PARTIAL) for tool, quote in found]
