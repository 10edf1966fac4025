"""Details of tools: which stretch of a message is about which tool, and what it says about it."""

import dataclasses
import re
from dataclasses import dataclass

from orchestrator.facts import said
from orchestrator.guide.clean import trimmed
from orchestrator.guide.details import Fields, fields_of, signature_name
from orchestrator.guide.endpoints import address, auth_of, method_of, url_of
from orchestrator.guide.heard import SURE, Found, Heard
from orchestrator.guide.tool_sentences import newcomers
from orchestrator.guide.verbs import is_told
from orchestrator.values import Tool, key_of


@dataclass
class About:
    """A stretch of a message and the tool it is about."""

    name: str
    text: str


def described(text: str, heard: Heard, *, new: bool = False) -> list[Found]:
    """What a message says about tools; `new`: tools named by function-like names or labels may be new."""
    new = new or _names_another(text, heard)
    names = [] if new else [f.value.name for f in said(heard.draft, "tools") if isinstance(f.value, Tool)]
    others = {} if new else newcomers(text, names, heard)
    names += others
    stretches = _new_stretches(text) if new else _stretches(text, names, heard)
    found: list[Found] = []
    auth = _last_auth(heard)
    for about in stretches:
        tool, auth = _tool(about, auth, heard)
        if purpose := others.get(about.name):
            tool = tool.model_copy(update={"purpose": purpose})
        if tool != Tool(name=about.name) or new or about.name in others:
            found.append(Found("tools", tool, about.text.strip(), confidence=SURE))
    return found


def _names_another(text: str, heard: Heard) -> bool:
    """Asked about one tool, the person tells of functions that are not in the draft yet."""
    known = {key_of(fact.value) for fact in said(heard.draft, "tools")}
    named = {key_of(about.name) for about in _new_stretches(text)}
    return bool(named) and not any(name in tool or tool in name for name in named for tool in known)


def called(sentence: str, heard: Heard) -> Tool | None:
    """A tool told by nothing but its address ("GET https://x.example/v1/orders -> status"): get_orders."""
    url, method = url_of(sentence), method_of(sentence)
    if not url or not method:
        return None
    path = re.sub(r"^https?://[^/]+|[?#].*$", "", address(url))
    parts = [
        p for p in re.findall(r"[A-Za-z][\w-]*", re.sub(r"[{<:][^/]*", "", path)) if not re.fullmatch(r"v\d+|api", p)
    ]
    return _tool(About(f"{_DOES[method[0]]}_{parts[-1].replace('-', '_')}", sentence), "", heard)[0] if parts else None


_ADDRESS_ARROW = re.compile(r"(https?://\S+)[ ]*(?:-+>|=>|→)[ ]*")
_DOES = {"GET": "get", "HEAD": "check", "POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


def _last_auth(heard: Heard) -> str:
    return next(
        (f.value.auth for f in reversed(said(heard.draft, "tools")) if isinstance(f.value, Tool) and f.value.auth), ""
    )


def _tool(about: About, last_auth: str, heard: Heard) -> tuple[Tool, str]:
    told = _ADDRESS_ARROW.sub(r"\1 returns ", _without_auth(_without_name(about)))
    fields: Fields = fields_of(told, heard)
    url, method = url_of(about.text), method_of(about.text)
    auth = _auth(about.text, last_auth, heard)
    tool = Tool(
        name=about.name,
        purpose=fields.purpose or None,
        inputs=fields.inputs,
        outputs=fields.outputs,
        url=address(url) if url else None,
        method=method[0] if method else None,
        auth=auth or None,
    )
    return tool, auth or last_auth


def detailed(found: Found, text: str, heard: Heard) -> Found:
    """The tool that was found with what a text about it says besides; what is known of it stays."""
    tool = found.value
    if not isinstance(tool, Tool):
        return found
    told, _ = _tool(About(tool.name, text), _last_auth(heard), heard)
    news = {name: value for name, value in told if value and not getattr(tool, name)}
    return dataclasses.replace(found, value=tool.model_copy(update=news))


def _auth(text: str, last: str, heard: Heard) -> str:
    if last and heard.language.rx(
        r"(?<!\w)(?:same|also[ ]+the[ ]+same|identical)[ ]+(?:kind[ ]+of[ ]+)?(?:auth\w*|key|token"
        r"|header|login|credentials?|security|thing|as|way)(?!\w)|(?<!\w)auth\w*[ ]*[:=]?"
        r"[ ]*(?:is[ ]+|as[ ]+)?(?:the[ ]+)?(?:same|above|before|ditto)(?!\w)"
    ).search(text):
        return last
    found = auth_of(text, heard)
    return found[0] if found else ""


def _without_name(about: About) -> str:
    """The stretch without the tool's name where it stands as a label ("Shopify: looks up orders")."""
    return re.sub(
        rf"(?im)^[^\w\n]{{0,6}}(?:the[ ]+)?{_loose(about.name)}(?:(?:[ ]+\w+)?[`*\"]{{0,3}}[ ]*(?::"
        rf"|[–—-][ ])|[`*\"]{{0,3}}[ ]+(?=\w+s[ ]))",
        "",
        about.text,
        count=1,
    )


def _without_auth(text: str) -> str:
    """Header lines of a snippet say nothing about inputs."""
    return re.sub(
        r"(?im)^[ ]*(?:-H[ ]+)?[\"']?(?:authorization|x-[\w-]+|content-type|accept)[ ]*:[^\n]*$|"
        r"[ ]-H[ ]+(?:\"[^\"\n]*\"|'[^'\n]*')|[ ]*\\$",
        " ",
        text,
    )


def _new_stretches(text: str) -> list[About]:
    """Stretches that begin with a function-like name and hold its details."""
    marks = list(
        re.finditer(
            r"(?m)^[^\w\n]{0,6}(?:\d{1,2}[.)][ ]*)?[`*\"]{0,3}(?P<name>[A-Za-z][\w.-]*(?:_[\w.-]+)+"
            r"|[a-z]+(?:[A-Z][a-z0-9]+)+)(?=[`*\"(: ,\n]|$)",
            text,
        )
    )
    ends = [*(m.start() for m in marks[1:]), len(text)][: len(marks)]
    stretches = [About(m["name"], text[m.start() : end]) for m, end in zip(marks, ends, strict=True)]
    detailed = [s for s in stretches if url_of(s.text) or signature_name(s.text)]
    return stretches if detailed else []


def _stretches(text: str, names: list[str], heard: Heard) -> list[About]:
    """The message cut where another tool is named, or where a second address begins."""
    asked = heard.asked.about if heard.asked.about in names else ""
    marks = _named_at(text, names)
    if not marks:
        return _by_address(text, names, asked, heard)
    stretches = [
        About(name, text[at:end])
        for (at, name), end in zip(marks, [m[0] for m in marks[1:]] + [len(text)], strict=True)
    ]
    if text[: marks[0][0]].strip() and re.search(r"\w{3}", text[: marks[0][0]]):
        first = asked or next((n for n in names if n not in {m[1] for m in marks}), marks[0][1])
        stretches.insert(0, About(first, text[: marks[0][0]]))
    return _merged(stretches if asked else _divided(stretches, names, heard))


def _divided(stretches: list[About], names: list[str], heard: Heard) -> list[About]:
    """Asked about several tools: a stretch that tells of two is the named one's and the next one's nobody named."""
    unnamed = [name for name in names if name not in {about.name for about in stretches}]
    parted: list[About] = []
    for about in stretches:
        first, *rest = _by_paragraph(about.text, heard)
        parted.append(About(about.name, first))
        parted += [About(unnamed.pop(0) if unnamed else about.name, piece) for piece in rest]
    return parted


def _merged(stretches: list[About]) -> list[About]:
    merged: list[About] = []
    for about in stretches:
        same = next((m for m in merged if m.name == about.name), None)
        if same:
            same.text += "\n" + about.text if not same.text.endswith("\n") else about.text
        else:
            merged.append(About(about.name, about.text))
    return merged


def _named_at(text: str, names: list[str]) -> list[tuple[int, str]]:
    """[(where, tool)] at the beginnings of lines or sentences that name a tool, in order."""
    marks: list[tuple[int, str]] = []
    for name in names:
        for match in re.finditer(rf"(?i)(?<![\w-]){_loose(name)}(?![\w-])", text):
            start = max(text.rfind("\n", 0, match.start()) + 1, _sentence_start(text, match.start()))
            if match.start() - start <= 30:
                marks.append((start, name))
    return sorted({at: (at, name) for at, name in sorted(marks, key=lambda m: -len(m[1]))}.values())


def _sentence_start(text: str, at: int) -> int:
    ends = [m.end() for m in re.finditer(r"[.;!?]\s+", text[max(0, at - 200) : at])]
    return max(0, at - 200) + ends[-1] if ends else 0


def _loose(name: str) -> str:
    """A tool's name as people shorten it: "Redelivery" for "Redelivery API"."""
    words = [w for w in re.split(r"[\W_]+", name) if w]
    while len(words) > 1 and words[-1].casefold() in {
        "api",
        "system",
        "tool",
        "service",
        "database",
        "db",
        "app",
        "crm",
        "platform",
        "integration",
    }:
        words.pop()
    return r"[\W_]{0,3}".join(re.escape(w) for w in words)


def _by_address(text: str, names: list[str], asked: str, heard: Heard) -> list[About]:
    """Nobody is named: it is the tool that was asked about, or one tool after the other by paragraph and address."""
    undetailed = [
        f.value.name
        for f in said(heard.draft, "tools")
        if isinstance(f.value, Tool) and not (f.value.url or f.value.inputs or f.value.outputs)
    ]
    order = [asked, *(n for n in undetailed if key_of(n) != key_of(asked))] if asked else (undetailed or names)
    pieces = _by_paragraph(text, heard)
    if not order:
        return []
    if len(pieces) < 2:
        return [About(order[0], text)]
    return [About(name, piece) for name, piece in zip(order, pieces, strict=False)]


def _says_both(text: str) -> bool:
    """Inputs and outputs, under their labels."""
    return bool(
        re.search(r"(?i)\b(?:inputs?|in|params?|request|takes)\b\W{0,3}[:=]?", text)
        and re.search(r"(?i)\b(?:outputs?|out|response|returns?)\b", text)
    )


def _by_paragraph(text: str, heard: Heard) -> list[str]:
    """Stretches with one address, or one account of what goes in and comes out, each; other lines stay with the one
    before."""
    pieces: list[str] = []
    for line in text.split("\n"):
        if pieces and re.search(r"\w", line) and _begins_anew(pieces[-1], line, heard):
            pieces.append(line)
        elif pieces:
            pieces[-1] += "\n" + line
        else:
            pieces.append(line)
    return pieces


def _begins_anew(before: str, line: str, heard: Heard) -> bool:
    """Does a line tell what the piece before it has told of another tool: an address, outputs, what it is for?"""
    if url_of(line) and url_of(before):
        return True
    if heard.asked.about:
        return _says_both(line) and _says_both(before)
    takes, gives = (heard.language.rx(rf"(?<!\w)(?:@{name})") for name in ("takes_in", "gives_out"))
    first = heard.language.rx(r"^\W*(?:what[ ]+(?:for|it[ ]+does)|purpose|used?[ ]+(?:for|to))(?!\w)")
    told = bool(gives.search(before))
    if not told:
        return False
    deed = is_told(trimmed(line), heard.language)
    return bool(gives.search(line) or takes.search(line) or first.match(line) or deed)
