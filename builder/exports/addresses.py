"""Addresses of tools as they may leave the house: what could hold a secret stays behind."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

# By allow-list: a query value goes along only if it is a slot or plainly no secret.
_HARMLESS = re.compile(r"\{[^{}]*\}|[A-Za-z]{1,12}|v?\d{1,4}(?:\.\d{1,3}){0,2}|\d{4}-\d\d-\d\d")
TELLS_A_SECRET = re.compile(r"key|token|secret|pass|pwd|auth|sig|cred|session|code", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?")
_SAFE = "/-._~!$&'()*+,;=:@%"


def clean_address(url: str) -> str:
    """The address without user, fragment and telling query values, each sign one that may stand there.

    "" for what is no http address. Slots such as `{order_id}` stay.
    """
    text = re.sub(r"\{\{\s*([^{}]*?)\s*\}\}|<([A-Za-z_]\w*)>", r"{\1\2}", url.strip())
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    path = re.sub(r"(?<=/):([A-Za-z_]\w*)(?=/|$)", r"{\1}", parts.path)
    return urlunsplit((parts.scheme, host, _quoted(path), _query(parts.query), ""))


def _query(query: str) -> str:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    kept = [
        f"{quote(key, safe='')}={value}"
        for key, _, value in pairs
        if _HARMLESS.fullmatch(value) and (value.startswith("{") or not TELLS_A_SECRET.search(key))
    ]
    return "&".join(kept)


def _quoted(path: str) -> str:
    """The path with its slots as they are; a brace that makes none goes."""
    pieces = re.split(r"(\{[^{}/]+\})|[{}]", path)
    return "".join(piece if i % 2 else quote(piece, safe=_SAFE) for i, piece in enumerate(pieces) if piece)
