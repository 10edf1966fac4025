"""Secrets typed into the chat, taken out before anything is stored, read or sent."""

import base64
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from orchestrator.guide.keys import keys
from orchestrator.guide.known_shapes import is_known_shape
from orchestrator.guide.passwords import passwords
from orchestrator.guide.secret_values import Span
from orchestrator.guide.secret_words import rx

PLACEHOLDER = "[secret removed]"


@dataclass(frozen=True)
class Masked:
    """The text with a placeholder for each secret, and the kinds of what was found, each once, in order."""

    text: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Kind:
    """One kind of secret: `pattern` has a group "secret" (or is all secret); `is_one` may look closer."""

    name: str
    pattern: re.Pattern[str]
    is_one: Callable[[str], bool] = bool


def _looks_random(value: str) -> bool:
    """Letters and digits mixed as nobody writes words; long enough to be worth guarding."""
    if len(value) < 16 or not re.search(r"\d", value) or not re.search(r"[A-Za-z]", value):
        return False
    if is_known_shape(value.strip("-_=+/")):
        return False
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values()) > 2.8


def _is_value(value: str) -> bool:
    """Something that could be a key or password, rather than a word of the sentence or a stand-in for one."""
    bare = value.strip("\"'`.,;:!?()")
    if len(bare) < 4 or re.fullmatch(r"[<{\[$%].*[>}\]%]?|\*+|x+|X+|\.+|_+", bare) or "secret removed" in bare:
        return False
    return bool(re.search(r"\d", bare) or re.search(r"[a-z][A-Z]|[^\w.-]", bare)) and not bare.startswith(
        ("http://", "https://", "/")
    )


def _is_basic(value: str) -> bool:
    """The Base64 of "name:password"."""
    try:
        return b":" in base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except ValueError:
        return False


def _passes_luhn(value: str) -> bool:
    digits = [int(c) for c in value if c.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) < 3:
        return False
    doubled = [d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


_KINDS: tuple[_Kind, ...] = (
    _Kind(
        "private key",
        re.compile(
            r"-----BEGIN [A-Z ]{0,40}(?:PRIVATE KEY|CERTIFICATE|KEY BLOCK|MESSAGE)[A-Z "
            r"]{0,20}-----(?:[^-]|-(?!----)){0,8000}(?:-----END [A-Z ]{0,60}-----)?"
        ),
    ),
    _Kind("json web token", re.compile(r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?")),
    _Kind("stripe key", re.compile(r"\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|\bwhsec_[A-Za-z0-9]{16,}")),
    _Kind(
        "openai key",
        re.compile(r"\bsk-(?:proj-|ant-|svcacct-|or-v1-|admin-)?[A-Za-z0-9_-]{12,}"),
        lambda v: bool(re.search(r"\d", v)) or len(v) > 40,
    ),
    _Kind("aws key", re.compile(r"\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{12,20}\b")),
    _Kind("github token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,})")),
    _Kind("gitlab token", re.compile(r"\bgl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{12,}")),
    _Kind(
        "slack token",
        re.compile(
            r"\bxox[abeoprs]-[A-Za-z0-9-]{8,}|\bxapp-[A-Za-z0-9-]{8,}"
            r"|https://hooks\.slack\.com/services/(?P<secret>[A-Za-z0-9/]{12,})"
        ),
    ),
    _Kind("google key", re.compile(r"\bAIza[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9_-]{16,}|\bGOCSPX-[A-Za-z0-9_-]{12,}")),
    _Kind("sendgrid key", re.compile(r"\bSG\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}")),
    _Kind("twilio key", re.compile(r"\b(?:SK|AC)[0-9a-f]{32}\b")),
    _Kind(
        "service key",
        re.compile(
            r"\b(?:hf|npm|pypi|dckr_pat|shpat|shpss|shpca|dop_v1|rpa|sbp|re|fal|gsk|xai|pplx|r8|tvly"
            r"|lin_api|figd|ntn|secret|sq0atp|sq0csp|EAAA|key|tok|pat|vapi|el)[_-](?:live[_-]|test[_-]"
            r"|prod[_-])?[A-Za-z0-9_-]{12,}"
        ),
        _looks_random,
    ),
    _Kind("telegram token", re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{30,}")),
    _Kind(
        "password in address",
        re.compile(r"(?<=://)[^\s/:@]{0,100}:(?P<secret>[^\s/@]{1,200})(?=@)"),
        lambda v: "secret removed" not in v and not re.fullmatch(r"[<{$].*", v),
    ),
    _Kind(
        "bearer token",
        re.compile(
            r"(?i)\b(?:bearer|token|basic|apikey|negotiate|digest)\s{1,3}[\"'`]?(?P<secret>[A-Za-z0-9+/_.~=-]{8,})"
        ),
        lambda v: (
            _is_value(v) and (bool(re.search(r"\d", v)) and not re.fullmatch(r"[A-Za-z]+[-.]?\d{1,2}|v?\d[\d.]*", v))
        ),
    ),
    _Kind(
        "header value",
        re.compile(
            r"(?i)(?<![\w-])(?:authorization|(?:[\w]{1,20}-){1,4}(?:key|token|auth|secret)[\w-]{0,20}"
            r"|api-?key)[\"'`]?\s{0,3}[:=]\s{0,3}[\"'`]?(?:(?:bearer|basic"
            r"|token)\s{1,3})?(?P<secret>[^\s\"'`,;|)\]}]{6,})"
        ),
        _is_value,
    ),
    _Kind(
        "key in address",
        re.compile(
            r"(?i)[?&](?:api[_-]?key|key|token|access[_-]?token|auth|secret|sig|signature|password|pwd"
            r"|apikey|code|client[_-]?secret|subscription[_-]?key)=(?P<secret>[^\s&#\"'`<>{}\[\]]{4,})"
        ),
        lambda v: not re.fullmatch(r"[.…*xX]+|YOUR\w*|my\w*|\$\w+|secret|value", v),
    ),
    _Kind("basic credentials", re.compile(r"(?i)\bbasic\s{1,3}[\"'`]?(?P<secret>[A-Za-z0-9+/]{8,}={0,2})"), _is_basic),
)
_RUN = re.compile(r"[A-Za-z0-9+/_=-]{16,}")
_BESIDE: tuple[_Kind, ...] = (  # such runs beside a word for secrets; looked for last
    _Kind(
        "key",
        rx(
            r"(?:@key|@bare_key|@password|@maybe|@pin)[^\n]{0,40}?"
            r"(?<![\w/.+=-])(?P<secret>[A-Za-z0-9+/_=-]{16,}+)(?![\w/.-]*/)"
        ),
        _looks_random,
    ),
    _Kind(
        "key",
        re.compile(
            r"(?i)(?<![\w/.+=-])(?P<secret>[A-Za-z0-9+/_=-]{20,}+)(?=[^\n]{0,30}\b(?:api[ _-]?key|secret"
            r"|token|password|credential)s?\b)"
        ),
        _looks_random,
    ),
)
_CARD = _Kind("card number", re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])"), _passes_luhn)


def mask(text: str) -> Masked:
    """The text without secrets: keys, tokens, passwords, card numbers become a placeholder. Masking twice changes
    nothing."""
    kinds: list[str] = []
    text = _without(text, _KINDS[0], kinds)
    text = _told_without(text, passwords(text), "password", kinds)
    for kind in _KINDS[1:]:
        text = _without(text, kind, kinds)
    text = _told_without(text, keys(text), "key", kinds)
    for kind in _BESIDE if any(map(_looks_random, _RUN.findall(text))) else ():
        text = _without(text, kind, kinds)
    text = _without(text, _CARD, kinds)
    return Masked(text, tuple(dict.fromkeys(kinds)))


def _told_without(text: str, spans: list[Span], name: str, kinds: list[str]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + PLACEHOLDER + _sentence_end(text[start:end], text[end:]) + text[end:]
        kinds.append(name)
    return text


def _without(text: str, kind: _Kind, kinds: list[str]) -> str:
    return kind.pattern.sub(lambda match: _hidden(match, kind, kinds), text)


def _hidden(match: re.Match[str], kind: _Kind, kinds: list[str]) -> str:
    group = "secret" if match.re.groupindex and match["secret"] is not None else 0
    value = match[group]
    if PLACEHOLDER in value or value in PLACEHOLDER or not kind.is_one(value):
        return match[0]
    kinds.append(kind.name)
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    behind = match.string[match.end(group) :]
    tail = _sentence_end(value, behind) if group == "secret" else ""
    return match[0][:start] + PLACEHOLDER + tail + match[0][end:]


def _sentence_end(value: str, behind: str) -> str:
    """What keeps the sentences apart where their punctuation went with the secret: a stop, or a comma."""
    if value.endswith((".", "。")):
        return value[-1]
    if value.endswith((",", ";")):
        return ","
    begins = re.match(r"\s+(\S)", behind)
    return "." if value.endswith(("!", "?")) and begins and begins[1].isalnum() and not begins[1].islower() else ""
